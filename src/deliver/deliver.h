// What leaves the studio. Every output says "Simulated result" where people see it and carries no source
// metadata.
#pragma once

#include <filesystem>

#include "core/image.h"
#include "photo/save.h"

namespace stubble::deliver {

// Before and after side by side with captions and the words "Simulated result"; photo height kept up to
// `max_height_px`, then both are scaled down.
core::Picture side_by_side(const core::Picture& before, const core::Picture& after, int max_height_px = 2160);

}  // namespace stubble::deliver
