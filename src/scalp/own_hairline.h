// The forehead told by the client's own hairline.
#pragma once

#include "scalp/regions.h"

namespace stubble::scalp {

// The evidence, with what lies in front of hair that grows over the middle of the forehead taken for face
// and not for scalp, as far down as a forehead reaches: where no face is seen the head's tilt, and with it
// the usual hairline, may be off by centimetres, while few lose hair in front and keep it behind. Unchanged
// where no such hair is seen.
Evidence with_forehead_below_own_hair(Evidence evidence, const Working& working,
                                      const core::HeadFrame& frame);

}  // namespace stubble::scalp
