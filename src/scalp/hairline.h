// Where the scalp begins: the juvenile hairline, on the head.
#pragma once

#include "core/head_frame.h"

namespace stubble::scalp {

// Polar angle of the juvenile hairline at an azimuth (either side): forehead, temple, sideburn, over the ear,
// nape.
double hairline_polar_rad(double azimuth_rad);

// Angle by which a head point lies inside the juvenile hairline, radians; negative on face, ears and neck.
double inside_hairline_rad(const core::HeadPoint& point);

}  // namespace stubble::scalp
