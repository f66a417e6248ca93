// The user's corrections of the regions.
#pragma once

#include <span>

#include "scalp/regions.h"
#include "scalp/scalp.h"
#include "scalp/working.h"

namespace stubble::scalp {

// The evidence with the boundary of forehead and scalp moved towards the brow by that many mm of a head of
// this frame; it keeps its shape over the forehead and stays where it is behind the temples.
Evidence with_forehead_lowered(Evidence evidence, const Working& working, const core::HeadFrame& frame,
                               double lower_mm);

struct Correction {
    RegionMaps maps;
    cv::Mat pinned;  // CV_8U: 255 under a stroke, so that no later one spreads over it
    cv::Mat spared;  // CV_8U: 255 under strokes of hair, and where one or its spread says: no scalp
};

// What there is before the first stroke.
Correction uncorrected(const RegionMaps& automatic);
// With pixels of its own.
Correction copy_of(const Correction& correction);

// One stroke more. Under it the regions are what it says; beyond it they follow where the stroke shows them
// wrong in the same way (scalp/spread.h). `automatic` is what the photo itself says.
void correct(Correction& correction, const RegionMaps& automatic, const Evidence& evidence,
             const Working& working, const Stroke& stroke);

}  // namespace stubble::scalp
