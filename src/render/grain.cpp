#include "render/grain.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stubble::render {
namespace {

// A camera's noise changes little from one brightness to the next; what jumps is texture taken for noise. A
// default.
constexpr float noise_smoothing_codes = 24.0f;

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

std::uint32_t seed32(std::uint64_t seed) {
    return static_cast<std::uint32_t>(seed ^ (seed >> 32));
}

// Weights 1, 1/2, 1/2 over a variance of 3/2.
float softened(float white_here, float white_right, float white_below) {
    return (white_here + 0.5f * (white_right + white_below)) * 0.81649658f;
}

}  // namespace

float grain_noise(std::uint64_t seed, int x, int y) {
    const std::uint32_t s = seed32(seed);
    return softened(white(s, x, y), white(s, x + 1, y), white(s, x, y + 1));
}

void GrainRows::draw(Row& row, int y, int x0, int x1) const {
    if (row.y == y && row.x0 <= x0 && row.x1 >= x1) return;
    constexpr int margin = 32;  // the next row often begins or ends a little further out
    row.y = y, row.x0 = x0 - margin, row.x1 = x1 + margin;
    row.white.resize(static_cast<std::size_t>(row.x1 - row.x0));
    const std::uint32_t s = seed32(seed_);
    for (int x = row.x0; x < row.x1; ++x) row.white[static_cast<std::size_t>(x - row.x0)] = white(s, x, y);
}

void GrainRows::prepare(int y, int x0, int x1) {
    if (below_.y == y) std::swap(here_, below_);
    draw(here_, y, x0, x1 + 1);
    draw(below_, y + 1, x0, x1 + 1);
}

float GrainRows::at(int x) const {
    const auto i = static_cast<std::size_t>(x - here_.x0);
    return softened(here_.white[i], here_.white[i + 1],
                    below_.white[static_cast<std::size_t>(x - below_.x0)]);
}

std::array<float, 256> noise_by_code(const core::Field& noise) {
    std::vector<float> level, seen;  // code in the middle of a bin, and what was measured there
    for (int bin = 0; bin < noise.width(); ++bin) {
        if (!(noise.at(bin, 0) > 0.0f)) continue;
        level.push_back((static_cast<float>(bin) + 0.5f) * 256.0f / static_cast<float>(noise.width()));
        seen.push_back(noise.at(bin, 0));
    }
    std::array<float, 256> sigma{};
    for (std::size_t code = 0; code < sigma.size() && !seen.empty(); ++code) {
        float sum = 0.0f, weights = 0.0f;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const float distance = (static_cast<float>(code) - level[i]) / noise_smoothing_codes;
            // Smaller values count more: texture adds to what is measured, nothing takes away.
            const float weight = std::max(1.0f / (1.0f + distance * distance * distance * distance), 1e-6f) /
                                 (seen[i] * seen[i]);
            sum += weight * seen[i], weights += weight;
        }
        sigma[code] = sum / weights;
    }
    return sigma;
}

Grain::Grain(const Scene& scene)
    : sigma_by_code_(noise_by_code(scene.noise)),
      known_(std::any_of(sigma_by_code_.begin(), sigma_by_code_.end(), [](float s) { return s > 0.0f; })) {
    for (std::size_t code = 0; code < sigma_by_code_.size(); ++code)
        sigma_share_by_code_[code] = sigma_by_code_[code] / std::max(static_cast<float>(code), 1.0f);
}

}  // namespace stubble::render
