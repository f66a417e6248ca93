#include "session/shown_points.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "core/error.h"

namespace stubble::session {
namespace {

bool is_near(const core::PhotoPoint& point, core::Size photo) {
    const double beyond = std::max(photo.width, photo.height);
    return point.x >= -beyond && point.x <= photo.width + beyond && point.y >= -beyond &&
           point.y <= photo.height + beyond;
}

void expect_near(const std::string& name, const core::PhotoPoint& point, core::Size photo) {
    if (is_near(point, photo)) return;
    char at[64];
    std::snprintf(at, sizeof at, "%.10g,%.10g", point.x, point.y);
    throw core::LoadError("cannot use " + name + " at " + at + ": that is far outside the photo of " +
                          std::to_string(photo.width) + " x " + std::to_string(photo.height) +
                          " px; give its place in pixels of this photo");
}

}  // namespace

void expect_near_photo(const scalp::Hints& hints, core::Size photo) {
    for (std::size_t i = 0; i < hints.handles.size(); ++i)
        if (hints.handles[i])
            expect_near("the point '" + std::string(scalp::handle_names[i]) + "'", *hints.handles[i], photo);
    for (std::size_t i = 0; i < hints.strokes.size(); ++i) {
        const std::string name = "the stroke strokes[" + std::to_string(i) + "]";
        for (const core::PhotoPoint& point : hints.strokes[i].path_px) expect_near(name, point, photo);
    }
    if (!hints.known_length) return;
    expect_near("the known length", hints.known_length->from_px, photo);
    expect_near("the known length", hints.known_length->to_px, photo);
}

}  // namespace stubble::session
