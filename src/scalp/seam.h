// Short hair against bare scalp.
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

// What shaved hair leaves of the skin's light, by what was measured of short hair. Hair lies on another side
// of the head than bare scalp, in light of another colour, so that only `own_colour` of the colour is taken
// for the hair's. nullopt where more than `most` is left, or the light strongly coloured: that is no hair but
// another light. Darker hair is longer than shaved and counts as the darkest that shaved hair is.
std::optional<core::LinearRgb> as_shaved_hair(const core::LinearRgb& ratio, float most,
                                              float own_colour = 0.4f);

}  // namespace stubble::scalp
