#include "photo/decoder/vips_picture.h"

#include <string>

namespace stubble::photo {
namespace {

// What the libraries complained about since the last call: the first line, in brackets, or nothing.
std::string vips_reason() {
    const std::string text = vips_error_buffer();
    vips_error_clear();
    const std::string line = text.substr(0, text.find('\n'));
    return line.empty() ? "" : " (" + line + ")";
}

}  // namespace

Refusal damaged() {
    return Refusal("the file is damaged" + vips_reason() + "; ask for the original file");
}

OwnedImage result(int failed, VipsImage*& image) {
    OwnedImage owned(image);
    if (failed) throw damaged();
    return owned;
}

OwnedImage load(std::span<const std::uint8_t> bytes, Format format, VipsFailOn strictness) {
    const OwnedSource source(vips_source_new_from_memory(bytes.data(), bytes.size()));
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

}  // namespace stubble::photo
