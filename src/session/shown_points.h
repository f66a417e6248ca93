// Whether points that a user showed can belong to the photo.
#pragma once

#include "core/image.h"
#include "scalp/scalp.h"

namespace stubble::session {

// Throws core::LoadError, one line that names the point, where a handle or an end of the known length lies
// farther outside a photo of that size than the photo's own longer side. A head that the frame cuts off has
// its crown outside, but never so far; the fit would otherwise follow to any size.
void expect_near_photo(const scalp::Hints& hints, core::Size photo);

}  // namespace stubble::session
