// Hairs per square centimetre of skin, where the photo shows them one by one.
#pragma once

#include <vector>

#include "scalp/regions.h"
#include "scalp/scalp.h"
#include "scalp/surface.h"

namespace stubble::scalp {

// Photo pixels per mm from which hairs are counted; below, only tone tells (methods.md 3).
constexpr double least_px_per_mm_to_count = 5.5;

// A dark spot of a hair's size.
struct HairSpot {
    core::PhotoPoint at_px;
    float depth;  // natural log of light, against the surround
};

// Spots on the head, whatever they are, in the log of the light. None where the photo is too coarse.
std::vector<HairSpot> find_hair_spots(const core::Picture& photo, const Working& working,
                                      const RegionMaps& maps, const core::HeadFrame& frame);

struct CountedHairs {
    core::ScaledField per_cm2;
    // Those that stand among hair, not on bald skin, where a spot may be anything.
    std::vector<core::PhotoPoint> seen_px;
};

// Takes the deep ones for hairs and divides by the skin they stand on, foreshortening allowed for; mean over
// some 10 mm, half the working size. NaN off the scalp and where it turns away by more than 66 degrees. Empty
// where there are no spots, where hairs are not told from the skin's own grain, or where hair is too long
// (`length`) to be counted. On rendered stubble of known density the error of 10 mm patches is 8 to 15 % at
// 11 px/mm and 10 to 18 % at 6. `surface` may be that of the same head in another size.
CountedHairs count_hairs(const std::vector<HairSpot>& spots, const Working& working, const RegionMaps& maps,
                         const Surface& surface, const core::HeadFrame& frame, HairLength length);

}  // namespace stubble::scalp
