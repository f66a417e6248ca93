// What a pixel shows. The numbers are those of label pictures on disk.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

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

constexpr bool is_scalp(std::uint8_t label) {
    return label >= 2 && label <= 4;
}

}  // namespace stubble::core
