// The head's surface behind every working pixel.
#pragma once

#include <opencv2/core.hpp>

#include "core/head_frame.h"
#include "scalp/working.h"

namespace stubble::scalp {

// CV_32F, 0 off the head.
struct Surface {
    cv::Mat area_cm2;                // of skin behind a pixel
    cv::Mat cos_view;                // between its normal and the direction to the camera
    cv::Mat normal;                  // CV_32FC3, unit, head axes
    cv::Mat place_mm;                // CV_32FC3, head axes
    double nearest_px_per_mm = 0.0;  // at the point nearest to the camera

    bool is_head(cv::Point at) const { return area_cm2.at<float>(at) > 0.0f; }
    core::HeadPoint place(cv::Point at) const {
        const auto& p = place_mm.at<cv::Vec3f>(at);
        return {p[0], p[1], p[2]};
    }
    // Lengths by a frame that shows the same head larger or smaller, and further or nearer, over those here.
    double resized_by(const core::HeadFrame& frame) const;
};

// Photo pixels per mm at the point of the head nearest to the camera.
double nearest_px_per_mm(const core::HeadFrame& frame);

Surface surface_behind(const Working& working, const core::HeadFrame& frame);

}  // namespace stubble::scalp
