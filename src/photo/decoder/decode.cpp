#include "photo/decoder/decode.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "photo/decoder/colour.h"
#include "photo/decoder/damage.h"
#include "photo/decoder/vips_picture.h"
#include "photo/exif.h"
#include "photo/jpeg_scans.h"
#include "photo/orientation.h"
#include "photo/png_chunks.h"

namespace stubble::photo {
namespace {

void check_size(const VipsImage* image, const DecoderOrder& order) {
    const std::string why =
        too_large(static_cast<std::uint64_t>(image->Xsize), static_cast<std::uint64_t>(image->Ysize),
                  order.max_pixels, order.max_side_px);
    if (!why.empty()) throw TooLarge(why);
}

struct Target {
    std::uint8_t* pixels;
    Upright map;
};

int write_rows(VipsRegion* region, VipsRect* area, void* to) {
    const auto& [pixels, map] = *static_cast<const Target*>(to);
    for (int y = area->top; y < area->top + area->height; ++y)
        place_row(VIPS_REGION_ADDR(region, area->left, y), area->left, y, area->width, map, pixels);
    return 0;
}

// The number at the start of an EXIF field such as "5960/1000 (6.0 mm, Rational, ...)"; 0 when absent.
double exif_number(const VipsImage* image, const char* tag) {
    const std::string field = std::string("exif-ifd2-") + tag;
    const char* text = nullptr;
    if (!vips_image_get_typeof(image, field.c_str()) || vips_image_get_string(image, field.c_str(), &text))
        return 0.0;
    double above = 0.0, below = 1.0;
    if (std::sscanf(text, "%lf/%lf", &above, &below) < 1 || below == 0.0) return 0.0;
    const double value = above / below;
    return std::isfinite(value) && value > 0.0 ? value : 0.0;
}

int orientation_of(VipsImage* image, std::span<const std::uint8_t> bytes, Format format) {
    // libheif turns the picture itself; its EXIF orientation must not turn it again.
    if (format == Format::heif) return 1;
    // Not every libvips looks into the eXIf chunk.
    if (format == Format::png)
        for (const PngChunk& chunk : png_chunks(bytes))
            if (chunk.name == "eXIf") return exif_orientation(chunk.data);
    return vips_image_get_orientation(image);
}

// Many pictures have an alpha channel that lets nothing through. Rows are read once only, so that looking
// takes a reading of its own.
bool shows_through(std::span<const std::uint8_t> bytes, Format format, VipsFailOn strictness) {
    const OwnedImage image = load(bytes, format, strictness);
    VipsImage* band = nullptr;
    const OwnedImage alpha = result(vips_extract_band(image.get(), &band, image->Bands - 1, nullptr), band);
    double least = 0.0;
    if (vips_min(alpha.get(), &least, nullptr)) throw damaged();
    return least < (image->BandFmt == VIPS_FORMAT_USHORT ? 65535.0 : 255.0);
}

// What of the file the picture does not hold, a line each.
std::string losses(const VipsImage* image, bool shows_through) {
    std::string lines;
    if (image->BandFmt != VIPS_FORMAT_UCHAR)
        lines += "\nthe photo has more than 8 bits a channel: only 8 are kept, in the results as well";
    if (shows_through)
        lines +=
            "\nthe photo is transparent in places: they are taken as white; save it over another background "
            "if that is wrong";
    return lines;
}

// Decodes the whole picture into the reply.
void decode_once(std::span<const std::uint8_t> bytes, Format format, VipsFailOn strictness,
                 const DecoderOrder& order, Reply& reply) {
    OwnedImage image = load(bytes, format, strictness);
    check_size(image.get(), order);
    const int orientation = orientation_of(image.get(), bytes, format);
    const int width = image->Xsize, height = image->Ysize;
    DecoderReply& header = reply.header();
    header.width = is_turned(orientation) ? height : width;
    header.height = is_turned(orientation) ? width : height;
    header.focal_length_35mm =
        focal_length_35mm([&](const char* tag) { return exif_number(image.get(), tag); });
    const std::string lost =
        losses(image.get(), vips_image_hasalpha(image.get()) && shows_through(bytes, format, strictness));
    const Coloured coloured = in_srgb(std::move(image));
    put_text(header.warning, coloured.warning + lost);
    const std::uint64_t size = 3ull * static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    Target target{reply.pixels(size), upright(orientation, width, height)};
    vips_error_clear();
    const int failed = vips_sink_disc(coloured.image.get(), write_rows, &target);
    // When the very last rows fail, libvips 8.14 sometimes complains and yet reports success.
    if (failed || (strictness != VIPS_FAIL_ON_NONE && *vips_error_buffer())) throw damaged();
}

void decode_as_far_as_it_goes(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order,
                              Reply& reply) {
    // JPEG decoders mention damage only as a warning.
    const VipsFailOn strict = format == Format::jpeg ? VIPS_FAIL_ON_WARNING : VIPS_FAIL_ON_ERROR;
    try {
        return decode_once(bytes, format, strict, order, reply);
    } catch (const TooLarge&) {
        throw;
    } catch (const Refusal&) {
        vips_error_clear();
    }
    const double missing = missing_share(bytes, format);
    if (missing > 0.98)
        throw Refusal(
            "the file is cut off or damaged and nothing of the picture is left; ask for the original file");
    try {
        decode_once(bytes, format, VIPS_FAIL_ON_NONE, order, reply);
    } catch (const Refusal&) {
        if (missing > 0.0) throw cut_off(missing);
        throw;
    }
    reply.header().missing_share = missing;
    put_text(reply.header().warning, damage_warning(missing));
}

}  // namespace

void decode_photo(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order,
                  Reply& reply) {
    try {
        decode_as_far_as_it_goes(bytes, format, order, reply);
    } catch (const TooLarge&) {
        throw;
    } catch (const Refusal&) {
        const std::uint64_t whole = declared_bytes(bytes, format);
        if (whole > bytes.size())
            throw cut_off(1.0 - static_cast<double>(bytes.size()) / static_cast<double>(whole));
        if (format == Format::jpeg && !has_scan(bytes)) throw cut_off(1.0);
        throw;
    }
}

void decode_map(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order, Reply& reply) {
    if (format != Format::png || !is_plain_grey_png(bytes))
        throw Refusal("a map must be a PNG with one channel of 8 or 16 bits and no palette; convert it");
    OwnedImage image = load(bytes, format, VIPS_FAIL_ON_ERROR);
    check_size(image.get(), order);
    VipsImage* wide = nullptr;
    image = result(vips_cast(image.get(), &wide, VIPS_FORMAT_USHORT, nullptr), wide);
    if (image->Bands != 1) throw Refusal("a map must have one channel and no transparency; convert it");
    const auto width = static_cast<std::size_t>(image->Xsize),
               height = static_cast<std::size_t>(image->Ysize);
    std::size_t size = 0;
    const std::unique_ptr<void, decltype(&g_free)> values(vips_image_write_to_memory(image.get(), &size),
                                                          g_free);
    if (!values || size != 2 * width * height || *vips_error_buffer()) throw damaged();
    std::memcpy(reply.pixels(size), values.get(), size);
    reply.header().width = static_cast<std::int32_t>(width);
    reply.header().height = static_cast<std::int32_t>(height);
}

}  // namespace stubble::photo
