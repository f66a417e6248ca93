// The words that lie on the photo: which side is before, which is after, and what the tints mean.
#pragma once

#include <optional>
#include <string>

#include "app/model.h"
#include "core/region.h"

namespace stubble::app {

// As people call it: "Bald scalp".
const char* label_of(core::Region region);
// A square in the region's tint, before its label on the same line.
void draw_tint_square(core::Region region);

// Over the part of the photo that is seen; `overlay`: what its left side is tinted by; `light`: the name of
// the viewing light, "" for the photo's own; `creative`: the pigment's colour is no clinical one.
void draw_captions(Compare compare, const std::optional<scalp::Overlay>& overlay, const std::string& light,
                   bool creative, const Area& visible);

}  // namespace stubble::app
