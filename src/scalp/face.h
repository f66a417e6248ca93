// The face in the picture, if one is seen.
#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "scalp/working.h"

namespace stubble::scalp {

struct Pupils {
    cv::Point2d image_left, image_right;  // photo pixels
};

struct Face {
    cv::Rect2d box;  // as the cascade frames it, photo pixels
    std::optional<Pupils> pupils;
};

// Largest plausible frontal face by the cascades of the system's OpenCV data; nullopt without a face or
// without cascades.
std::optional<Face> find_face(const Working& working);

}  // namespace stubble::scalp
