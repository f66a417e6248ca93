// The forehead told by the client's own hairline.
#pragma once

#include "scalp/regions.h"
#include "scalp/surface.h"

namespace stubble::scalp {

// The fit, with the head tilted until its usual hairline lies where the client's own hair ends in front, by
// the sketch at the working picture's size: where no face is seen the tilt may be off by 30 degrees, while
// few lose hair in front and keep it behind. Unchanged where no such hair is seen, and where the skin in
// front of it reaches as far as a forehead and a bald front together.
HeadFit tilted_to_own_hairline(HeadFit fit, const Sketch& sketch, const Working& working);

// The evidence, with the forehead that tilted_to_own_hairline goes by taken for face and not for scalp.
// `surface` at the evidence's size.
Evidence with_forehead_below_own_hair(Evidence evidence, const Surface& surface);

}  // namespace stubble::scalp
