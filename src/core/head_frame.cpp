#include "core/head_frame.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

namespace stubble::core {
namespace {

glm::dvec3 semi_axes(const HeadShape& s, bool upper) {
    return {s.half_breadth_mm, s.half_length_mm, upper ? s.up_mm : s.down_mm};
}

// Nearest distance along the ray at which it enters one half of the egg.
std::optional<double> enter_half(const HeadShape& shape, const glm::dvec3& from, const glm::dvec3& along,
                                 bool upper) {
    const glm::dvec3 axes = semi_axes(shape, upper);
    const glm::dvec3 o = from / axes, d = along / axes;
    const double a = glm::dot(d, d), b = glm::dot(o, d), c = glm::dot(o, o) - 1.0;
    const double discriminant = b * b - a * c;
    if (discriminant <= 0.0) return std::nullopt;
    const double t = (-b - std::sqrt(discriminant)) / a;
    if (t <= 0.0) return std::nullopt;
    const double z = from.z + t * along.z;
    return (z >= 0.0) == upper ? std::optional(t) : std::nullopt;
}

}  // namespace

HeadPoint HeadShape::surface_point(const glm::dvec3& direction) const {
    const glm::dvec3 scaled = direction / semi_axes(*this, direction.z >= 0.0);
    return direction / glm::length(scaled);
}

glm::dvec3 HeadShape::normal(const HeadPoint& point) const {
    const glm::dvec3 axes = semi_axes(*this, point.z >= 0.0);
    return glm::normalize(point / (axes * axes));
}

HeadPoint HeadFrame::camera_position_mm() const {
    return -(glm::transpose(head_to_camera) * origin_camera_mm);
}

std::optional<PhotoPoint> HeadFrame::project(const HeadPoint& point) const {
    const glm::dvec3 q = head_to_camera * point + origin_camera_mm;
    if (q.z <= 1.0) return std::nullopt;
    return PhotoPoint(q.x / q.z * focal_px, q.y / q.z * focal_px) + principal_point_px;
}

std::optional<SurfaceHit> HeadFrame::hit(const PhotoPoint& position) const {
    const PhotoPoint offset = (position - principal_point_px) / focal_px;
    const glm::dmat3 camera_to_head = glm::transpose(head_to_camera);
    const glm::dvec3 along = glm::normalize(camera_to_head * glm::dvec3(offset.x, offset.y, 1.0));
    const HeadPoint from = camera_position_mm();
    const auto upper = enter_half(shape, from, along, true), lower = enter_half(shape, from, along, false);
    if (!upper && !lower) return std::nullopt;
    const double t = upper && lower ? std::min(*upper, *lower) : (upper ? *upper : *lower);
    SurfaceHit result;
    result.point = from + t * along;
    result.normal = shape.normal(result.point);
    result.cos_view = -glm::dot(result.normal, along);
    return result;
}

double HeadFrame::cos_view(const HeadPoint& surface_point) const {
    return glm::dot(shape.normal(surface_point), glm::normalize(camera_position_mm() - surface_point));
}

std::optional<glm::dmat2> HeadFrame::jacobian_px_per_mm(const HeadPoint& surface_point) const {
    if (cos_view(surface_point) <= 0.02) return std::nullopt;
    const glm::dvec3 normal = shape.normal(surface_point);
    const glm::dvec3 helper = std::abs(normal.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
    const glm::dvec3 u = glm::normalize(glm::cross(helper, normal)), v = glm::cross(normal, u);
    const glm::dvec3 q = head_to_camera * surface_point + origin_camera_mm;
    if (q.z <= 1.0) return std::nullopt;
    const auto column = [&](const glm::dvec3& tangent) {
        const glm::dvec3 d = head_to_camera * tangent;
        return glm::dvec2(d.x - q.x / q.z * d.z, d.y - q.y / q.z * d.z) * (focal_px / q.z);
    };
    return glm::dmat2(column(u), column(v));
}

double HeadFrame::px_per_mm(const HeadPoint& point) const {
    const double depth = (head_to_camera * point + origin_camera_mm).z;
    return focal_px / std::max(depth, 1.0);
}

ScalpChart chart_of(const HeadPoint& p) {
    return {std::atan2(std::hypot(p.x, p.y), p.z), std::atan2(p.x, -p.y)};
}

HeadPoint point_of(const ScalpChart& chart, const HeadShape& shape) {
    const double s = std::sin(chart.polar_rad);
    return shape.surface_point(
        {s * std::sin(chart.azimuth_rad), -s * std::cos(chart.azimuth_rad), std::cos(chart.polar_rad)});
}

}  // namespace stubble::core
