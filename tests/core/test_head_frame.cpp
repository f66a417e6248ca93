#include "core/head_frame.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "core/random.h"
#include "support/catch.h"

using namespace stubble::core;

namespace {

// A camera `distance_mm` away that looks at the head's middle from `direction` (head axes).
HeadFrame looking_from(const glm::dvec3& direction, double distance_mm) {
    HeadFrame frame;
    const glm::dvec3 forward = -glm::normalize(direction);
    const glm::dvec3 up = std::abs(forward.z) > 0.9 ? glm::dvec3(0, -1, 0) : glm::dvec3(0, 0, 1);
    const glm::dvec3 right = glm::normalize(glm::cross(forward, up)), down = glm::cross(forward, right);
    frame.head_to_camera = glm::transpose(glm::dmat3(right, down, forward));
    frame.origin_camera_mm = {0, 0, distance_mm};
    frame.focal_px = 3000;
    frame.principal_point_px = {600, 500};
    return frame;
}

}  // namespace

TEST_CASE("a visible surface point projects to a pixel that hits the same point") {
    const HeadFrame frame = looking_from({-0.4, -0.8, 0.5}, 800);
    int seen = 0;
    for (std::uint64_t i = 0; i < 500; ++i) {
        const double z = 2.0 * random_unit(1, i) - 1.0, a = 2.0 * std::numbers::pi * random_unit(2, i);
        const double r = std::sqrt(1 - z * z);
        const HeadPoint point = frame.shape.surface_point({r * std::cos(a), r * std::sin(a), z});
        if (frame.cos_view(point) < 0.05) continue;
        const auto px = frame.project(point);
        REQUIRE(px);
        const auto hit = frame.hit(*px);
        REQUIRE(hit);
        REQUIRE(glm::distance(hit->point, point) < 1e-6);
        ++seen;
    }
    REQUIRE(seen > 100);
}

TEST_CASE("the normal stands on every step along the surface, and the area is what the steps span") {
    HeadShape shape;
    shape.half_breadth_mm *= 1.05, shape.up_mm *= 0.97, shape.down_mm *= 0.97;
    constexpr double step = 1e-4;
    for (std::uint64_t i = 0; i < 200; ++i) {
        const double z = 2.0 * random_unit(3, i) - 1.0, a = 2.0 * std::numbers::pi * random_unit(4, i);
        if (std::abs(z) < 0.01 || std::abs(z) > 0.95) continue;
        const auto unit_at = [&](double turn, double rise) {
            const double r = std::sqrt(1 - (z + rise) * (z + rise));
            return glm::dvec3(r * std::cos(a + turn), r * std::sin(a + turn), z + rise);
        };
        const auto at = [&](double turn, double rise) {
            const glm::dvec3 unit = unit_at(turn, rise);
            return shape.surface_point(unit * shape.semi_axes_mm(unit.z >= 0.0));
        };
        const glm::dvec3 u = (at(step, 0) - at(-step, 0)) / (2 * step),
                         v = (at(0, step) - at(0, -step)) / (2 * step), across = glm::cross(u, v);
        INFO("z " << z << ", azimuth " << a);
        REQUIRE(glm::dot(glm::normalize(across), shape.normal(at(0, 0))) == Approx(1.0).epsilon(1e-6));
        // Equal steps of azimuth and height span equal solid angles.
        REQUIRE(shape.area_per_solid_angle(unit_at(0, 0)) == Approx(glm::length(across)).epsilon(1e-4));
    }
}

TEST_CASE("a skull is widest behind its middle and narrow at the temples") {
    const HeadShape shape;
    const auto half_width = [&](double y_mm) {
        // Of the points at that depth on the widest level.
        double widest = 0.0;
        for (double angle = -1.5; angle < 1.5; angle += 0.001) {
            const HeadPoint p = shape.surface_point({std::cos(angle), std::sin(angle), 0});
            if (std::abs(p.y - y_mm) < 0.3) widest = std::max(widest, p.x);
        }
        return widest;
    };
    CHECK(half_width(20) > half_width(0));
    CHECK(half_width(-60) < 0.92 * half_width(60));
}

TEST_CASE("the Jacobian predicts where a small step on the surface is imaged") {
    const HeadFrame frame = looking_from({0.3, 0.9, 0.4}, 900);
    const auto hit = frame.hit(frame.principal_point_px + PhotoPoint(60, -150));
    REQUIRE(hit);
    const auto jacobian = frame.jacobian_px_per_mm(hit->point, hit->normal);
    REQUIRE(jacobian);
    // The area a square millimetre covers in the photo is the facing scale squared times the cosine, up to
    // the ray's slant against the optical axis.
    const double scale = frame.px_per_mm(hit->point);
    const double area =
        std::abs((*jacobian)[0][0] * (*jacobian)[1][1] - (*jacobian)[0][1] * (*jacobian)[1][0]);
    REQUIRE(area == Approx(scale * scale * hit->cos_view).epsilon(0.02));
}

TEST_CASE("rays beside the head hit nothing, and the far side has no footprint") {
    const HeadFrame frame = looking_from({0, 0, 1}, 700);
    REQUIRE_FALSE(frame.hit({-2000, -2000}));
    const HeadPoint below = frame.shape.surface_point({0, 0, -1});
    REQUIRE_FALSE(frame.jacobian_px_per_mm(below, frame.shape.normal(below)));
}

TEST_CASE("the chart from the vertex is inverted exactly") {
    const HeadShape shape;
    for (double polar : {0.1, 0.7, 1.4, 1.9})
        for (double azimuth : {-2.5, -0.4, 0.0, 1.2, 3.0}) {
            const ScalpChart chart = chart_of(point_of({polar, azimuth}, shape));
            REQUIRE(chart.polar_rad == Approx(polar));
            REQUIRE(chart.azimuth_rad == Approx(azimuth).margin(1e-12));
        }
}
