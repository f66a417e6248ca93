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

constexpr bool is_scalp(std::uint8_t label) {
    return label >= 2 && label <= 4;
}

}  // namespace stubble::core
