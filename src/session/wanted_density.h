// How many dots the document asks for, everywhere in its photo.
#pragma once

#include "session/document.h"

namespace stubble::session {

// Density at which a shade is matched: where the client's own shaved hair is the aim, dots stand for hair at
// its full density; else what treated areas hold in the mean, hairlines and thinning hair less than the core
// (a default, between what bald scalps, .85, and thinning ones, .6, get).
inline double matched_density_per_cm2(const scalp::Hair& hair, double core_density_per_cm2) {
    return (hair.stubble_over_skin ? 1.0 : 0.75) * core_density_per_cm2;
}

// Dots per cm2 after the sessions done, less those that hair stands for; exactly the map's where the document
// has one. Throws core::LoadError for the map.
core::ScaledField wanted_density(const Document& document, const scalp::Scalp& scalp);

}  // namespace stubble::session
