#include "app/view.h"

#include <algorithm>
#include <glm/common.hpp>

namespace stubble::app {
namespace {

constexpr double fit_margin_share = 0.03;
constexpr double largest_fit_zoom = 2.0;  // more would only show single pixels of a small photo
constexpr double kept_in_sight_px = 60.0;

glm::dvec2 extent(core::Size photo) {
    return {std::max(photo.width, 1), std::max(photo.height, 1)};
}

View kept_in_sight(View view, core::Size photo, const Area& canvas) {
    const glm::dvec2 reach = extent(photo) * view.zoom;
    const glm::dvec2 kept = glm::min(glm::dvec2(kept_in_sight_px), glm::min(reach, canvas.size()) * 0.5);
    view.origin = glm::clamp(view.origin, canvas.from - reach + kept, canvas.to - kept);
    return view;
}

}  // namespace

View fitted(core::Size photo, const Area& canvas) {
    const glm::dvec2 room = glm::max(canvas.size() * (1.0 - 2.0 * fit_margin_share), glm::dvec2(1.0));
    const glm::dvec2 shares = room / extent(photo);
    View view;
    view.zoom = std::min({shares.x, shares.y, largest_fit_zoom});
    // Whole screen pixels: a photo shown at 100 % keeps its pixels sharp.
    view.origin = glm::floor((canvas.from + canvas.to - extent(photo) * view.zoom) * 0.5);
    return view;
}

View zoomed(const View& view, double factor, const glm::dvec2& anchor, core::Size photo, const Area& canvas) {
    const double smallest = fitted(photo, canvas).zoom * 0.2;
    View next = view;
    next.zoom = std::clamp(view.zoom * factor, smallest, largest_zoom);
    next.origin = anchor - view.photo_of(anchor) * next.zoom;
    return kept_in_sight(next, photo, canvas);
}

View moved(const View& view, const glm::dvec2& by, core::Size photo, const Area& canvas) {
    return kept_in_sight({view.origin + by, view.zoom}, photo, canvas);
}

View between(const View& from, const View& to, double share) {
    return {glm::mix(from.origin, to.origin, share), glm::mix(from.zoom, to.zoom, share)};
}

Area visible_photo(const View& view, core::Size photo, const Area& canvas) {
    Area area{glm::max(view.origin, canvas.from), glm::min(view.screen_of(extent(photo)), canvas.to)};
    area.to = glm::max(area.from, area.to);
    return area;
}

}  // namespace stubble::app
