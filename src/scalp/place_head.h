// Landmarks of the average head, and a head put before the camera.
#pragma once

#include "core/head_frame.h"
#include "scalp/scalp.h"

namespace stubble::scalp {

// Pupils: domain.md 8.1, mean of men 64.0 and the most usual group 63.3; depth as on the sample heads; level
// such that the brows of 94 studio portraits with landmarks lie where the head's do, in the median.
inline constexpr core::HeadPoint left_pupil{31.65, -84.0, -30.0}, right_pupil{-31.65, -84.0, -30.0};
// Head-to-camera rotation of a camera at an azimuth round the head (0 = before the face, positive on the
// person's left) and an elevation above the horizon, rolled about its axis; radians. The scale holds at the
// depth of the head's origin, which is seen at `origin_px`.
core::HeadFrame place_head(double azimuth, double elevation, double roll, core::PhotoPoint origin_px,
                           double px_per_mm, core::Size photo, const Hints& hints);

}  // namespace stubble::scalp
