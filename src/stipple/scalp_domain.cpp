#include "stipple/scalp_domain.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "core/random.h"

namespace stubble::stipple {
namespace {

// Default: below the lowest nape hairline (110 mm, core::HeadShape).
constexpr double lowest_mm = -115.0;
// The edge falls from the brow's level to the nape's between these depths: in front of the ear and behind it.
constexpr double face_y_mm = -50.0, nape_y_mm = -10.0;

// Point of the average head above a point of the unit sphere from which its axes are stretched.
core::HeadPoint above(const core::HeadShape& head, const glm::dvec3& unit) {
    return head.surface_point(unit * head.semi_axes_mm(unit.z >= 0.0));
}

// Calls `use(unit, solid_angle)` for the cells of a grid over the unit sphere, `cells` along an edge of the
// cube around it.
template <class Use>
void for_each_cell(int cells, const Use& use) {
    for (int face = 0; face < 6; ++face)
        for (int i = 0; i < cells; ++i)
            for (int j = 0; j < cells; ++j) {
                const double u = (2 * i + 1.0) / cells - 1.0, v = (2 * j + 1.0) / cells - 1.0;
                const double w = face < 3 ? 1.0 : -1.0, square = 1.0 + u * u + v * v;
                glm::dvec3 unit(u, v, w);
                if (face % 3 == 1) unit = {v, w, u};
                if (face % 3 == 2) unit = {w, u, v};
                use(unit / std::sqrt(square), 4.0 / (cells * cells * square * std::sqrt(square)));
            }
}

// No part of the scalp has more area per solid angle: the largest on a grid, and what lies between its
// points.
double most_area_per_solid_angle(const core::HeadShape& head, double margin_mm) {
    double most = 0.0;
    for_each_cell(60, [&](const glm::dvec3& unit, double) {
        if (on_scalp(above(head, unit), margin_mm + 10.0))
            most = std::max(most, head.area_per_solid_angle(unit));
    });
    return 1.02 * most;
}

double random_coordinate(std::uint64_t seed, std::uint64_t index) {
    return static_cast<double>(core::random_bits(seed, index) >> 11) * 0x1.0p-52 - 1.0;
}

}  // namespace

bool on_scalp(const core::HeadPoint& point, double margin_mm) {
    const double t = std::clamp((point.y + margin_mm - face_y_mm) / (nape_y_mm - face_y_mm), 0.0, 1.0);
    return point.z > lowest_mm * t * t * (3.0 - 2.0 * t) - margin_mm;
}

double scalp_area_cm2(double margin_mm) {
    const core::HeadShape head;
    double sum = 0.0;
    for_each_cell(400, [&](const glm::dvec3& unit, double solid_angle) {
        if (on_scalp(above(head, unit), margin_mm)) sum += solid_angle * head.area_per_solid_angle(unit);
    });
    return sum / 100.0;
}

std::vector<glm::dvec3> strew(std::size_t count, std::uint64_t seed, double margin_mm) {
    const core::HeadShape head;
    const double most = most_area_per_solid_angle(head, margin_mm);
    std::vector<glm::dvec3> points;
    points.reserve(count);
    for (std::uint64_t i = 0; points.size() < count; ++i) {
        const glm::dvec3 v(random_coordinate(seed, 4 * i), random_coordinate(seed, 4 * i + 1),
                           random_coordinate(seed, 4 * i + 2));
        const double square = glm::dot(v, v);
        if (square > 1.0 || square < 1e-6) continue;
        const glm::dvec3 unit = v / std::sqrt(square);
        const core::HeadPoint point = above(head, unit);
        if (!on_scalp(point, margin_mm)) continue;
        if (core::random_unit(seed, 4 * i + 3) * most < head.area_per_solid_angle(unit))
            points.push_back(point);
    }
    return points;
}

}  // namespace stubble::stipple
