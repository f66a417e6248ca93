#include "render/grain.h"

#include <algorithm>
#include <cmath>

#include "core/random.h"
#include "core/tone_curve.h"

namespace stubble::render {
namespace {

// 32-bit integer hash with the arithmetic that GLSL has too (shaders/compose.frag repeats it).
std::uint32_t mixed(std::uint32_t v) {
    v ^= v >> 16;
    v *= 0x7feb352du;
    v ^= v >> 15;
    v *= 0x846ca68bu;
    return v ^ (v >> 16);
}

// Sum of four uniform bytes: near enough to a normal, variance 1.
float white(std::uint32_t seed, int x, int y) {
    const std::uint32_t v =
        mixed(seed ^ mixed(static_cast<std::uint32_t>(x) * 0x9e3779b9u + static_cast<std::uint32_t>(y)));
    const std::uint32_t sum = (v & 255u) + ((v >> 8) & 255u) + ((v >> 16) & 255u) + (v >> 24);
    return (static_cast<float>(sum) - 510.0f) * (1.0f / 147.8f);
}

float luma(core::Rgb8 p) {
    return 0.299f * static_cast<float>(p.r) + 0.587f * static_cast<float>(p.g) +
           0.114f * static_cast<float>(p.b);
}

std::uint8_t rounded(float code) {
    return static_cast<std::uint8_t>(std::clamp(code + 0.5f, 0.0f, 255.0f));
}

}  // namespace

float grain_noise(std::uint64_t seed, int x, int y) {
    const auto s = static_cast<std::uint32_t>(seed ^ (seed >> 32));
    // Weights 1, 1/2, 1/2 over a variance of 3/2.
    return (white(s, x, y) + 0.5f * (white(s, x + 1, y) + white(s, x, y + 1))) * 0.81649658f;
}

std::array<float, 256> noise_by_code(const core::Field& noise) {
    std::array<float, 256> sigma{};
    const int bins = noise.width();
    float last = 0.0f;
    for (int code = 0; code < 256 && bins > 0; ++code) {
        const float value = noise.at(std::min(code * bins / 256, bins - 1), 0);
        if (std::isfinite(value)) last = value;
        sigma[static_cast<std::size_t>(code)] = last;
    }
    const auto first = std::find_if(sigma.begin(), sigma.end(), [](float value) { return value > 0.0f; });
    if (first != sigma.end()) std::fill(sigma.begin(), first, *first);
    return sigma;
}

Grain::Grain(const Scene& scene)
    : sigma_by_code_(noise_by_code(scene.noise)),
      known_(std::any_of(sigma_by_code_.begin(), sigma_by_code_.end(), [](float s) { return s > 0.0f; })),
      seed_(scene.seed) {}

core::Rgb8 Grain::add(const core::LinearRgb& changed, core::Rgb8 original, int x, int y) const {
    if (!known_)
        return {core::srgb8_from_scene(changed.x), core::srgb8_from_scene(changed.y),
                core::srgb8_from_scene(changed.z)};
    const float r = core::srgb_codes_from_scene(changed.x), g = core::srgb_codes_from_scene(changed.y),
                b = core::srgb_codes_from_scene(changed.z);
    const float before = luma(original), after = 0.299f * r + 0.587f * g + 0.114f * b;
    const float kept = after / std::max(before, 1.0f) * sigma_by_code_[rounded(before)];
    const float wanted = sigma_by_code_[rounded(after)];
    const float missing = wanted > kept && after < before ? std::sqrt(wanted * wanted - kept * kept) : 0.0f;
    const float noise = missing > 0.0f ? missing * grain_noise(seed_, x, y) : 0.0f;
    return {rounded(r + noise), rounded(g + noise), rounded(b + noise)};
}

}  // namespace stubble::render
