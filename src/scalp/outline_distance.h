// How far a photo position is from the head's outline.
#pragma once

#include "core/head_frame.h"

namespace stubble::scalp {

// Signed distance of a photo position from the head's outline in mm at the head's depth, for a head of usual
// size, positive inside, and the head's level (z in mm) where the ray passes nearest.
struct OutlineDistance {
    double inside_mm = 0.0;
    double level_mm = 0.0;
};
OutlineDistance outline_distance(const core::HeadFrame& frame, const core::PhotoPoint& position);

}  // namespace stubble::scalp
