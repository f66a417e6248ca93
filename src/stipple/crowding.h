// Thinning a set of points, and ranking it, by leaving out the most crowded point again and again.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

namespace stubble::stipple {

// Removes the most crowded point until `keep` remain (weighted sample elimination; Yuksel 2015). Crowding is
// the sum over the others of (1 - (d / reach)^2)^8, nearly a Gaussian of reach / 4. Returns the removed
// points in order.
std::vector<std::uint32_t> eliminate(std::span<const glm::dvec3> points, std::size_t keep, double reach_mm);

// The points so ordered that the first n are spread evenly for every n. `area_mm2` is what they cover.
std::vector<glm::dvec3> ranked(std::vector<glm::dvec3> points, double area_mm2);

// Reach of the crowding sum for n points, in mean spacings (area / n)^0.5.
double reach_mm(std::size_t count, double area_mm2);

}  // namespace stubble::stipple
