#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/require.h"
#include "render/camera_mask.h"
#include "render/dot_levels.h"
#include "render/lanes.h"
#include "render/parts.h"
#include "render/render.h"
#include "render/splat.h"

namespace stubble::render {
namespace {

// How far from its centre a dot changes the picture, at most.
float reach_px(const pigment::DotOptics& o, const DotLevels& levels, const Scene& scene, double px_per_mm) {
    const double spread_mm = std::max(none(o.tone_density) ? 0.0 : o.tone_sigma_mm,
                                      none(o.redness_density) ? 0.0 : o.redness_sigma_mm);
    // The coarse maps' blur ends at three sigma, rounded up to a cell of half a sigma, and there are two
    // between which is interpolated.
    const double tone_px = 5.0 * spread_px(spread_mm, px_per_mm);
    const double skin_mm = std::sqrt(levels.largest_variance_mm2() + o.spread_sigma_mm * o.spread_sigma_mm);
    // A dot may be nearer to the camera than where the scale was taken.
    const double blot_px = std::sqrt(static_cast<double>(profile_reach2)) *
                               (std::hypot(2.0 * skin_mm * px_per_mm, scene.blur_sigma_px) + 1.0) +
                           lanes;
    const double mask_px = needs_mask(scene) ? mask_reach_px : 0.0;
    return static_cast<float>(std::max(tone_px, blot_px + mask_px));
}

// The dots that can be seen in a part, or whose tone can.
DotLayer dots_near(const DotLayer& layer, const core::Rect& part, float reach) {
    auto near = std::make_shared<stipple::Dots>();
    for (const stipple::Dot& dot : *layer.dots) {
        const glm::vec2& at = dot.centre_px;
        if (at.x > static_cast<float>(part.x0) - reach && at.x < static_cast<float>(part.x1) + reach &&
            at.y > static_cast<float>(part.y0) - reach && at.y < static_cast<float>(part.y1) + reach)
            near->push_back(dot);
    }
    return {layer.optics, near};
}

// Whether two dots of one index are drawn alike: a dot may belong to another session when the density
// changes.
bool alike(const stipple::Dot& a, const stipple::Dot& b, const DotLevels& levels) {
    return a.centre_px == b.centre_px && a.px_per_mm == b.px_per_mm && &levels.size(a) == &levels.size(b) &&
           levels.shade(a) == levels.shade(b);
}

// Pixels within reach of dots of the one set that are not in the other, or not alike.
core::Rect around_new_dots(const stipple::Dots& before, const stipple::Dots& after, const DotLevels& levels,
                           float reach) {
    std::uint32_t last = 0;
    for (const auto* dots : {&before, &after})
        for (const stipple::Dot& dot : *dots) last = std::max(last, dot.index);
    std::vector<const stipple::Dot*> known(static_cast<std::size_t>(last) + 1);
    for (const stipple::Dot& dot : before) known[dot.index] = &dot;
    core::Rect rect;
    for (const stipple::Dot& dot : after) {
        const stipple::Dot* same = known[dot.index];
        if (same && alike(*same, dot, levels)) continue;
        rect = core::united(rect, {static_cast<int>(std::floor(dot.centre_px.x - reach)),
                                   static_cast<int>(std::floor(dot.centre_px.y - reach)),
                                   static_cast<int>(std::ceil(dot.centre_px.x + reach)) + 1,
                                   static_cast<int>(std::ceil(dot.centre_px.y + reach)) + 1});
    }
    return rect;
}

// absorb(), right inside `part` and where the camera's mask looks around it; bounds are larger.
std::vector<Absorption> absorb_part(std::span<const DotLayer> layers, const Scene& scene, core::Size photo,
                                    double px_per_mm, const core::Rect& part) {
    std::vector<Absorption> result;
    std::vector<std::vector<Splat>> all;
    const int mask_px = needs_mask(scene) ? mask_reach_px : 0;
    const core::Rect seen = widened(part, mask_px, photo);
    core::Rect bounds = seen;
    for (const DotLayer& layer : layers) {
        const auto levels = levels_of(layer.optics);
        const DotLayer near = dots_near(layer, part, reach_px(layer.optics, *levels, scene, px_per_mm));
        all.push_back(splats(*near.dots, near.optics, *levels, scene, photo));
        std::erase_if(all.back(), [&](const Splat& s) { return core::intersected(s.pixels, seen).empty(); });
        for (const Splat& s : all.back()) bounds = core::united(bounds, s.pixels);
        double reach_px = 0.0;
        result.push_back(spread_layer(near, *levels, scene, photo, px_per_mm, part, reach_px));
    }
    for (std::size_t i = 0; i < layers.size(); ++i) {
        result[i].bounds = bounds;
        result[i].crisp = draw_crisp(all[i], bounds);
    }
    return result;
}

}  // namespace

core::Rect changed_part(std::span<const DotLayer> before, std::span<const DotLayer> after, const Scene& scene,
                        core::Size photo, double px_per_mm) {
    const core::Rect whole{0, 0, photo.width, photo.height};
    if (before.size() != after.size()) return whole;
    core::Rect part;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const pigment::DotOptics& optics = after[i].optics;
        if (!(before[i].optics == optics)) return whole;
        const auto levels = levels_of(optics);
        const float reach = reach_px(optics, *levels, scene, px_per_mm);
        part = core::united(part, around_new_dots(*before[i].dots, *after[i].dots, *levels, reach));
        part = core::united(part, around_new_dots(*after[i].dots, *before[i].dots, *levels, reach));
    }
    return core::intersected(part, whole);
}

void redraw(const core::Picture& photo, std::span<const DotLayer> layers, const Scene& scene,
            double px_per_mm, const core::Rect& part, core::Picture& picture) {
    core::require(picture.size() == photo.size(), "a picture has its photo's size");
    const core::Rect inside = core::intersected(part, photo.rect());
    for (int y = inside.y0; y < inside.y1; ++y) {
        const auto from = photo.row(y).subspan(static_cast<std::size_t>(inside.x0),
                                               static_cast<std::size_t>(inside.width()));
        std::copy(from.begin(), from.end(), picture.row(y).begin() + inside.x0);
    }
    if (inside.empty()) return;
    compose_part(photo, absorb_part(layers, scene, photo.size(), px_per_mm, inside), scene, inside, picture);
}

}  // namespace stubble::render
