// How much skin each region shows, and how far that may be off.
#pragma once

#include <vector>

#include "scalp/scalp.h"

namespace stubble::scalp {

// Of a reading whose regions, confidence, frame, scale and workings are there; indexed by core::Region.
std::vector<Area> region_areas(const Scalp& scalp);

}  // namespace stubble::scalp
