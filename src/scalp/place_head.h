// Landmarks of the average head, and a head put before the camera.
#pragma once

#include "core/head_frame.h"
#include "scalp/scalp.h"

namespace stubble::scalp {

// Pupils: domain.md 8.1, mean of men 64.0 and the most usual group 63.3; level and depth as on the sample
// heads.
inline constexpr core::HeadPoint left_pupil{31.65, -84.0, -42.0}, right_pupil{-31.65, -84.0, -42.0};
inline constexpr core::HeadPoint chin{0.0, -84.0, -134.0};
// Width of a frontal cascade's box: the pupils stand .365 of it apart on faces with known landmarks.
inline constexpr double face_box_mm = 173.0;
// Default distance of a photo whose focal length is unknown: heads that fill the frame are taken from about
// here.
inline constexpr double usual_distance_mm = 850.0;
// Default, of a photo from straight above: taken at arm's length.
inline constexpr double usual_distance_above_mm = 650.0;

}  // namespace stubble::scalp
