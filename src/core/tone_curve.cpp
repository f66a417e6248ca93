#include "core/tone_curve.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stubble::core {
namespace {

constexpr int coarse_steps = 8192;
constexpr float steps_per_light = coarse_steps / static_cast<float>(scene_white);

struct Tables {
    std::array<float, 256> decode;
    std::array<float, 256> upper;                  // scene light at which code i gives way to i + 1
    std::array<std::uint8_t, coarse_steps> first;  // lowest code possible in each coarse step
    std::array<float, coarse_steps + 1> codes;     // unrounded code at each coarse step
    Tables() {
        for (std::size_t i = 0; i < 256; ++i) {
            const double code = static_cast<double>(i);
            decode[i] = static_cast<float>(scene_from_picture(linear_from_srgb(code / 255.0)));
            upper[i] =
                static_cast<float>(scene_from_picture(linear_from_srgb(std::min(code + 0.5, 255.0) / 255.0)));
        }
        std::size_t code = 0;
        for (std::size_t i = 0; i < coarse_steps; ++i) {
            while (code < 255 && upper[code] <= static_cast<float>(i) / steps_per_light) ++code;
            first[i] = static_cast<std::uint8_t>(code);
        }
        for (std::size_t i = 0; i <= coarse_steps; ++i)
            codes[i] = static_cast<float>(
                255.0 * srgb_from_linear(picture_from_scene(static_cast<double>(i) / steps_per_light)));
    }
};

const Tables& tables() {
    static const Tables instance;
    return instance;
}

}  // namespace

double picture_from_scene(double scene) {
    return std::expm1(-shoulder_strength * scene) / std::expm1(-shoulder_strength * scene_white);
}

double scene_from_picture(double picture) {
    return -std::log1p(std::clamp(picture, 0.0, 1.0) * std::expm1(-shoulder_strength * scene_white)) /
           shoulder_strength;
}

float scene_from_srgb8(std::uint8_t value) {
    return tables().decode[value];
}

LinearRgb scene_from_srgb8(Rgb8 pixel) {
    const auto& decode = tables().decode;
    return {decode[pixel.r], decode[pixel.g], decode[pixel.b]};
}

std::uint8_t srgb8_from_scene(float scene) {
    if (!(scene > 0.0f)) return 0;
    const Tables& t = tables();
    if (scene >= t.upper[254]) return 255;
    std::size_t code = t.first[static_cast<std::size_t>(scene * steps_per_light)];
    while (code < 255 && t.upper[code] <= scene) ++code;
    return static_cast<std::uint8_t>(code);
}

float srgb_codes_from_scene(float scene) {
    if (!(scene > 0.0f)) return 0.0f;
    const float position = scene * steps_per_light;
    if (position >= coarse_steps) return 255.0f;
    const auto i = static_cast<std::size_t>(position);
    const auto& codes = tables().codes;
    return codes[i] + (position - static_cast<float>(i)) * (codes[i + 1] - codes[i]);
}

}  // namespace stubble::core
