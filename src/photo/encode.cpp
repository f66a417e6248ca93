#include <glib.h>
#include <vips/vips.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "photo/file.h"
#include "photo/message.h"
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

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::string xml_text(const std::string& text) {
    gchar* valid = g_utf8_make_valid(text.c_str(), -1);
    gchar* escaped = g_markup_escape_text(valid, -1);
    std::string result = escaped;
    g_free(escaped);
    g_free(valid);
    return result;
}

// XMP of a simulated picture: IPTC Extension "Digital Source Type" (IPTC Photo Metadata Standard 2023, 9.14).
std::string xmp_packet(const SaveOptions& options) {
    std::string body;
    if (options.mark_simulated)
        body +=
            "<Iptc4xmpExt:DigitalSourceType>"
            "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
            "</Iptc4xmpExt:DigitalSourceType>";
    if (!options.description.empty())
        body += "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" + xml_text(options.description) +
                "</rdf:li></rdf:Alt></dc:description>";
    if (body.empty()) return {};
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
           " xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">" +
           body + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";
}

Image wrap(const void* data, core::Size size, int bands, const std::string& xmp) {
    const std::size_t bytes = static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height) *
                              static_cast<std::size_t>(bands);
    VipsImage* plain =
        vips_image_new_from_memory(data, bytes, size.width, size.height, bands, VIPS_FORMAT_UCHAR);
    if (!plain) throw core::ResourceError("cannot encode a picture: not enough memory; close other programs");
    plain->Type = bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
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
                                           VIPS_FOREIGN_PNG_FILTER_UP, nullptr);
    return take(failed, buffer, size);
}

std::string jpeg(const Image& image, int quality) {
    void* buffer = nullptr;
    std::size_t size = 0;
    const auto subsampling = quality >= 90 ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_ON;
    const int failed = vips_jpegsave_buffer(image.get(), &buffer, &size, "Q", quality, "optimize_coding",
                                            TRUE, "subsample_mode", subsampling, nullptr);
    return take(failed, buffer, size);
}

std::string webp(const Image& image, int quality) {
    void* buffer = nullptr;
    std::size_t size = 0;
    return take(vips_webpsave_buffer(image.get(), &buffer, &size, "Q", quality, nullptr), buffer, size);
}

std::string tiff(const Image& image) {
    void* buffer = nullptr;
    std::size_t size = 0;
    const int failed = vips_tiffsave_buffer(image.get(), &buffer, &size, "compression",
                                            VIPS_FOREIGN_TIFF_COMPRESSION_DEFLATE, "predictor",
                                            VIPS_FOREIGN_TIFF_PREDICTOR_HORIZONTAL, nullptr);
    return take(failed, buffer, size);
}

const char* const unknown_format = "the format is not supported; use .png, .jpg, .jpeg, .webp, .tif or .tiff";

bool can_encode(const std::string& kind) {
    return kind == ".png" || kind == ".jpg" || kind == ".jpeg" || kind == ".webp" || kind == ".tif" ||
           kind == ".tiff";
}

}  // namespace

std::string encode_picture(const core::Picture& picture, const std::string& extension,
                           const SaveOptions& options) {
    core::require(!picture.empty(), "a picture to save has pixels");
    const std::string kind = lower(extension);
    if (!can_encode(kind))
        throw core::SaveError("cannot save a picture as '" + one_line(extension) + "': " + unknown_format);
    start_vips();
    const Image image = wrap(picture.data(), picture.size(), 3, xmp_packet(options));
    const int quality = std::clamp(options.jpeg_quality, 1, 100);
    if (kind == ".png") return png(image);
    if (kind == ".webp") return webp(image, quality);
    if (kind == ".tif" || kind == ".tiff") return tiff(image);
    return jpeg(image, quality);
}

void save_picture(const core::Picture& picture, const std::filesystem::path& path,
                  const SaveOptions& options) {
    if (!can_encode(lower(path.extension().string())))
        throw core::SaveError("cannot save " + quoted(path) + ": " + unknown_format);
    write_file(encode_picture(picture, path.extension().string(), options), path);
}

void save_mask(const core::Mask& mask, const std::filesystem::path& path) {
    core::require(!mask.empty(), "a mask to save has pixels");
    if (lower(path.extension().string()) != ".png")
        throw core::SaveError("cannot save " + quoted(path) +
                              ": masks are saved as .png only; change the ending");
    start_vips();
    write_file(png(wrap(mask.data(), mask.size(), 1, {})), path);
}

void save_text(const std::string& text, const std::filesystem::path& path) {
    write_file(text, path);
}

}  // namespace stubble::photo
