// The precision at which positions are kept in a file.
#pragma once

#include <glm/vec3.hpp>

namespace stubble::stipple {

// The position as a file keeps it: multiples of 0.005 mm.
glm::vec3 stored(const glm::dvec3& position_mm);

}  // namespace stubble::stipple
