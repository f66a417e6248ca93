// The head frame on which dots are placed.
#pragma once

#include "core/head_frame.h"
#include "scalp/regions.h"
#include "scalp/working.h"

namespace stubble::scalp {

// The frame, grown about its middle until all but a little of the bare scalp seen in the photo lies inside
// its outline: an outline fitted a few millimetres too small would leave a rim of the head without dots.
// Grows by some millimetres at most, and never shrinks.
core::HeadFrame covering_frame(const core::HeadFrame& frame, const RegionMaps& maps, const Working& working);

}  // namespace stubble::scalp
