// Pixels whose colour the camera has begun to wash out.
#pragma once

#include <span>

#include "render/stretch.h"

namespace stubble::render {

// A pixel's largest code from which its share grows smoothly, to 1 at 255. A default: by eye, on photos of
// skin under a flash and in the sun; brightly lit skin has begun to pale before any channel is burnt.
inline constexpr float near_white_from_code = 220.0f;

// Of the first pixels of a stretch. False where none has a share, and then nothing is taken.
bool take_near_white(std::span<const core::Rgb8> pixels, NearWhite& near_white);

}  // namespace stubble::render
