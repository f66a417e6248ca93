// What hair does to skin at the size of a hair: fine contrast that no shadow makes.
#pragma once

#include "core/image.h"
#include "scalp/working.h"

namespace stubble::scalp {

// Contrast of structures between 0.1 and 0.35 mm, measured at the photo's own size (at 8 px/mm where it is
// finer): root mean square of the band-passed natural log of light within about 2 mm, less the photo's noise
// and the skin's own grain. The noise is the lower quartile at like brightness where `smooth_skin` (CV_32F,
// 0..1) is sure. Only pixels of `head` (CV_8U) count. CV_32F, working size; dense stubble gives about 0.1.
cv::Mat follicle_texture(const core::Picture& photo, const Working& working, const cv::Mat& head,
                         const cv::Mat& smooth_skin, double px_per_mm);

}  // namespace stubble::scalp
