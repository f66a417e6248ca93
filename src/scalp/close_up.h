// Photos in which scalp fills the picture and no outline tells where on the head it lies.
#pragma once

#include "scalp/fit_head.h"

namespace stubble::scalp {

// A head whose vertex faces the camera in the picture's middle: within some centimetres all scalp is curved
// like that. Photo pixels.
core::HeadFrame close_up_frame(core::Size photo, double px_per_mm, const Hints& hints);

// The same at the scale that the hints give, else at a usual one. Certain of nothing but what the user says.
HeadFit close_up_fit(core::Size photo, const Hints& hints);

}  // namespace stubble::scalp
