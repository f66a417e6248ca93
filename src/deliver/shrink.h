// Smaller copies of pictures with the right tone.
#pragma once

#include "core/image.h"

namespace stubble::deliver {

// Exact mean of linear light over each new pixel's area, so that a field of dots keeps its tone at any size.
// `size` is at least 1 x 1 and no larger than the picture.
core::Picture shrunk(const core::Picture& picture, core::Size size);

}  // namespace stubble::deliver
