// A few colours that tell whether a profile is sRGB under another name.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

namespace stubble::photo {

inline constexpr int probe_side = 9;  // default: steps of 32 codes

// Red, green, blue of probe_side^3 colours, evenly spread over the cube.
inline std::vector<std::uint8_t> probe_colours() {
    std::vector<std::uint8_t> cube;
    for (int i = 0; i < probe_side * probe_side * probe_side; ++i)
        for (int step : {1, probe_side, probe_side * probe_side})
            cube.push_back(static_cast<std::uint8_t>(i / step % probe_side * 255 / (probe_side - 1)));
    return cube;
}

// True when no code differs by more than one.
inline bool nearly_equal(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](int p, int q) { return std::abs(p - q) <= 1; });
}

}  // namespace stubble::photo
