// The face in the picture, if one is seen.
#pragma once

#include <opencv2/core.hpp>
#include <optional>

#include "scalp/scalp.h"
#include "scalp/working.h"

namespace stubble::scalp {

struct Pupils {
    cv::Point2d image_left, image_right;  // working pixels
};

struct Face {
    cv::Rect2d box;           // as the cascade frames it, working pixels
    View view = View::front;  // front, left or right
    std::optional<Pupils> pupils;
    double confidence = 0.0;
};

// How many cascades answer to the whole head's size, with little asked of each: evidence, not a verdict.
struct FaceHits {
    int front = 0, profile_left = 0, profile_right = 0;  // `left`: the person's left side is seen
};
FaceHits find_face_hits(const Working& working);

// Largest plausible face by the cascades of the system's OpenCV data; nullopt without a face or without
// cascades.
std::optional<Face> find_face(const Working& working);

}  // namespace stubble::scalp
