// The part of the average head that can carry dots, and points strewn over it.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <vector>

#include "core/head_frame.h"

namespace stubble::stipple {

// Whether a surface point of the average head is scalp: all but the face, down to 115 mm below the widest
// level at the nape, where every hairline lies inside. A positive margin moves the edge outwards by about
// that much.
bool on_scalp(const core::HeadPoint& point, double margin_mm = 0.0);

// Area of {on_scalp} to about 1e-4; same bits everywhere.
double scalp_area_cm2(double margin_mm = 0.0);

// Independent points, uniform by area on {on_scalp}.
std::vector<glm::dvec3> strew(std::size_t count, std::uint64_t seed, double margin_mm);

}  // namespace stubble::stipple
