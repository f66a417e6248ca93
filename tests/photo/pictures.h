// Pictures for the tests of this room: drawn here, encoded with libvips, written below STUBBLE_OUTPUT_DIR.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/image.h"

namespace stubble::photo_test {

// 96 x 64 pixels, smooth, no two corners alike.
core::Picture sample_picture();

std::filesystem::path output_file(const std::string& name);
std::string read_bytes(const std::filesystem::path& path);
void write_bytes(const std::filesystem::path& path, const std::string& bytes);

// Largest difference of a channel; 255 when the sizes differ.
int largest_difference(const core::Picture& a, const core::Picture& b);
double mean_difference(const core::Picture& a, const core::Picture& b);

struct Encoding {
    int orientation = 1;         // stored so that this EXIF orientation brings the picture upright
    std::string profile;         // colours converted to it and embedded: "p3", "cmyk"
    bool sixteen_bit = false;    // channels times 257
    std::optional<int> opacity;  // an alpha channel of this value
    bool broken_profile = false;
    bool progressive = false;  // progressive JPEG, interlaced PNG
};

// Encodes by the path's extension (.jpg .png .tif .webp .heic .avif); false when libvips cannot write the
// format.
bool write_picture(const core::Picture& picture, const std::filesystem::path& path,
                   const Encoding& encoding = {});

// Single-channel PNG with these values, 8 or 16 bits.
void write_map(const core::Image<std::uint16_t>& map, const std::filesystem::path& path, bool sixteen_bit);

// A PNG that claims a size and holds no pixels.
std::string png_header(std::uint32_t width, std::uint32_t height);

}  // namespace stubble::photo_test
