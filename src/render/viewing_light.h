// A picture as it would look in another light than the photo's.
#pragma once

#include "core/image.h"
#include "render/render.h"

namespace stubble::render {

enum class ViewingLight { off, daylight, salon, flash, dim };
const char* name_of(ViewingLight light);

// A preview: exposure, colour and shine of the whole picture, background included, are changed. `picture` is
// the photo or a treatment of it, of one size; `photo` tells where the highlights lie, which pigment leaves
// alone. Off gives the picture's own bytes. The same on any number of threads.
core::Picture in_light(ViewingLight light, const core::Picture& picture, const core::Picture& photo,
                       const Scene& scene);

}  // namespace stubble::render
