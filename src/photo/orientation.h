// Where stored pixels land in the upright picture, for the eight EXIF orientations (Exif 2.32, 4.6.4.A).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace stubble::photo {

// Stored pixel (x, y) belongs at index origin + x * step_x + y * step_y of the upright picture.
struct Upright {
    std::ptrdiff_t origin = 0, step_x = 1, step_y = 0;
};

// True when the upright picture is as wide as the stored one is high.
inline bool is_turned(int orientation) {
    return orientation >= 5 && orientation <= 8;
}

// For a stored picture of width x height pixels. Unknown orientations leave the picture as stored.
inline Upright upright(int orientation, std::ptrdiff_t width, std::ptrdiff_t height) {
    const bool right_to_left = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool bottom_up = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    Upright map;
    map.step_x = (is_turned(orientation) ? height : 1) * (right_to_left ? -1 : 1);
    map.step_y = (is_turned(orientation) ? 1 : width) * (bottom_up ? -1 : 1);
    map.origin =
        (right_to_left ? -map.step_x * (width - 1) : 0) + (bottom_up ? -map.step_y * (height - 1) : 0);
    return map;
}

// Puts `width` stored RGB pixels from (x, y) on to their places in the upright picture.
inline void place_row(const std::uint8_t* stored, std::ptrdiff_t x, std::ptrdiff_t y, std::ptrdiff_t width,
                      const Upright& map, std::uint8_t* picture) {
    std::uint8_t* target = picture + 3 * (map.origin + x * map.step_x + y * map.step_y);
    if (map.step_x == 1) {
        std::memcpy(target, stored, static_cast<std::size_t>(width) * 3);
        return;
    }
    for (std::ptrdiff_t i = 0; i < width; ++i) std::memcpy(target + 3 * i * map.step_x, stored + 3 * i, 3);
}

}  // namespace stubble::photo
