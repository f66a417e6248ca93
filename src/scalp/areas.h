// How much skin each region shows, and how far that may be off.
#pragma once

#include <vector>

#include "scalp/scalp.h"
#include "scalp/surface.h"

namespace stubble::scalp {

// Of a reading whose regions, confidence, frame, scale and workings are there; `surface` is that of its
// frame, or of the same head in another size. Indexed by core::Region.
std::vector<Area> region_areas(const Scalp& scalp, const Surface& surface);

}  // namespace stubble::scalp
