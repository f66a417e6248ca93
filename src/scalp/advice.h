// What would make the photo better.
#pragma once

#include "scalp/scalp.h"
#include "scalp/surface.h"
#include "scalp/working.h"

namespace stubble::scalp {

// One plain sentence for each thing that keeps the photo from showing what it could, with what to do about
// it; none for a photo that is good enough. `scalp` is read but for its warnings; `view_clear`: the view need
// not be asked for.
std::vector<Warning> advice(const Scalp& scalp, const Surface& surface, const Working& working,
                            const Hints& hints, bool view_clear);

}  // namespace stubble::scalp
