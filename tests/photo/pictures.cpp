#include "pictures.h"

#include <vips/vips.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace stubble::photo_test {
namespace {

void check(int failed) {
    if (failed) throw std::runtime_error(vips_error_buffer());
}

// Replaces an image by what an operation makes of it.
template <class Operation>
void apply(VipsImage*& image, Operation operation) {
    VipsImage* out = nullptr;
    check(operation(image, &out));
    g_object_unref(image);
    image = out;
}

void turn(VipsImage*& image, VipsAngle angle) {
    apply(image, [&](VipsImage* in, VipsImage** out) { return vips_rot(in, out, angle, nullptr); });
}

void flip(VipsImage*& image, VipsDirection direction) {
    apply(image, [&](VipsImage* in, VipsImage** out) { return vips_flip(in, out, direction, nullptr); });
}

// Undoes what a viewer does for the orientation.
void store_for(VipsImage*& image, int orientation) {
    if (orientation == 3) turn(image, VIPS_ANGLE_D180);
    if (orientation == 5 || orientation == 8) turn(image, VIPS_ANGLE_D90);
    if (orientation == 6 || orientation == 7) turn(image, VIPS_ANGLE_D270);
    if (orientation == 2 || orientation == 5 || orientation == 7) flip(image, VIPS_DIRECTION_HORIZONTAL);
    if (orientation == 4) flip(image, VIPS_DIRECTION_VERTICAL);
}

void widen(VipsImage*& image) {
    apply(image, [](VipsImage* in, VipsImage** out) { return vips_linear1(in, out, 257.0, 0.0, nullptr); });
    apply(image, [](VipsImage* in, VipsImage** out) { return vips_cast_ushort(in, out, nullptr); });
    apply(image, [](VipsImage* in, VipsImage** out) {
        return vips_copy(in, out, "interpretation", VIPS_INTERPRETATION_RGB16, nullptr);
    });
}

int save(VipsImage* image, const std::filesystem::path& path, bool progressive) {
    const std::string extension = path.extension().string();
    const char* name = path.c_str();
    if (extension == ".jpg")
        return vips_jpegsave(image, name, "Q", 98, "interlace", progressive, "subsample_mode",
                             VIPS_FOREIGN_SUBSAMPLE_OFF, nullptr);
    if (extension == ".png") return vips_pngsave(image, name, "interlace", progressive, nullptr);
    if (extension == ".tif") return vips_tiffsave(image, name, nullptr);
    if (extension == ".webp") return vips_webpsave(image, name, "lossless", TRUE, nullptr);
    const auto codec =
        extension == ".avif" ? VIPS_FOREIGN_HEIF_COMPRESSION_AV1 : VIPS_FOREIGN_HEIF_COMPRESSION_HEVC;
    return vips_heifsave(image, name, "Q", 95, "compression", codec, "subsample_mode",
                         VIPS_FOREIGN_SUBSAMPLE_OFF, nullptr);
}

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
    return bytes;
}

std::string png_chunk(const std::string& name, const std::string& data) {
    const std::string chunk = name + data;
    std::uint32_t crc = ~0u;  // PNG specification, third edition, annex D
    for (const char c : chunk) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1u ? 0xEDB88320u : 0u);
    }
    return big_endian(static_cast<std::uint32_t>(data.size())) + chunk + big_endian(~crc);
}

// libvips 8.14 writes no eXIf chunk.
void add_exif_to_png(const std::filesystem::path& path, int orientation) {
    std::string exif("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26);
    exif[19] = static_cast<char>(orientation);
    write_bytes(path, read_bytes(path).insert(8 + 25, png_chunk("eXIf", exif)));
}

void add_broken_profile_to_jpeg(const std::filesystem::path& path) {
    const std::string profile = std::string("ICC_PROFILE\0\x01\x01", 14) + std::string(200, 'x');
    const std::string segment =
        std::string("\xFF\xE2\0", 3) + static_cast<char>(profile.size() + 2) + profile;
    write_bytes(path, read_bytes(path).insert(2, segment));
}

VipsImage* wrapped(const void* data, std::size_t bytes, core::Size size, int bands, VipsBandFormat format) {
    static const bool started = VIPS_INIT("test_photo") == 0;
    if (!started) throw std::runtime_error("libvips does not start");
    VipsImage* image = vips_image_new_from_memory_copy(data, bytes, size.width, size.height, bands, format);
    if (!image) throw std::runtime_error(vips_error_buffer());
    return image;
}

}  // namespace

