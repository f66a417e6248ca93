// Steps of drawing that the whole photo, a part of it and the graphics card share.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "render/dot_levels.h"
#include "render/render.h"
#include "render/splat.h"

namespace stubble::render {

// Whether the skin spreads no tone of this density.
inline bool none(const core::LinearRgb& density) {
    return density == core::LinearRgb(0.0f);
}

// Standard deviation of a spread tone on the photo; the coarse maps hold nothing finer.
inline double spread_px(double sigma_mm, double px_per_mm) {
    return std::max(sigma_mm * px_per_mm, 0.5);
}

// `rect` and `margin` pixels around it, as far as the photo reaches.
core::Rect widened(const core::Rect& rect, int margin, core::Size photo);

// The crisp field of bounds that hold all splats. Every pixel gets its splats in an order that depends on the
// splats alone: the sum has the same bits whoever adds it, and whatever the bounds.
core::Field draw_crisp(const std::vector<Splat>& all, const core::Rect& bounds);

// Everything of a layer but the bounds and the crisp field; tone and redness only where `part` needs them.
// Widens `reach_px` to what they need around the dots.
Absorption spread_layer(const DotLayer& layer, const DotLevels& levels, const Scene& scene, core::Size photo,
                        double px_per_mm, const core::Rect& part, double& reach_px);

// compose() into a picture that holds the photo; nothing outside `part` is written.
void compose_part(const core::Picture& photo, std::span<const Absorption> layers, const Scene& scene,
                  const core::Rect& part, core::Picture& picture);

}  // namespace stubble::render
