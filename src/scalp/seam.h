// Hair and bare scalp where they meet.
#pragma once

#include <optional>

#include "core/colour.h"
#include "scalp/working.h"

namespace stubble::scalp {

// What hair leaves of the light that the scalp beside it returns, by channel: medians of the pixels of either
// mask (CV_8U, working size) within `reach_px` of the other, in light that hardly changes over it. nullopt
// where too little of either is seen.
std::optional<core::LinearRgb> left_at_seam(const Working& working, const cv::Mat& hair, const cv::Mat& bare,
                                            double reach_px);

}  // namespace stubble::scalp
