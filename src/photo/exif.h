// What EXIF data say about orientation and focal length.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include "photo/container.h"

namespace stubble::photo {

// For formats whose loader does not look for it: `exif` starts with its TIFF header (Exif 2.32, 4.5.2); 1
// when it holds no valid orientation.
inline int exif_orientation(std::span<const std::uint8_t> exif) {
    const bool little = has(exif, 0, "II");
    if (!little && !has(exif, 0, "MM")) return 1;
    const auto number32 = [&](std::size_t at) {
        return little ? little_endian32(exif, at) : big_endian32(exif, at);
    };
    const auto number16 = [&](std::size_t at) -> unsigned {
        if (exif.size() < at + 2) return 0;
        return little ? exif[at] | exif[at + 1] * 256u : exif[at] * 256u + exif[at + 1];
    };
    const std::size_t directory = number32(4);
    constexpr std::size_t entry_bytes = 12;
    constexpr unsigned orientation_tag = 0x0112;
    for (std::size_t i = 0; i < number16(directory); ++i) {
        const std::size_t entry = directory + 2 + entry_bytes * i;
        if (number16(entry) != orientation_tag) continue;
        const unsigned value = number16(entry + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

// Equivalent focal length, mm; 0 when unknown. As written by the camera, else the real one times the ratio of
// the diagonals of 36 x 24 mm and of the sensor, which follows from its pixels and their pitch
// (Exif 2.32, 4.6.5). `number_of(tag name)` gives a tag's value, 0 when it is absent.
template <class NumberOf>
double focal_length_35mm(NumberOf number_of) {
    constexpr double full_frame_diagonal_mm = 43.27, centimetre_mm = 10.0, inch_mm = 25.4;
    double focal_mm = number_of("FocalLengthIn35mmFilm");
    if (focal_mm == 0.0) {
        const double unit_mm = number_of("FocalPlaneResolutionUnit") == 3.0 ? centimetre_mm : inch_mm;
        const double width_mm = number_of("PixelXDimension") * unit_mm / number_of("FocalPlaneXResolution");
        const double height_mm = number_of("PixelYDimension") * unit_mm / number_of("FocalPlaneYResolution");
        focal_mm = number_of("FocalLength") * full_frame_diagonal_mm / std::hypot(width_mm, height_mm);
    }
    // Beyond these a camera wrote nonsense; not-a-number fails too.
    return focal_mm >= 5.0 && focal_mm <= 3000.0 ? focal_mm : 0.0;
}

}  // namespace stubble::photo
