// Hair that hangs over the forehead.
#pragma once

#include "scalp/regions.h"
#include "scalp/surface.h"

namespace stubble::scalp {

// The evidence, with forehead that has the hair's colour rather than the face's below it taken for hair where
// it joins the hair above: the net takes the forehead for bare. Unchanged where hair and face are too little
// apart, or where too little of either is seen. `surface` at the evidence's size.
Evidence with_fringe(Evidence evidence, const Surface& surface);

}  // namespace stubble::scalp
