// What a pixel shows. The numbers are those of label pictures on disk.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/image.h"

namespace stubble::core {

enum class Region : std::uint8_t {
    background = 0,  // background and clothes
    skin = 1,        // skin that is no scalp: face, ears, neck
    hair = 2,        // scalp covered by at least 60 % of full hair density
    bald = 3,        // scalp with at most 10 %
    thinning = 4,    // scalp between
};

inline constexpr std::array<std::string_view, 5> region_names = {"background", "skin", "hair", "bald",
                                                                 "thinning"};

// Colours of regions in overlays and legends (Okabe and Ito 2008): told apart under the three kinds of colour
// blindness. Background is never tinted.
inline constexpr std::array<Rgb8, 5> region_tints = {
    {{0, 0, 0}, {230, 159, 0}, {0, 114, 178}, {240, 228, 66}, {204, 121, 167}}};

// Colour of a share, 0..1, in overlays and legends: from dark blue over teal to yellow, ever lighter, so that
// it reads in grey and under every kind of colour blindness.
constexpr Rgb8 share_tint(float share) {
    constexpr std::array<Rgb8, 4> stops = {{{32, 24, 92}, {26, 104, 142}, {72, 178, 120}, {248, 226, 60}}};
    const float place = (share > 0.0f ? share < 1.0f ? share : 1.0f : 0.0f) * (stops.size() - 1);
    const auto from = place < stops.size() - 1 ? static_cast<std::size_t>(place) : stops.size() - 2;
    const float rest = place - static_cast<float>(from);
    const auto mix = [rest](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(static_cast<float>(a) * (1.0f - rest) +
                                         static_cast<float>(b) * rest + 0.5f);
    };
    const Rgb8 &a = stops[from], &b = stops[from + 1];
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b)};
}

constexpr bool is_scalp(std::uint8_t label) {
    return label >= 2 && label <= 4;
}

}  // namespace stubble::core
