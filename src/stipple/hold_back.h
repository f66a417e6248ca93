// Keeping dots away from the hairs that a photo shows.
#pragma once

#include <span>
#include <vector>

#include "stipple/stipple.h"

namespace stubble::stipple {

// Raises thresholds to the density at which half a spacing is the distance, on the skin, to the nearest hair.
void hold_back(std::vector<PlacedFollicle>& placed, std::span<const core::PhotoPoint> hairs_px);

}  // namespace stubble::stipple
