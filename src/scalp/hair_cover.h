// The share of full hair density, from fine texture, from darkening beyond the light, and from colour.
#pragma once

#include "scalp/fit_head.h"

namespace stubble::scalp {

// 0..1 for every pixel, CV_32F, working size; means something on `head` (CV_8U) alone. `scalp_share` is the
// probability of scalp by the frame. `classes` at working size.
cv::Mat read_hair_cover(const core::Picture& photo, const Working& working, const Classes& classes,
                        const core::HeadFrame& frame, const cv::Mat& scalp_share, const cv::Mat& head);

}  // namespace stubble::scalp
