// How far hair loss has gone, by where on the head scalp is bare.
#pragma once

#include "scalp/scalp.h"
#include "scalp/surface.h"

namespace stubble::scalp {

// The stage of Norwood (or Ludwig, for thinning behind an intact front in long hair) that fits best what is
// in view; nullopt where too little of the scalp is. Zones and stages by domain.md 5.4, drawn on the flat
// chart round the vertex; spreads measured on rendered heads of known stage. `surface` is that of the scalp's
// frame, or of the same head in another size.
std::optional<LossStage> suggest_loss_stage(const Scalp& scalp, const Surface& surface);

}  // namespace stubble::scalp
