#include "scalp/outline_distance.h"

#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <tuple>

namespace stubble::scalp {
namespace {

// What a share of the way out to the outline is in mm. Default: between half the breadth and half the length
// of an average head, and the same for all heads, since shares are what the fit knows; a tenth more or less
// of a few mm about the outline is nothing.
constexpr double usual_radius_mm = 85.0;

}  // namespace

OutlineDistance outline_distance(const core::HeadFrame& frame, const core::PhotoPoint& position) {
    const core::PhotoPoint offset = (position - frame.principal_point_px) / frame.focal_px;
    const glm::dmat3 back = glm::transpose(frame.head_to_camera);
    const glm::dvec3 along = back * glm::dvec3(offset.x, offset.y, 1.0);
    const glm::dvec3 from = -(back * frame.origin_camera_mm);
    const auto nearest = [&](double height) {
        const glm::dvec3 axes{frame.shape.half_breadth_mm, frame.shape.half_length_mm, height};
        const glm::dvec3 o = from / axes, d = along / axes;
        const double t = -glm::dot(o, d) / glm::dot(d, d);
        return std::tuple(glm::length(o + t * d), from + t * along);
    };
    auto [share, point] = nearest(frame.shape.up_mm);
    if (point.z < 0.0) std::tie(share, point) = nearest(frame.shape.down_mm);
    return {(1.0 - share / frame.shape.bulge(point)) * usual_radius_mm, point.z};
}

}  // namespace stubble::scalp
