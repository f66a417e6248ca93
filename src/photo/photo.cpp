#include "photo/photo.h"

#include <glib.h>

#include <sstream>

#include "photo/claimed_size.h"
#include "photo/decoder_process.h"
#include "photo/file.h"
#include "photo/fine_colour.h"
#include "photo/message.h"

namespace stubble::photo {
namespace {

static_assert(sizeof(core::Rgb8) == 3, "pixels travel as packed bytes");

std::string sha256_of(const std::vector<std::uint8_t>& bytes) {
    gchar* digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes.data(), bytes.size());
    std::string text = digest;
    g_free(digest);
    return text;
}

template <class T>
core::Image<T> image_of(const Decoded& decoded, const std::filesystem::path& path) {
    core::Image<T> image(decoded.reply.width, decoded.reply.height);
    read_pixels(decoded, image.data(), image.pixel_count() * sizeof(T), path);
    return image;
}

// Refuses what needs no decoder to be refused.
void check_header(const std::vector<std::uint8_t>& bytes, const std::filesystem::path& path,
                  const LoadLimits& limits) {
    const Format format = format_of(bytes);
    std::string why;
    if (const char* name = unsupported_name(format))
        why = std::string("it is ") + name +
              "; Stubble reads JPEG, PNG, TIFF, WebP, HEIC and AVIF, save it as one of these";
    else if (const auto size = claimed_size(bytes, format))
        why = too_large(size->width, size->height, limits.max_pixels,
                        static_cast<std::uint64_t>(limits.max_side_px));
    if (!why.empty()) throw core::LoadError("cannot open " + quoted(path) + ": " + why);
}

std::string text_of(core::Size size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height);
}

core::Image<std::uint16_t> map_of(const std::vector<std::uint8_t>& bytes, const std::filesystem::path& path,
                                  core::Size expected, const LoadLimits& limits) {
    check_header(bytes, path, limits);
    const Decoded decoded = decode(bytes, DecoderTask::map, path, limits);
    const core::Size size{decoded.reply.width, decoded.reply.height};
    if (expected != core::Size{} && size != expected)
        throw core::LoadError("cannot use map " + quoted(path) + ": it has " + text_of(size) +
                              " pixels, the photo " + text_of(expected) + "; make it the photo's size");
    return image_of<std::uint16_t>(decoded, path);
}

}  // namespace

Photo load_photo(const std::filesystem::path& path, const LoadLimits& limits) {
    Photo photo;
    photo.path = path;
    photo.file_bytes = read_file(path, "photo", limits.max_file_bytes);
    check_header(photo.file_bytes, path, limits);
    photo.sha256 = sha256_of(photo.file_bytes);
    const Decoded decoded = decode(photo.file_bytes, DecoderTask::photo, path, limits);
    photo.pixels = image_of<core::Rgb8>(decoded, path);
    photo.fine_colour = has_fine_colour(photo.file_bytes);
    photo.missing_share = decoded.reply.missing_share;
    if (decoded.reply.focal_length_35mm > 0.0) photo.focal_length_35mm = decoded.reply.focal_length_35mm;
    std::istringstream warnings(decoded.reply.warning.data());
    for (std::string warning; std::getline(warnings, warning);)
        if (!warning.empty()) photo.warnings.push_back(one_line(warning));
    return photo;
}

core::Image<std::uint16_t> load_map(const std::filesystem::path& path, core::Size expected,
                                    const LoadLimits& limits) {
    return map_of(read_file(path, "map", limits.max_file_bytes), path, expected, limits);
}

core::Image<std::uint16_t> load_fine_map(const std::filesystem::path& path, core::Size expected,
                                         const LoadLimits& limits) {
    const std::vector<std::uint8_t> bytes = read_file(path, "map", limits.max_file_bytes);
    if (is_plain_grey_png(bytes) && bytes[png_depth_at] == 8)
        throw core::LoadError("cannot use map " + quoted(path) +
                              ": a 16-bit grey PNG is needed, this has 8 bits; save it with 16");
    return map_of(bytes, path, expected, limits);
}

}  // namespace stubble::photo
