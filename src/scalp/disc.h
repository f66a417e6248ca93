// Masks grown and shrunk by discs, in a time that does not depend on the radius.
#pragma once

#include <opencv2/imgproc.hpp>

namespace stubble::scalp {

// CV_8U, 255 where a pixel that is set lies within the radius.
inline cv::Mat grown_by(const cv::Mat& mask, double radius_px) {
    cv::Mat distance;
    cv::distanceTransform(mask == 0, distance, cv::DIST_L2, cv::DIST_MASK_5);
    return distance <= radius_px;
}

// CV_8U, 255 where all pixels within the radius are set; beyond the mask's edges they count as set.
inline cv::Mat shrunk_by(const cv::Mat& mask, double radius_px) {
    cv::Mat distance;
    cv::distanceTransform(mask, distance, cv::DIST_L2, cv::DIST_MASK_5);
    return distance > radius_px;
}

}  // namespace stubble::scalp
