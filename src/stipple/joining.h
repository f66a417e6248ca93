// Which dots of a population come together as a unit.
#pragma once

#include <cstdint>
#include <vector>

#include "stipple/stipple.h"

namespace stubble::stipple {

// For every candidate the first one of its unit: itself, or one of lower rank nearby. At every rank, units
// are of the style's sizes, simpler among the first ranks.
std::vector<std::uint32_t> firsts_of_units(const Population& population, Units units);

}  // namespace stubble::stipple
