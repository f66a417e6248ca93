// Light in the layer of skin above the pigment (domain.md 9.2, 9.3).
#pragma once

#include "core/colour.h"

namespace stubble::pigment {

// Share of the skin's diffuse light that is left where a plane of pigment lies `depth_mm` below the epidermis
// and reflects `backing_share` (0 = ideal black, 1 = like the dermis) of what the dermis would: Kubelka-Munk
// layer over a backing, per channel at 610, 550 and 465 nm. The epidermis dims skin and dot alike and
// cancels. In (0, 1].
core::LinearRgb light_over_pigment(double depth_mm, double backing_share);
// The same over a plane that reflects that much light of each channel, 0 to 1. Above 1 where it scatters more
// than the dermis: never by more than the dermis absorbs, so no light is made.
core::LinearRgb light_over_coloured(double depth_mm, const core::LinearRgb& reflectance);

}  // namespace stubble::pigment
