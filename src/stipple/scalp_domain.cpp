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

glm::dvec3 semi_axes(const core::HeadShape& head, bool upper) {
    return {head.half_breadth_mm, head.half_length_mm, upper ? head.up_mm : head.down_mm};
}

// Area on the head per area on the unit sphere it is stretched from.
double stretch(const glm::dvec3& unit, const glm::dvec3& axes) {
    return axes.x * axes.y * axes.z * glm::length(unit / axes);
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
    constexpr int cells = 400;  // along an edge of the cube around the sphere
    const core::HeadShape head;
    double sum = 0.0;
    for (int face = 0; face < 6; ++face)
        for (int i = 0; i < cells; ++i)
            for (int j = 0; j < cells; ++j) {
                const double u = (2 * i + 1.0) / cells - 1.0, v = (2 * j + 1.0) / cells - 1.0;
                const double w = face < 3 ? 1.0 : -1.0, square = 1.0 + u * u + v * v;
                glm::dvec3 unit(u, v, w);
                if (face % 3 == 1) unit = {v, w, u};
                if (face % 3 == 2) unit = {w, u, v};
                unit /= std::sqrt(square);
                const glm::dvec3 axes = semi_axes(head, unit.z >= 0.0);
                if (on_scalp(unit * axes, margin_mm))
                    sum += stretch(unit, axes) / (square * std::sqrt(square));
            }
    return sum * (4.0 / (cells * cells)) / 100.0;
}

std::vector<glm::dvec3> strew(std::size_t count, std::uint64_t seed, double margin_mm) {
    const core::HeadShape head;
    const double most =
        std::max(head.up_mm, head.down_mm) * std::max(head.half_breadth_mm, head.half_length_mm);
    std::vector<glm::dvec3> points;
    points.reserve(count);
    for (std::uint64_t i = 0; points.size() < count; ++i) {
        const glm::dvec3 v(random_coordinate(seed, 4 * i), random_coordinate(seed, 4 * i + 1),
                           random_coordinate(seed, 4 * i + 2));
        const double square = glm::dot(v, v);
        if (square > 1.0 || square < 1e-6) continue;
        const glm::dvec3 unit = v / std::sqrt(square), axes = semi_axes(head, unit.z >= 0.0);
        if (!on_scalp(unit * axes, margin_mm)) continue;
        if (core::random_unit(seed, 4 * i + 3) * most < stretch(unit, axes)) points.push_back(unit * axes);
    }
    return points;
}

}  // namespace stubble::stipple
