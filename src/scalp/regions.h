// Hair cover and the five regions.
#pragma once

#include "scalp/fit_head.h"

namespace stubble::scalp {

struct RegionMaps {
    cv::Mat labels;      // CV_8U, core::Region
    cv::Mat hair_cover;  // CV_32F, 0..1
    cv::Mat confidence;  // CV_32F, 0..1
};

// `classes` at working size. Anatomy says where scalp ends, the sketch what the net sees of it; both count.
RegionMaps read_regions(const core::Picture& photo, const Working& working, const Classes& classes,
                        const core::HeadFrame& frame, const Sketch& sketch);

}  // namespace stubble::scalp
