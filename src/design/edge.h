// The shape of the treated scalp's edge: where people's hair begins, and how far behind it each style lies.
#pragma once

#include <vector>

#include "core/head_frame.h"
#include "design/plan.h"

namespace stubble::design {

inline constexpr int edge_samples = 720;

// Azimuth of an edge sample: -pi for 0, 0 (front midline) for edge_samples / 2.
double edge_azimuth_rad(int sample);

// Polar angle of the edge at every sample azimuth; `irregular` false leaves the noise out.
std::vector<double> edge_polar_rad(const Plan& plan, const core::HeadShape& shape, bool irregular = true);

// Length in mm along the front midline from the brow line up to a polar angle.
double height_above_brow_mm(double polar_rad, const core::HeadShape& shape);

}  // namespace stubble::design
