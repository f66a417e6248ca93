// How many dots the document asks for, everywhere in its photo.
#pragma once

#include "session/document.h"

namespace stubble::session {

// Dots per cm2 after the sessions done, less those that hair stands for; exactly the map's where the document
// has one. Throws core::LoadError for the map.
core::ScaledField wanted_density(const Document& document, const scalp::Scalp& scalp);

}  // namespace stubble::session
