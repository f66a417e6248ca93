// Colour of skin and hair, light and camera.
#pragma once

#include "scalp/regions.h"
#include "scalp/scalp.h"

namespace stubble::scalp {

// Share of each pixel's light that is highlight, and the highlights' colour.
Light read_light(const Working& working, const RegionMaps& maps);

Skin read_skin(const Working& working, const RegionMaps& maps, const Light& light,
               const core::HeadFrame& frame);

// Blur, sharpening and noise, measured at full size inside the head.
Camera read_camera(const core::Picture& photo, const Working& working, const RegionMaps& maps);

}  // namespace stubble::scalp
