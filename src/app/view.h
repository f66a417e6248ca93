// How the photo lies on the canvas: plain geometry, without a window.
#pragma once

#include <glm/vec2.hpp>

#include "core/image.h"

namespace stubble::app {

// A rectangle of the screen, y down.
struct Area {
    glm::dvec2 from{0}, to{0};
    glm::dvec2 size() const { return to - from; }
    bool contains(const glm::dvec2& point) const {
        return point.x >= from.x && point.y >= from.y && point.x < to.x && point.y < to.y;
    }
    bool operator==(const Area&) const = default;
};

// Screen position of the photo's top left corner, and screen pixels per photo pixel.
struct View {
    glm::dvec2 origin{0};
    double zoom = 1.0;
    bool operator==(const View&) const = default;

    glm::dvec2 screen_of(const glm::dvec2& photo) const { return origin + photo * zoom; }
    glm::dvec2 photo_of(const glm::dvec2& screen) const { return (screen - origin) / zoom; }
};

inline constexpr double largest_zoom = 32.0;  // default: one photo pixel fills a fingertip

// The whole photo, centred, with a margin; never magnified above 200 %.
View fitted(core::Size photo, const Area& canvas);
// Zoomed by `factor`, with the photo point under `anchor` staying there; between a fifth of the fit and
// largest_zoom.
View zoomed(const View& view, double factor, const glm::dvec2& anchor, core::Size photo, const Area& canvas);
// Moved by `by` screen pixels; some of the photo always stays on the canvas.
View moved(const View& view, const glm::dvec2& by, core::Size photo, const Area& canvas);
// A step from `from` towards `to` that keeps every point fixed that both views share; `share` 0..1.
View between(const View& from, const View& to, double share);
// The part of the canvas the photo covers; empty size when none.
Area visible_photo(const View& view, core::Size photo, const Area& canvas);

}  // namespace stubble::app
