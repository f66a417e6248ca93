// Moving points so that they, or every prefix of a ranked set, are spread evenly.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <vector>

namespace stubble::stipple {

// Both descend the crowding of points on the average head (Gaussian blue noise; Ahmed, Ren, Wonka 2022) for
// that many rounds. No point leaves {on_scalp(point, margin_mm)}, whose area is `area_mm2`.

// Spreads the whole set evenly.
void even_out(std::vector<glm::dvec3>& points, double area_mm2, double margin_mm, int rounds);

// Spreads random prefixes of a ranked set evenly, and pushes pairs apart that end closer than half a spacing.
void even_out_prefixes(std::vector<glm::dvec3>& points, double area_mm2, double margin_mm, int rounds,
                       std::uint64_t seed);

}  // namespace stubble::stipple
