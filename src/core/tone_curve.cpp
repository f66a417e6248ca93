#include "core/tone_curve.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/code_table.h"

namespace stubble::core {
namespace {

constexpr std::size_t coarse_steps = 8192;
constexpr float steps_per_light = static_cast<float>(coarse_steps) / static_cast<float>(scene_white);

double scene_from_code(double code) {
    return scene_from_picture(linear_from_srgb(code / 255.0));
}

struct Tables {
    std::array<float, 256> decode;
    CodeTable<coarse_steps> nearest{static_cast<float>(scene_white),
                                    [](double code) { return scene_from_code(code + 0.5); }};
    std::array<float, coarse_steps + 1> codes;  // unrounded code at each coarse step
    Tables() {
        for (std::size_t i = 0; i < 256; ++i)
            decode[i] = static_cast<float>(scene_from_code(static_cast<double>(i)));
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
    return tables().nearest.code_of(scene);
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
