// Whether a file holds colour as finely as brightness, or at half the size as cameras write it.
#pragma once

#include <cstdint>
#include <span>

#include "photo/container.h"

namespace stubble::photo {

// Frame headers say how finely each component is sampled (ITU-T T.81, B.2.2). True for a file without one,
// and for grey ones.
inline bool jpeg_has_fine_colour(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t count_at = 9, sampling_at = 11, component_bytes = 3;
    const std::size_t frame = jpeg_frame_at(bytes);
    if (frame + sampling_at + component_bytes >= bytes.size()) return true;
    return bytes[frame + count_at] < 3 ||
           bytes[frame + sampling_at] == bytes[frame + sampling_at + component_bytes];
}

// Lossy pictures are chunks named "VP8 ", and hold colour at half the size; those of an animation lie in its
// frames' chunks, behind 16 bytes (RFC 9649, 2.7).
inline bool webp_has_fine_colour(std::span<const std::uint8_t> bytes) {
    for (std::uint64_t at = 12; at + 8 <= bytes.size();) {
        if (has(bytes, at, "VP8 ")) return false;
        const std::uint64_t size = little_endian32(bytes, at + 4);
        at += has(bytes, at, "ANMF") ? 8 + 16 : 8 + size + size % 2;
    }
    return true;
}

// Default: HEIC and AVIF files hold it at half the size, as phones write them. One that holds it at half the
// width alone, or at a quarter, counts as one at half the size.
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