core::Picture sample_picture() {
    core::Picture picture(96, 64);
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            picture.at(x, y) = {static_cast<std::uint8_t>(40 + 2 * x),
                                static_cast<std::uint8_t>(220 - 2 * y - x / 2),
                                static_cast<std::uint8_t>(60 + x / 2 + 2 * y)};
    return picture;
}

std::filesystem::path output_file(const std::string& name) {
    const std::filesystem::path folder = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "photo";
    std::filesystem::create_directories(folder);
    return folder / name;
}

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

int largest_difference(const core::Picture& a, const core::Picture& b) {
    if (a.size() != b.size()) return 255;
    int largest = 0;
    for (std::size_t i = 0; i < a.pixel_count(); ++i) {
        const core::Rgb8 p = a.data()[i], q = b.data()[i];
        largest = std::max({largest, std::abs(p.r - q.r), std::abs(p.g - q.g), std::abs(p.b - q.b)});
    }
    return largest;
}

double mean_difference(const core::Picture& a, const core::Picture& b) {
    if (a.size() != b.size()) return 255.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < a.pixel_count(); ++i) {
        const core::Rgb8 p = a.data()[i], q = b.data()[i];
        sum += std::abs(p.r - q.r) + std::abs(p.g - q.g) + std::abs(p.b - q.b);
    }
    return sum / (3.0 * static_cast<double>(a.pixel_count()));
}

bool write_picture(const core::Picture& picture, const std::filesystem::path& path,
                   const Encoding& encoding) {
    VipsImage* image =
        wrapped(picture.data(), picture.pixel_count() * 3, picture.size(), 3, VIPS_FORMAT_UCHAR);
    image->Type = VIPS_INTERPRETATION_sRGB;
    if (!encoding.profile.empty())
        apply(image, [&](VipsImage* in, VipsImage** out) {
            return vips_icc_transform(in, out, encoding.profile.c_str(), "input_profile", "srgb", nullptr);
        });
    if (encoding.opacity)
        apply(image, [&](VipsImage* in, VipsImage** out) {
            return vips_bandjoin_const1(in, out, *encoding.opacity, nullptr);
        });
    if (encoding.sixteen_bit) widen(image);
    store_for(image, encoding.orientation);
    if (encoding.orientation != 1) vips_image_set_int(image, VIPS_META_ORIENTATION, encoding.orientation);
    const bool saved = save(image, path, encoding.progressive) == 0;
    vips_error_clear();
    g_object_unref(image);
    if (path.extension() == ".png" && encoding.orientation != 1) add_exif_to_png(path, encoding.orientation);
    if (encoding.broken_profile) add_broken_profile_to_jpeg(path);
    return saved;
}

void write_map(const core::Image<std::uint16_t>& map, const std::filesystem::path& path, bool sixteen_bit) {
    VipsImage* image = wrapped(map.data(), map.pixel_count() * 2, map.size(), 1, VIPS_FORMAT_USHORT);
    image->Type = VIPS_INTERPRETATION_GREY16;
    if (!sixteen_bit) {
        apply(image, [](VipsImage* in, VipsImage** out) { return vips_cast_uchar(in, out, nullptr); });
        image->Type = VIPS_INTERPRETATION_B_W;
    }
    check(vips_pngsave(image, path.c_str(), nullptr));
    g_object_unref(image);
}

std::string png_header(std::uint32_t width, std::uint32_t height) {
    std::string data;
    for (std::uint32_t side : {width, height}) data += big_endian(side);
    data += std::string("\x08\x02\x00\x00\x00", 5);
    // An IDAT of no bytes, so that decoders find the header complete.
    return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", data) + png_chunk("IDAT", "");
}

}  // namespace stubble::photo_test
