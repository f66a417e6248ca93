#pragma once

#include <opencv2/imgproc.hpp>

#include "core/image.h"

namespace stubble::test {

inline core::Picture blurred(const core::Picture& photo, double sigma_px) {
    core::Picture out = photo;
    const cv::Mat pixels(out.height(), out.width(), CV_8UC3, out.data());
    cv::Mat soft;
    cv::GaussianBlur(pixels, soft, {}, sigma_px);
    soft.copyTo(pixels);
    return out;
}

}  // namespace stubble::test
