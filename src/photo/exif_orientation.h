// The orientation in a block of EXIF data, for formats whose loader does not look for it.
#pragma once

#include <cstdint>
#include <span>

#include "photo/container.h"

namespace stubble::photo {

// `exif` starts with its TIFF header (Exif 2.32, 4.5.2); 1 when it holds no valid orientation.
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

}  // namespace stubble::photo
