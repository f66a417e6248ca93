// The cranium's surface.
#pragma once

#include <glm/vec3.hpp>
#include <optional>

namespace stubble::core {

using HeadPoint = glm::dvec3;  // mm, head axes

// An egg (an ellipsoid whose lower half is stretched, so that the nape lies on it too) that bulges as skulls
// do: widest behind the ears, narrow and flat at the temples, full at the back. The bulge is the same for all
// heads: heads differ by the lengths of the axes, so that stretching each axis takes one head to another.
struct HeadShape {
    // domain.md 8.1, mean of men and women weighted 6 to 1, as clients come (default).
    double half_breadth_mm = 76.7;  // head breadth 153.4 mm
    double half_length_mm = 99.0;   // head length 198.1 mm
    double up_mm = 87.0;            // tragion to top 130.5 mm, less 43.5 mm from tragion to the widest level
    double down_mm = 148.3;         // default: fits the nape hairline, 110 mm below the widest level
    bool operator==(const HeadShape&) const = default;

    // Point where the ray from the origin along `direction` (any length but 0) meets the surface.
    HeadPoint surface_point(const glm::dvec3& direction) const;
    // Outward unit normal at a point of the surface.
    glm::dvec3 normal(const HeadPoint& point) const;
    // Distance from a point outside the head to where a ray along the unit vector `along` first meets the
    // surface; nullopt where it passes by.
    std::optional<double> distance_along(const HeadPoint& from, const glm::dvec3& along) const;
    // By how much the surface stands off the egg in the direction of a point, as a factor of the distance.
    double bulge(const HeadPoint& point) const;
    // Surface per solid angle of the unit sphere that the axes stretch to the egg, mm2.
    double area_per_solid_angle(const glm::dvec3& unit) const;
    // The axes of the half in which a point lies.
    glm::dvec3 semi_axes_mm(bool upper) const {
        return {half_breadth_mm, half_length_mm, upper ? up_mm : down_mm};
    }
};

// A unit vector along a surface of that unit normal; level except near the top and the bottom of the head.
glm::dvec3 tangent(const glm::dvec3& normal);

}  // namespace stubble::core
