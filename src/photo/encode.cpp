#include <glib.h>
#include <vips/vips.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "photo/file.h"
#include "photo/message.h"
#include "photo/metadata.h"
#include "photo/save.h"

namespace stubble::photo {
namespace {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

void start_vips() {
    static std::once_flag once;
    static bool started = false;
    std::call_once(once, [] {
        started = VIPS_INIT("stubble") == 0;
        if (started) vips_cache_set_max(0);
    });
    if (!started) throw core::SaveError("cannot save pictures: libvips does not start; reinstall it");
}

Image wrap(const void* data, core::Size size, int bands, const std::string& xmp,
           VipsBandFormat format = VIPS_FORMAT_UCHAR) {
    const std::size_t bytes = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                              static_cast<std::size_t>(bands) * (format == VIPS_FORMAT_USHORT ? 2u : 1u);
    VipsImage* plain = vips_image_new_from_memory(data, bytes, size.width, size.height, bands, format);
    if (!plain) throw core::ResourceError("cannot encode a picture: not enough memory; close other programs");
    constexpr double pixels_per_mm = 72 / 25.4;  // the usual "no print size"; libvips would say 25 dpi
    plain->Xres = plain->Yres = pixels_per_mm;
    plain->Type = bands > 1                      ? VIPS_INTERPRETATION_sRGB
                  : format == VIPS_FORMAT_USHORT ? VIPS_INTERPRETATION_GREY16
                                                 : VIPS_INTERPRETATION_B_W;
    if (!xmp.empty()) vips_image_set_blob_copy(plain, VIPS_META_XMP_NAME, xmp.data(), xmp.size());
    return Image(plain);
}

// By reference, so that they are read after the encoder ran.
std::string take(int failed, void*& buffer, std::size_t& size) {
    std::string why = failed ? one_line(vips_error_buffer()) : "";
    vips_error_clear();
    if (failed) throw core::SaveError("cannot encode a picture: " + why + "; choose another format");
    std::string bytes(static_cast<const char*>(buffer), size);
    g_free(buffer);
    return bytes;
}

std::string png(const Image& image) {
    void* buffer = nullptr;
    std::size_t size = 0;
    const int failed = vips_pngsave_buffer(image.get(), &buffer, &size, "compression", 3, "filter",
                                           VIPS_FOREIGN_PNG_FILTER_UP, "strip", TRUE, nullptr);
    return take(failed, buffer, size);
}

std::string jpeg(const Image& image, const SaveOptions& options) {
    void* buffer = nullptr;
    std::size_t size = 0;
    const int quality = std::clamp(options.jpeg_quality, 1, 100);
    const auto subsampling = quality >= 90 ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_ON;
    const int failed = vips_jpegsave_buffer(image.get(), &buffer, &size, "Q", quality, "strip", TRUE,
                                            "subsample_mode", subsampling, nullptr);
    return jpeg_with_xmp(take(failed, buffer, size), xmp_packet(options));
}

std::string webp(const Image& image, const SaveOptions& options) {
    constexpr int most_px = 16383;  // WEBP_MAX_DIMENSION of the format
    if (std::max(image->Xsize, image->Ysize) > most_px)
        throw core::SaveError("cannot save a picture of " + std::to_string(image->Xsize) + " x " +
                              std::to_string(image->Ysize) + " px as WebP, which ends at " +
                              std::to_string(most_px) + " px a side; use .png, .tif or .jpg");
    void* buffer = nullptr;
    std::size_t size = 0;
    const int quality = std::clamp(options.jpeg_quality, 1, 100);
    const int failed =
        vips_webpsave_buffer(image.get(), &buffer, &size, "Q", quality, "strip", TRUE, nullptr);
    return webp_with_xmp(take(failed, buffer, size), xmp_packet(options), {image->Xsize, image->Ysize});
}

std::string tiff(const Image& image) {
    void* buffer = nullptr;
    std::size_t size = 0;
    const int failed = vips_tiffsave_buffer(image.get(), &buffer, &size, "compression",
                                            VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE, "predictor",
                                            VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL, nullptr);
    return take(failed, buffer, size);
}

// Throws for an extension of no format that can be written; `what` names the picture.
PictureFormat expected_format(const std::string& extension, const std::string& what) {
    if (const auto format = format_of(extension)) return *format;
    std::string known;
    for (const std::string& one : picture_extensions())
        known += (known.empty() ? "" : one == picture_extensions().back() ? " or " : ", ") + one;
    throw core::SaveError("cannot save " + what + ": the format is not supported; use " + known);
}

void save_one_band(const void* data, core::Size size, VipsBandFormat format,
                   const std::filesystem::path& path) {
    core::require(size.width > 0 && size.height > 0, "a mask to save has pixels");
    if (format_of(path.extension().string()) != PictureFormat::png)
        throw core::SaveError("cannot save " + quoted(path) +
                              ": masks are saved as .png only; change the ending");
    start_vips();
    write_file(png(wrap(data, size, 1, {}, format)), path, Content::picture);
}

}  // namespace

std::string encode_picture(const core::Picture& picture, const std::string& extension,
                           const SaveOptions& options) {
    core::require(!picture.empty(), "a picture to save has pixels");
    const PictureFormat format = expected_format(extension, "a picture as '" + one_line(extension) + "'");
    start_vips();
    const Image image = wrap(picture.data(), picture.size(), 3, xmp_packet(options));
    switch (format) {
        case PictureFormat::png:
            return png_with_xmp(png(image), xmp_packet(options));
        case PictureFormat::webp:
            return webp(image, options);
        case PictureFormat::tiff:
            return tiff(image);
        case PictureFormat::jpeg:
            break;
    }
    return jpeg(image, options);
}

void save_picture(const core::Picture& picture, const std::filesystem::path& path,
                  const SaveOptions& options) {
    expected_format(path.extension().string(), quoted(path));
    write_file(encode_picture(picture, path.extension().string(), options), path, Content::picture);
}

void save_mask(const core::Mask& mask, const std::filesystem::path& path) {
    save_one_band(mask.data(), mask.size(), VIPS_FORMAT_UCHAR, path);
}

void save_map(const core::Image<std::uint16_t>& map, const std::filesystem::path& path) {
    save_one_band(map.data(), map.size(), VIPS_FORMAT_USHORT, path);
}

void save_text(const std::string& text, const std::filesystem::path& path) {
    write_file(text, path, Content::text);
}

}  // namespace stubble::photo
