// A fitted head moved to points that are known better than the rest of it.
#pragma once

#include "scalp/fit_head.h"

namespace stubble::scalp {

// Moved until its brow lies near where the net sees it. The brow is the sharpest thing on a bare head: the
// net places it right where a near camera or a bowed head lead it astray over the cranium, which outweighs
// the brow by its area. nullopt where the net sees no brow.
std::optional<HeadFit> moved_to_brow(const HeadFit& fit, const Sketch& sketch, const Hints& hints);

// Moved, and stretched a little, to the points that the user shows, however far they lie; of all heads that
// meet them the one nearest to the fit. The fit itself where none is shown.
HeadFit moved_to_handles(const HeadFit& fit, const Hints& hints);

}  // namespace stubble::scalp
