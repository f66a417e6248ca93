// Whether a file holds colour as finely as brightness, or at half the size as cameras write it.
#pragma once

#include <cstdint>
#include <span>

#include "photo/container.h"

namespace stubble::photo {

// ITU-T T.81, B.2.2: the frame header says how finely each component is sampled. True for a file without one.
inline bool jpeg_has_fine_colour(std::span<const std::uint8_t> bytes) {
    for (std::size_t at = 2; at + 4 <= bytes.size() && bytes[at] == 0xFF;) {
        const unsigned marker = bytes[at + 1];
        const bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        constexpr std::size_t components_at = 9, sampling_at = 11, component_size = 3;
        if (frame && at + sampling_at + 2 * component_size <= bytes.size())
            return bytes[at + components_at] < 3 ||
                   bytes[at + sampling_at] == bytes[at + sampling_at + component_size];
        at += marker == 0xFF ? 1 : 2 + (bytes[at + 2] * 256u + bytes[at + 3]);
    }
    return true;
}

// RFC 9649: lossy pictures are chunks named "VP8 ", and hold colour at half the size.
inline bool webp_has_fine_colour(std::span<const std::uint8_t> bytes) {
    for (std::uint64_t at = 12; at + 8 <= bytes.size();) {
        if (has(bytes, at, "VP8 ")) return false;
        const std::uint64_t size = little_endian32(bytes, at + 4);
        at += 8 + size + size % 2;
    }
    return true;
}

// Default: HEIC and AVIF files hold it at half the size, as phones write them.
inline bool has_fine_colour(std::span<const std::uint8_t> bytes) {
    switch (format_of(bytes)) {
        case Format::jpeg:
            return jpeg_has_fine_colour(bytes);
        case Format::webp:
            return webp_has_fine_colour(bytes);
        case Format::heif:
            return false;
        default:
            return true;
    }
}

}  // namespace stubble::photo
