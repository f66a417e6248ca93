#include "render/grain.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/tone_curve.h"
#include "render/wide.h"

namespace stubble::render {
namespace {

// A camera's noise changes little from one brightness to the next; what jumps is texture taken for noise. A
// default.
constexpr float noise_smoothing_codes = 24.0f;

// 32-bit integer hash with the arithmetic that GLSL has too (shaders/compose.frag repeats it).
STUBBLE_LOOP std::uint32_t mixed(std::uint32_t v) {
    v ^= v >> 16;
    v *= 0x7feb352du;
    v ^= v >> 15;
    v *= 0x846ca68bu;
    return v ^ (v >> 16);
}

// Sum of four uniform bytes: near enough to a normal, variance 1.
STUBBLE_LOOP float white(std::uint32_t seed, int x, int y) {
    const std::uint32_t v =
        mixed(seed ^ mixed(static_cast<std::uint32_t>(x) * 0x9e3779b9u + static_cast<std::uint32_t>(y)));
    const std::uint32_t sum = (v & 255u) + ((v >> 8) & 255u) + ((v >> 16) & 255u) + (v >> 24);
    return (static_cast<float>(static_cast<int>(sum)) - 510.0f) * (1.0f / 147.8f);
}

std::uint32_t seed32(std::uint64_t seed) {
    return static_cast<std::uint32_t>(seed ^ (seed >> 32));
}

// Weights 1, 1/2, 1/2 over a variance of 3/2.
STUBBLE_LOOP float softened(float white_here, float white_right, float white_below) {
    return (white_here + 0.5f * (white_right + white_below)) * 0.81649658f;
}

// A table by code read between codes: a step would flicker where little is missing, and not on every
// processor alike.
STUBBLE_LOOP float at_code(const float* __restrict table, float code) {
    const float inside = code > 0.0f ? (code < 254.999f ? code : 254.999f) : 0.0f;
    const int below = static_cast<int>(inside);
    return table[below] + (inside - static_cast<float>(below)) * (table[below + 1] - table[below]);
}

STUBBLE_LOOP void white_loop(float* __restrict to, std::uint32_t seed, int x0, int count, int y) {
    for (int i = 0; i < count; ++i) to[i] = white(seed, x0 + i, y);
}
STUBBLE_LOOP void softened_loop(float* __restrict to, const float* __restrict here,
                                const float* __restrict below) {
    for (int k = 0; k < stretch_px; ++k) to[k] = softened(here[k], here[k + 1], below[k]);
}
STUBBLE_LOOP void luma_loop(float* __restrict to, const float* __restrict r, const float* __restrict g,
                            const float* __restrict b) {
    for (int k = 0; k < stretch_px; ++k) to[k] = luma(r[k], g[k], b[k]);
}
// From the luma after to the grain missing.
STUBBLE_LOOP void missing_loop(float* __restrict to, const float* __restrict before,
                               const float* __restrict sigma_by_code,
                               const float* __restrict sigma_by_response, const float* __restrict response) {
    for (int k = 0; k < stretch_px; ++k) {
        const float kept = at_code(response, to[k]) * at_code(sigma_by_response, before[k]);
        const float wanted = at_code(sigma_by_code, to[k]);
        const float square = wanted * wanted - kept * kept;
        const float fall = before[k] - to[k];
        const float set_in = fall > 0.0f ? (fall < 1.0f ? fall : 1.0f) : 0.0f;
        to[k] = set_in * std::sqrt(square > 0.0f ? square : 0.0f);
    }
}

}  // namespace

void GrainRows::draw(Row& row, int y, int x0, int x1) const {
    if (row.y == y && row.x0 <= x0 && row.x1 >= x1) return;
    // The next row often begins or ends a little further out, and stretches end behind the last column.
    constexpr int margin = stretch_px;
    row.y = y, row.x0 = x0 - margin, row.x1 = x1 + margin;
    row.white.resize(static_cast<std::size_t>(row.x1 - row.x0));
    const std::uint32_t s = seed32(seed_);
    on_widest<white_loop>(row.white.data(), s, row.x0, row.x1 - row.x0, y);
}

void GrainRows::prepare(int y, int x0, int x1) {
    if (below_.y == y) std::swap(here_, below_);
    draw(here_, y, x0, x1 + 1);
    draw(below_, y + 1, x0, x1 + 1);
}

void GrainRows::take(int x0, Stretch& noise) const {
    on_widest<softened_loop>(+noise.value, here_.white.data() + (x0 - here_.x0),
                             below_.white.data() + (x0 - below_.x0));
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

const std::array<float, 256>& response_by_code() {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> response{};
        constexpr float step = 0.01f;
        for (std::size_t code = 0; code < response.size(); ++code) {
            // White has no light above it: its response is the one just below.
            const float light =
                core::scene_from_srgb8(static_cast<std::uint8_t>(std::clamp<std::size_t>(code, 1, 253)));
            response[code] = (core::srgb_codes_from_scene(light * (1.0f + step)) -
                              core::srgb_codes_from_scene(light * (1.0f - step))) /
                             (2.0f * step);
        }
        return response;
    }();
    return table;
}

Grain::Grain(const Scene& scene)
    : sigma_by_code_(noise_by_code(scene.noise)),
      known_(std::any_of(sigma_by_code_.begin(), sigma_by_code_.end(), [](float s) { return s > 0.0f; })) {
    for (std::size_t code = 0; code < sigma_by_code_.size(); ++code)
        sigma_by_response_[code] = sigma_by_code_[code] / response_by_code()[code];
}

void Grain::missing(const Stretch& before, const Stretch3& codes, Stretch& sigma) const {
    on_widest<luma_loop>(sigma.value, +codes.channel[0].value, +codes.channel[1].value,
                         +codes.channel[2].value);
    on_widest<missing_loop>(sigma.value, +before.value, sigma_by_code_.data(), sigma_by_response_.data(),
                            response_by_code().data());
}

}  // namespace stubble::render
