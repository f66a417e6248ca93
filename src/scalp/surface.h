// The head's surface behind every working pixel.
#pragma once

#include <opencv2/core.hpp>

#include "core/head_frame.h"
#include "scalp/working.h"

namespace stubble::scalp {

// CV_32F, 0 off the head.
struct Surface {
    cv::Mat area_cm2;  // of skin behind a pixel
    cv::Mat cos_view;  // between its normal and the direction to the camera
    cv::Mat normal;    // CV_32FC3, unit, head axes
};

Surface surface_behind(const Working& working, const core::HeadFrame& frame);

}  // namespace stubble::scalp
