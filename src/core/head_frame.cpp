#include "core/head_frame.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

namespace stubble::core {
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
    const auto distance_mm = shape.distance_along(from, along);
    if (!distance_mm) return std::nullopt;
    SurfaceHit result;
    result.point = from + *distance_mm * along;
    result.normal = shape.normal(result.point);
    result.cos_view = -glm::dot(result.normal, along);
    return result;
}

double HeadFrame::cos_view(const HeadPoint& surface_point) const {
    return glm::dot(shape.normal(surface_point), glm::normalize(camera_position_mm() - surface_point));
}

std::optional<glm::dmat2> HeadFrame::jacobian_px_per_mm(const HeadPoint& surface_point,
                                                        const glm::dvec3& normal) const {
    const glm::dvec3 to_camera = camera_position_mm() - surface_point;
    if (glm::dot(normal, glm::normalize(to_camera)) <= 0.02) return std::nullopt;
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
