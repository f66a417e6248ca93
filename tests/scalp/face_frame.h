// A camera level with a face, at a pixel per mm.
#pragma once

#include <glm/matrix.hpp>

#include "core/head_frame.h"

namespace stubble::test {

inline core::HeadFrame face_frame(const core::PhotoPoint& middle_px) {
    core::HeadFrame frame;
    frame.head_to_camera = glm::transpose(glm::dmat3({1, 0, 0}, {0, 0, -1}, {0, 1, 0}));
    frame.origin_camera_mm = {0, 0, 1000};
    frame.focal_px = 1000;
    frame.principal_point_px = middle_px;
    return frame;
}

}  // namespace stubble::test
