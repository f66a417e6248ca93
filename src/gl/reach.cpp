#include "gl/reach.h"

#include <algorithm>
#include <cmath>

#include "gl/spread.h"
#include "render/camera_mask.h"
#include "render/parts.h"

namespace stubble::gl {

Reach reach_of(std::span<const render::DotLayer> layers, const render::Scene& scene, core::Size photo,
               double px_per_mm) {
    Reach reach{render::needs_mask(scene) ? render::mask_reach_px : 0.0, 0};
    const auto add = [&](const core::LinearRgb& density, double sigma_mm) {
        if (render::none(density)) return;
        const double sigma_px = render::spread_px(sigma_mm, px_per_mm);
        reach.margin_px = std::max(reach.margin_px, 3.0 * sigma_px);
        const core::Size map = Spread::map_size(photo, sigma_px);
        reach.largest_map_px = std::max({reach.largest_map_px, map.width, map.height});
    };
    for (const render::DotLayer& layer : layers) {
        add(layer.optics.tone_density, layer.optics.tone_sigma_mm);
        add(layer.optics.redness_density, layer.optics.redness_sigma_mm);
    }
    return reach;
}

core::Rect bounds_of(const std::vector<Splats>& layers, double margin_px, core::Size photo) {
    core::Rect bounds;
    for (const Splats& splats : layers)
        for (const auto& splat : splats) bounds = core::united(bounds, splat.pixels);
    if (bounds.empty()) return bounds;
    return render::widened(bounds, static_cast<int>(std::ceil(margin_px)), photo);
}

}  // namespace stubble::gl
