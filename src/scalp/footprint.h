// The pixels under a stroke.
#pragma once

#include <opencv2/core.hpp>

#include "scalp/scalp.h"

namespace stubble::scalp {

struct Footprint {
    cv::Rect box;    // in a map
    cv::Mat inside;  // CV_8U, of the box's size: 255 under the stroke
};

// Of a map with `px_per_photo_px` pixels per photo pixel: those whose centre lies within half a diameter of
// the path, and those that hold a point of it. Empty beside the map.
Footprint footprint_of(const Stroke& stroke, double px_per_photo_px, cv::Size map);

}  // namespace stubble::scalp
