// How far a treatment reaches in a photo, before anything is drawn.
#pragma once

#include <span>
#include <vector>

#include "gl/dot_buffer.h"
#include "render/render.h"

namespace stubble::gl {

// How far pixels around the dots change, and the longest side of a coarse map.
struct Reach {
    double margin_px = 0.0;
    int largest_map_px = 0;
};
Reach reach_of(std::span<const render::DotLayer> layers, const render::Scene& scene, core::Size photo,
               double px_per_mm);

// The photo's pixels that may change: all splats of all layers and the margin around them. Empty without any.
core::Rect bounds_of(const std::vector<Splats>& layers, double margin_px, core::Size photo);

}  // namespace stubble::gl
