// Curves of the composition as tables: a pixel costs no logarithm and no exponential.
#pragma once

#include <algorithm>
#include <array>

#include "core/colour.h"
#include "core/tone_curve.h"
#include "render/lanes.h"

namespace stubble::render {

// Red, green, blue, and one to spare.
using Channels = Lanes;

inline Channels channels(const core::LinearRgb& c) {
    return Channels{c.x, c.y, c.z, 0.0f};
}

// Unrounded sRGB codes of scene light; core::srgb_codes_from_scene to 0.05 codes.
class CodeTable {
 public:
    static const CodeTable& instance();
    Channels at(Channels scene) const {
        const Channels position = least_of(most_of(scene, Channels{}) * steps_per_light, Channels{} + last);
        const WholeLanes i = __builtin_convertvector(position, WholeLanes);
        const Channels from{codes_[i[0]], codes_[i[1]], codes_[i[2]], 0.0f};
        const Channels to{codes_[i[0] + 1], codes_[i[1] + 1], codes_[i[2] + 1], 0.0f};
        return from + (position - __builtin_convertvector(i, Channels)) * (to - from);
    }

 private:
    CodeTable();
    static constexpr int steps = 4096;
    static constexpr float steps_per_light = steps / static_cast<float>(core::scene_white);
    static constexpr float last = steps - 0.001f;
    float codes_[steps + 1];
};

// Light that a filter of `density` (base 10, per unit of amount) leaves, for amounts from 0 to `most`.
class FilterTable {
 public:
    FilterTable(const core::LinearRgb& density, float most);
    Channels at(float amount) const {
        const float position = std::min(std::max(amount, 0.0f) * per_amount_, last);
        const auto i = static_cast<std::size_t>(position);
        return left_[i] + (position - static_cast<float>(i)) * (left_[i + 1] - left_[i]);
    }

 private:
    static constexpr std::size_t steps = 256;
    static constexpr float last = steps - 0.001f;
    float per_amount_;
    std::array<Channels, steps + 1> left_;
};

}  // namespace stubble::render
