// How far a stroke's word goes beyond the stroke.
#pragma once

#include <opencv2/core.hpp>

#include "scalp/correction.h"
#include "scalp/footprint.h"

namespace stubble::scalp {

struct Reached {
    cv::Rect box;   // in the maps
    cv::Mat share;  // CV_32F, of the box's size: 1 beside the stroke, falling with the way from it; 0 beyond
};

// Over connected pixels of the labels that the stroke contradicts, not under earlier strokes. The odds of the
// stroke's region against such a label were wrong under the stroke, and the boundary lay too far away: both
// are taken to be as wrong beside it, and less so the longer the way, on which strange colours and edges
// count for more. So a stroke as wide as what is wrong moves the boundary to where it belongs, along the
// image.
Reached spread_of(const Correction& correction, const Evidence& evidence, const Footprint& footprint,
                  core::Region region, double radius_px);

}  // namespace stubble::scalp
