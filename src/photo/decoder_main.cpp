// The decoder: one photo's bytes in, upright sRGB pixels out, in a process of its own under tight limits.
// It is started by decode() in decoder_process.cpp; decoder_protocol.h says how the two talk.
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vips.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "photo/container.h"
#include "photo/decoder_protocol.h"
#include "photo/exif.h"
#include "photo/jpeg_scans.h"
#include "photo/orientation.h"
#include "photo/png_chunks.h"
#include "photo/refusal.h"
#include "photo/srgb_probe.h"

namespace {

using namespace stubble::photo;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Image = std::unique_ptr<VipsImage, Unref>;
using Source = std::unique_ptr<VipsSource, Unref>;

// What the libraries complained about since the last call: the first line, in brackets, or nothing.
std::string vips_reason() {
    const std::string text = vips_error_buffer();
    vips_error_clear();
    const std::string line = text.substr(0, text.find('\n'));
    return line.empty() ? "" : " (" + line + ")";
}

Refusal damaged() {
    return Refusal("the file is damaged" + vips_reason() + "; ask for the original file");
}

// Takes over the result of a vips operation; by reference, so that it is read after the operation ran.
Image result(int failed, VipsImage*& image) {
    Image owned(image);
    if (failed) throw damaged();
    return owned;
}

Image load(std::span<const std::uint8_t> bytes, Format format, VipsFailOn strictness) {
    const Source source(vips_source_new_from_memory(bytes.data(), bytes.size()));
    VipsImage* image = nullptr;
    const auto run = [&](auto loader) {
        return loader(source.get(), &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", strictness, nullptr);
    };
    switch (format) {
        case Format::jpeg:
            return result(run(vips_jpegload_source), image);
        case Format::png:
            return result(run(vips_pngload_source), image);
        case Format::tiff:
            return result(run(vips_tiffload_source), image);
        case Format::webp:
            return result(run(vips_webpload_source), image);
        case Format::heif:
            return result(run(vips_heifload_source), image);
        default:
            throw Refusal("Stubble reads JPEG, PNG, TIFF, WebP, HEIC and AVIF; save it as one of these");
    }
}

void check_size(const VipsImage* image, const DecoderOrder& order) {
    const std::string why =
        too_large(static_cast<std::uint64_t>(image->Xsize), static_cast<std::uint64_t>(image->Ysize),
                  order.max_pixels, order.max_side_px);
    if (!why.empty()) throw TooLarge(why);
}

// Alpha over white, before any colour conversion, so that one rule serves all colour models.
Image flattened(Image image) {
    if (!vips_image_hasalpha(image.get())) return image;
    const bool ink = image->Type == VIPS_INTERPRETATION_CMYK;
    const bool wide = image->Type == VIPS_INTERPRETATION_RGB16 || image->Type == VIPS_INTERPRETATION_GREY16;
    const std::vector<double> white(static_cast<std::size_t>(image->Bands - 1), ink    ? 0.0
                                                                                : wide ? 65535.0
                                                                                       : 255.0);
    VipsArrayDouble* background = vips_array_double_new(white.data(), static_cast<int>(white.size()));
    VipsImage* flat = nullptr;
    const int failed = vips_flatten(image.get(), &flat, "background", background, nullptr);
    vips_area_unref(VIPS_AREA(background));
    return result(failed, flat);
}

Image through_profile(const Image& image) {
    VipsImage* converted = nullptr;
    const int failed = vips_icc_transform(image.get(), &converted, "srgb", "embedded", TRUE, "intent",
                                          VIPS_INTENT_RELATIVE, "depth", 8, nullptr);
    return Image(failed ? nullptr : converted);
}

std::span<const std::uint8_t> profile_of(const VipsImage* image) {
    const void* data = nullptr;
    std::size_t size = 0;
    if (!vips_image_get_typeof(image, VIPS_META_ICC_NAME) ||
        vips_image_get_blob(image, VIPS_META_ICC_NAME, &data, &size))
        return {};
    return {static_cast<const std::uint8_t*>(data), size};
}

// True when the profile moves no probe colour by more than one code: then 12 million pixels
// need not go through it.
bool same_as_srgb(const VipsImage* image, std::span<const std::uint8_t> profile) {
    if (image->Bands != 3 || image->BandFmt != VIPS_FORMAT_UCHAR) return false;
    const std::vector<std::uint8_t> cube = probe_colours();
    const Image probe(vips_image_new_from_memory(cube.data(), cube.size(), probe_side * probe_side,
                                                 probe_side, 3, VIPS_FORMAT_UCHAR));
    vips_image_set_blob_copy(probe.get(), VIPS_META_ICC_NAME, profile.data(), profile.size());
    probe->Type = VIPS_INTERPRETATION_sRGB;
    const Image seen = through_profile(probe);
    if (!seen || seen->Bands != 3) return false;
    std::size_t size = 0;
    const std::unique_ptr<void, decltype(&g_free)> codes(vips_image_write_to_memory(seen.get(), &size),
                                                         g_free);
    return codes && nearly_equal(cube, {static_cast<const std::uint8_t*>(codes.get()), size});
}

struct Coloured {
    Image image;          // three 8-bit channels, sRGB
    std::string warning;  // empty: none
};

Coloured in_srgb(Image image) {
    image = flattened(std::move(image));
    std::string warning;
    const std::span<const std::uint8_t> profile = profile_of(image.get());
    if (!profile.empty() && !vips_icc_is_compatible_profile(image.get(), profile.data(), profile.size())) {
        // Grey photos with the profile of a colour space are common and lose nothing.
        if (image->Bands >= 3)
            warning = "the photo's colour profile cannot be used; colours may be slightly off";
    } else if (!profile.empty() && !same_as_srgb(image.get(), profile)) {
        image = through_profile(image);
        if (!image) throw damaged();
    }
    VipsImage *rgb = nullptr, *three = nullptr, *bytes = nullptr;
    image = result(vips_colourspace(image.get(), &rgb, VIPS_INTERPRETATION_sRGB, nullptr), rgb);
    if (image->Bands < 3)
        throw Refusal("its colour model is not supported; save it again as RGB JPEG or PNG");
    image = result(vips_extract_band(image.get(), &three, 0, "n", 3, nullptr), three);
    image = result(vips_cast(image.get(), &bytes, VIPS_FORMAT_UCHAR, nullptr), bytes);
    return {std::move(image), warning};
}

// Room for the pixels in the reply file.
class Reply {
 public:
    Reply(DecoderOrder& order) {
        if (::pread(decoder_reply_fd, &order, sizeof order, 0) != static_cast<ssize_t>(sizeof order))
            std::_Exit(2);
        header_.magic = reply_magic;
    }
    DecoderReply& header() { return header_; }
    std::uint8_t* pixels(std::uint64_t size) {
        if (::ftruncate(decoder_reply_fd, static_cast<off_t>(pixel_offset + size)) != 0)
            throw Refusal("there is not enough memory");
        void* map =
            ::mmap(nullptr, pixel_offset + size, PROT_READ | PROT_WRITE, MAP_SHARED, decoder_reply_fd, 0);
        if (map == MAP_FAILED) throw Refusal("there is not enough memory; close other programs");
        return static_cast<std::uint8_t*>(map) + pixel_offset;
    }
    void send(DecoderOutcome outcome) {
        header_.outcome = outcome;
        if (::pwrite(decoder_reply_fd, &header_, sizeof header_, 0) != static_cast<ssize_t>(sizeof header_))
            std::_Exit(2);
    }

 private:
    DecoderReply header_;
};

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

// Share of the stored picture's rows that can be decoded before the data end.
double share_of_rows(std::span<const std::uint8_t> bytes, Format format) {
    const Image image = load(bytes, format, VIPS_FAIL_ON_TRUNCATED);
    const std::unique_ptr<VipsRegion, Unref> region(vips_region_new(image.get()));
    constexpr int strip = 8;
    for (int y = 0; y < image->Ysize; y += strip) {
        const VipsRect rows{0, y, image->Xsize, std::min(strip, image->Ysize - y)};
        if (vips_region_prepare(region.get(), &rows)) return static_cast<double>(y) / image->Ysize;
    }
    return 1.0;
}

// Bytes that come out of the compressed data of a PNG before they end or turn bad.
std::uint64_t inflated_bytes(const std::vector<PngChunk>& chunks) {
    const std::unique_ptr<GZlibDecompressor, Unref> inflater(
        g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
    std::vector<std::uint8_t> out(1 << 16);
    std::uint64_t sum = 0;
    for (const PngChunk& chunk : chunks) {
        if (chunk.name != "IDAT") continue;
        for (std::size_t at = 0; at < chunk.data.size();) {
            gsize used = 0, got = 0;
            const GConverterResult result = g_converter_convert(
                G_CONVERTER(inflater.get()), chunk.data.data() + at, chunk.data.size() - at, out.data(),
                out.size(), G_CONVERTER_NO_FLAGS, &used, &got, nullptr);
            sum += got;
            at += used;
            if (result != G_CONVERTER_CONVERTED) return sum;
        }
    }
    return sum;
}

double missing_share(std::span<const std::uint8_t> bytes, Format format) {
    if (format == Format::png)
        return 1.0 - std::min(1.0, static_cast<double>(inflated_bytes(png_chunks(bytes))) /
                                       static_cast<double>(std::max<std::uint64_t>(1, png_raw_bytes(bytes))));
    if (format == Format::jpeg)
        if (const std::optional<double> share = progressive_share(bytes)) return 1.0 - *share;
    return 1.0 - share_of_rows(bytes, format);
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

// Decodes the whole picture into the reply.
void decode_once(std::span<const std::uint8_t> bytes, Format format, VipsFailOn strictness,
                 const DecoderOrder& order, Reply& reply) {
    Image image = load(bytes, format, strictness);
    check_size(image.get(), order);
    const int orientation = orientation_of(image.get(), bytes, format);
    const int width = image->Xsize, height = image->Ysize;
    DecoderReply& header = reply.header();
    header.width = is_turned(orientation) ? height : width;
    header.height = is_turned(orientation) ? width : height;
    header.focal_length_35mm =
        focal_length_35mm([&](const char* tag) { return exif_number(image.get(), tag); });
    const Coloured coloured = in_srgb(std::move(image));
    put_text(header.warning, coloured.warning);
    const std::uint64_t size = 3ull * static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    Target target{reply.pixels(size), upright(orientation, width, height)};
    vips_error_clear();
    const int failed = vips_sink_disc(coloured.image.get(), write_rows, &target);
    // When the very last rows fail, libvips 8.14 sometimes complains and yet reports success.
    if (failed || (strictness != VIPS_FAIL_ON_NONE && *vips_error_buffer())) throw damaged();
}

void decode_photo(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order,
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

// Like decode_photo, but names the missing part of a file that cannot be opened without it.
void decode_or_explain(std::span<const std::uint8_t> bytes, Format format, const DecoderOrder& order,
                       Reply& reply) {
    try {
        decode_photo(bytes, format, order, reply);
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
    Image image = load(bytes, format, VIPS_FAIL_ON_ERROR);
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

void limit(decltype(RLIMIT_AS) resource, std::uint64_t value) {
    const rlimit both{value, value};
    if (::setrlimit(resource, &both) != 0) std::_Exit(2);
}

// From here on the process can use up only its share, and can touch only the two files it was given.
void confine(const DecoderOrder& order) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_SET_DUMPABLE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_AS, order.memory_bytes);
    limit(RLIMIT_CPU, order.cpu_seconds);
    limit(RLIMIT_FSIZE, pixel_offset + 3 * order.max_pixels);
    limit(RLIMIT_NOFILE, 32);
}

void start_vips(Format format) {
    g_log_set_default_handler([](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
    // Only HEIC and AVIF need a plug-in; loading none spares the others most of the start.
    if (format != Format::heif) ::setenv("VIPSHOME", "/nonexistent", 1);
    ::setenv("VIPS_DISC_THRESHOLD", "100g", 1);
    if (VIPS_INIT("stubble-decoder")) std::_Exit(2);
    vips_block_untrusted_set(TRUE);
    vips_cache_set_max(0);
    vips_concurrency_set(2);
}

}  // namespace

int main() {
    DecoderOrder order;
    Reply reply(order);
    confine(order);
    const auto size = static_cast<std::size_t>(::lseek(decoder_photo_fd, 0, SEEK_END));
    const void* map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, decoder_photo_fd, 0);
    if (map == MAP_FAILED) return 2;
    const std::span<const std::uint8_t> bytes(static_cast<const std::uint8_t*>(map), size);
    try {
        const Format format = format_of(bytes);
        start_vips(format);
        const std::vector<std::uint8_t> tidy =
            format == Format::png ? tidied_png(bytes) : std::vector<std::uint8_t>{};
        const std::span<const std::uint8_t> readable = tidy.empty() ? bytes : tidy;
        if (order.task == DecoderTask::map)
            decode_map(readable, format, order, reply);
        else
            decode_or_explain(readable, format, order, reply);
        reply.send(DecoderOutcome::opened);
    } catch (const std::exception& why) {
        put_text(reply.header().reason, why.what());
        reply.send(DecoderOutcome::refused);
    }
    std::_Exit(0);
}
