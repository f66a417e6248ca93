// Tiles of a photo: on their way to the graphics card and back.
#pragma once

#include <vector>

#include "core/image.h"
#include "gl/target.h"
#include "render/splat.h"

namespace stubble::gl {

Texture photo_tile(const core::Picture& photo, const core::Rect& tile);

// What DotBuffer draws of the splats seen in a tile, with its upper left corner as the origin.
std::vector<float> instances_in(const std::vector<render::Splat>& splats, const core::Rect& tile);

// Writes what was drawn into `target`, which has the tile's size, to the tile's place in `out`.
void read_tile(const Target& target, const core::Rect& tile, core::Picture& out);

}  // namespace stubble::gl
