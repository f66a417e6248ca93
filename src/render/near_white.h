// Pixels whose colour the camera has begun to wash out.
#pragma once

#include <span>

#include "render/render.h"
#include "render/stretch.h"

namespace stubble::render {

// A pixel's largest code from which its share grows smoothly, to 1 at 255. A default: by eye, on photos of
// skin under a flash and in the sun; brightly lit skin has begun to pale before any channel is burnt.
inline constexpr float near_white_from_code = 220.0f;

// How much of the skin's own colour a burnt-out pixel has regained, as a multiple of its loss of luma: what
// the camera washed out shows again in less light. Default, by eye on photos in the sun and under a flash.
inline constexpr float colour_regained_per_loss = 2.0f;

SkinColour skin_colour_of(const Scene& scene);

// Of the first pixels of a stretch. False where none has a share, and then nothing is taken.
bool take_near_white(std::span<const core::Rgb8> pixels, NearWhite& near_white);

}  // namespace stubble::render
