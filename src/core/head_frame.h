// The head in front of the camera: a cranium of known size and pose, and the pinhole that took the photo.
//
// Head axes, in mm: x to the person's left, y to the back (the face looks along -y), z up; the origin is the
// middle of the cranium, where it is widest. Camera axes: x right, y down, z forward (OpenCV's). Photo
// positions are continuous pixels, (0.5, 0.5) the centre of the first one.
#pragma once

#include <glm/mat2x2.hpp>
#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "core/head_shape.h"

namespace stubble::core {

using PhotoPoint = glm::dvec2;  // continuous photo pixels

struct SurfaceHit {
    HeadPoint point;
    glm::dvec3 normal;      // outward, unit, head axes
    double cos_view = 0.0;  // cosine of the angle between the normal and the direction to the camera, > 0
};

struct HeadFrame {
    HeadShape shape;
    glm::dmat3 head_to_camera{1.0};           // rotation
    glm::dvec3 origin_camera_mm{0, 0, 1000};  // head origin in camera axes
    double focal_px = 1000.0;
    PhotoPoint principal_point_px{0, 0};
    bool operator==(const HeadFrame&) const = default;

    // Photo position of a head point; nullopt behind the camera.
    std::optional<PhotoPoint> project(const HeadPoint& point) const;
    // First surface point seen at a photo position; nullopt beside the head.
    std::optional<SurfaceHit> hit(const PhotoPoint& position) const;
    // Camera centre in head axes, mm.
    HeadPoint camera_position_mm() const;
    // Cosine between the outward normal at a surface point and the direction to the camera; <= 0: turned
    // away.
    double cos_view(const HeadPoint& surface_point) const;
    // Photo pixels per mm of displacement along two orthonormal tangents of the surface (columns): a disc of
    // 1 mm radius on the scalp is imaged to the ellipse {J u : |u| <= 1}. `normal`: the surface's at the
    // point, dear to work out twice. Empty where the surface turns away.
    std::optional<glm::dmat2> jacobian_px_per_mm(const HeadPoint& surface_point,
                                                 const glm::dvec3& normal) const;
    // Scale of a patch at that depth facing the camera.
    double px_per_mm(const HeadPoint& point) const;
};

// Position on the scalp in a chart that keeps distances from the vertex: polar angle from the top of the head
// as seen from the origin, and azimuth (0 = front midline, positive to the person's left, radians).
struct ScalpChart {
    double polar_rad = 0.0;
    double azimuth_rad = 0.0;
};
ScalpChart chart_of(const HeadPoint& point);
HeadPoint point_of(const ScalpChart& chart, const HeadShape& shape);

}  // namespace stubble::core
