#include "core/head_shape.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace stubble::core {
namespace {

// On the unit sphere the lower half's bulge goes on from the upper one's as if it were stretched by so much.
constexpr double lower_stretch = 1.7045;  // down over up of the average head

// Coefficients of y^j z^k (rows: j, columns: k) beside x^0 and x^2 of the bulge, a polynomial of degree 4 on
// the unit sphere. Least squares on 32 heads of samples/generate with their variety, radius (2 mm) and slope
// (5 degrees) together, the face at a tenth of the cranium's weight: slopes are met to 5.0 degrees in the
// median over 20 other heads, where the egg misses them by 8.7.
constexpr double plain[5][5] = {
    {0.0000, 0.0175, -0.0133, -0.1236, 0.0994}, {0.0434, 0.0361, -0.0294, -0.0195, 0.0000},
    {-0.0254, 0.0224, -0.0545, 0.0000, 0.0000}, {-0.0326, -0.0999, 0.0000, 0.0000, 0.0000},
    {0.0050, 0.0000, 0.0000, 0.0000, 0.0000},
};
constexpr double beside_x2[3][3] = {
    {-0.0335, 0.1187, -0.0581},
    {0.1054, 0.1556, 0.0000},
    {0.0241, 0.0000, 0.0000},
};

struct Bulge {
    double value;
    glm::dvec3 gradient;  // in space, of the polynomial
};

// Value and derivative of one row of coefficients.
template <std::size_t N>
void add_row(const double (&row)[N], double z, double& value, double& slope) {
    value = slope = 0.0;
    for (std::size_t k = N; k-- > 0;) {
        slope = slope * z + value;
        value = value * z + row[k];
    }
}

template <std::size_t N>
Bulge polynomial(const double (&rows)[N][N], double y, double z) {
    Bulge sum{0.0, glm::dvec3(0.0)};
    for (std::size_t j = N; j-- > 0;) {
        double value = 0.0, slope = 0.0;
        add_row(rows[j], z, value, slope);
        sum.gradient.y = sum.gradient.y * y + sum.value;
        sum.gradient.z = sum.gradient.z * y + slope;
        sum.value = sum.value * y + value;
    }
    return sum;
}

Bulge bulge_at(const glm::dvec3& unit) {
    const double x2 = unit.x * unit.x;
    const Bulge a = polynomial(plain, unit.y, unit.z), b = polynomial(beside_x2, unit.y, unit.z);
    return {1.0 + a.value + x2 * b.value,
            a.gradient + x2 * b.gradient + glm::dvec3(2.0 * unit.x * b.value, 0, 0)};
}

// How far outside the surface a point lies, as a share of the egg's radius there, and the slope of that
// share.
struct Outside {
    double share;
    glm::dvec3 gradient;  // per mm
};

Outside outside(const HeadShape& shape, const HeadPoint& point) {
    const bool upper = point.z >= 0.0;
    const glm::dvec3 axes = shape.semi_axes_mm(upper);
    const glm::dvec3 on_egg = point / axes;
    const glm::dvec3 stretch{1.0, 1.0, upper ? 1.0 : lower_stretch};
    const glm::dvec3 on_sphere = on_egg * stretch;
    const double radius = glm::length(on_egg), length = glm::length(on_sphere);
    const glm::dvec3 unit = on_sphere / length;
    const Bulge bulge = bulge_at(unit);
    const glm::dvec3 along_sphere = (bulge.gradient - glm::dot(bulge.gradient, unit) * unit) / length;
    return {radius - bulge.value, (on_egg / radius - along_sphere * stretch) / axes};
}

// Nearest distance along the ray at which it enters one half of the egg `by` times as large.
std::optional<double> enter_half(const HeadShape& shape, const glm::dvec3& from, const glm::dvec3& along,
                                 double by, bool upper) {
    const glm::dvec3 axes = by * shape.semi_axes_mm(upper);
    const glm::dvec3 o = from / axes, d = along / axes;
    const double a = glm::dot(d, d), b = glm::dot(o, d), c = glm::dot(o, o) - 1.0;
    const double discriminant = b * b - a * c;
    if (discriminant <= 0.0) return std::nullopt;
    const double t = (-b - std::sqrt(discriminant)) / a;
    if (t <= 0.0) return std::nullopt;
    const double z = from.z + t * along.z;
    return (z >= 0.0) == upper ? std::optional(t) : std::nullopt;
}

std::optional<double> enter_egg(const HeadShape& shape, const glm::dvec3& from, const glm::dvec3& along,
                                double by) {
    const auto upper = enter_half(shape, from, along, by, true),
               lower = enter_half(shape, from, along, by, false);
    if (upper && lower) return std::min(*upper, *lower);
    return upper ? upper : lower;
}

}  // namespace

HeadPoint HeadShape::surface_point(const glm::dvec3& direction) const {
    const glm::dvec3 scaled = direction / semi_axes_mm(direction.z >= 0.0);
    return direction * (bulge(direction) / glm::length(scaled));
}

glm::dvec3 HeadShape::normal(const HeadPoint& point) const {
    return glm::normalize(outside(*this, point).gradient);
}

double HeadShape::bulge(const HeadPoint& point) const {
    const bool upper = point.z >= 0.0;
    glm::dvec3 unit = point / semi_axes_mm(upper);
    if (!upper) unit.z *= lower_stretch;
    return bulge_at(glm::normalize(unit)).value;
}

double HeadShape::area_per_solid_angle(const glm::dvec3& unit) const {
    const glm::dvec3 axes = semi_axes_mm(unit.z >= 0.0);
    const HeadPoint on_egg = unit * axes;
    const double by = bulge(on_egg);
    // Along one direction areas go with the square of the distance and the slant of the surface.
    const glm::dvec3 direction = glm::normalize(on_egg);
    const double egg_slant = glm::dot(glm::normalize(on_egg / (axes * axes)), direction),
                 slant = glm::dot(normal(by * on_egg), direction);
    return axes.x * axes.y * axes.z * glm::length(unit / axes) * by * by * egg_slant / slant;
}

std::optional<double> HeadShape::distance_along(const HeadPoint& from, const glm::dvec3& along) const {
    constexpr double widest = 1.2;  // no bulge reaches further
    constexpr int most_steps = 12;
    const auto beyond = enter_egg(*this, from, along, widest);
    if (!beyond) return std::nullopt;
    double t = *beyond;
    // A start near the surface spares steps; the egg's own size misses it by a few per cent.
    if (const auto near = enter_egg(*this, from, along, 1.0))
        if (const auto nearer = enter_egg(*this, from, along, bulge(from + *near * along))) t = *nearer;
    for (int step = 0; step < most_steps; ++step) {  // Newton
        const Outside now = outside(*this, from + t * along);
        const double slope = glm::dot(now.gradient, along);
        if (slope >= 0.0) return std::nullopt;  // past its nearest point
        t -= now.share / slope;
        if (std::abs(now.share) < 1e-6) return t;  // the next step would be its square
    }
    return std::nullopt;
}

glm::dvec3 tangent(const glm::dvec3& normal) {
    const glm::dvec3 beside = std::abs(normal.z) < 0.9 ? glm::dvec3(0, 0, 1) : glm::dvec3(0, 1, 0);
    return glm::normalize(glm::cross(beside, normal));
}

}  // namespace stubble::core
