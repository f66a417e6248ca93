// Where the scalp begins: the juvenile hairline, on the head.
#pragma once

#include "core/head_frame.h"

namespace stubble::scalp {

// Polar angle of the juvenile hairline at an azimuth (either side): forehead, temple, sideburn, over the ear,
// nape.
double hairline_polar_rad(double azimuth_rad);

// Angle by which a head point lies inside the juvenile hairline, radians; negative on face, ears and neck.
double inside_hairline_rad(const core::HeadPoint& point);

// How much a side of the head takes part where the forehead's boundary is moved: all over the forehead, none
// behind the temples. The corner of the hairline lies at about 45 degrees.
double forehead_share(double azimuth_rad);

}  // namespace stubble::scalp
