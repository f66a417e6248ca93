#include "design/edge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "core/random.h"
#include "core/spline.h"

namespace stubble::design {
namespace {

using core::HeadPoint;
using core::HeadShape;
using core::Knot;

constexpr double radians_per_degree = std::numbers::pi / 180.0;

// Juvenile hairline, left half, from the front midline over temple, sideburn and ear to the nape, as shares
// of the head's half breadth, half length and height above or below the widest level. Default outline: no
// survey of the whole line was found; its front agrees with domain.md 8.1 (trichion to glabella) within a
// standard deviation or two.
constexpr std::array<std::array<double, 3>, 19> juvenile = {{
    {0.000, -0.898, 0.578},  {0.227, -0.883, 0.567},  {0.440, -0.821, 0.533},  {0.600, -0.755, 0.467},
    {0.707, -0.694, 0.378},  {0.773, -0.653, 0.278},  {0.827, -0.612, 0.167},  {0.880, -0.561, 0.044},
    {0.933, -0.459, -0.080}, {0.960, -0.286, -0.253}, {0.973, -0.133, -0.387}, {1.000, -0.031, -0.267},
    {1.013, 0.082, -0.173},  {1.013, 0.224, -0.160},  {0.987, 0.388, -0.280},  {0.880, 0.510, -0.520},
    {0.600, 0.714, -0.720},  {0.267, 0.806, -0.747},  {0.000, 0.827, -0.760},
}};
// Brow line on the front midline, as a share of the height below the widest level: default, 15 mm on the
// average head, about 27 mm above the pupils.
constexpr double brow_share_down = 0.1;

// How far the line lies behind the juvenile one, in mm along the meridian, over azimuth in degrees. The
// mid-frontal point follows domain.md 5.2 (7 to 8 cm above the brow; receded 9); the temple corners stay on
// the vertical through the outer corner of the eye (domain.md 5.3), 49 mm beside the midline. From 75 degrees
// on nothing is moved before the nape.
std::vector<Knot> front_behind_mm(HairlineStyle style) {
    switch (style) {
        case HairlineStyle::natural:
            return {{0, 8}, {12, 8.7}, {24, 12}, {33, 19}, {40, 25}, {45, 19}, {51, 9}, {60, 5}, {75, 0}};
        case HairlineStyle::straight:
            return {{0, 5.5}, {7.5, 6}, {15, 7.2}, {24, 10}, {33, 15.5}, {38.5, 20.5},
                    {41, 21}, {44, 12}, {50, 6},   {60, 4},  {75, 0}};
        case HairlineStyle::rounded:
            return {{0, 8}, {12, 8}, {24, 8.2}, {33, 9.5}, {39, 11.5}, {45, 10}, {52, 6}, {60, 4}, {75, 0}};
        case HairlineStyle::receded:
            return {{0, 21},  {12, 22}, {24, 26}, {33, 33}, {42, 45},
                    {48, 53}, {51, 40}, {57, 19}, {64, 8},  {75, 0}};
        case HairlineStyle::widows_peak:
            return {{0, 3},   {3, 4.2}, {8, 8.5}, {13, 10.5}, {24, 13}, {33, 20},
                    {40, 26}, {45, 20}, {51, 9},  {60, 5},    {75, 0}};
    }
    return {};
}

// Default: necklines are trimmed, and dots end where those of photographed heads do, a little below the lobes
// of the ears; the juvenile line runs down the neck.
std::vector<Knot> behind_mm(HairlineStyle style) {
    std::vector<Knot> knots = front_behind_mm(style);
    knots.insert(knots.end(), {{125, 0}, {150, 18}, {180, 25}});
    return knots;
}

// The lower edge moves with --lower over the front line and fades out along the temples.
const std::vector<Knot> lowering_share = {{0, 1}, {38, 1}, {60, 0.3}, {75, 0}};

// Right half added, so that the curve is smooth across the midline.
core::MonotoneSpline mirrored(const std::vector<Knot>& left) {
    std::vector<Knot> knots;
    for (std::size_t i = left.size() - 1; i > 0; --i) knots.push_back({-left[i].x, left[i].y});
    knots.insert(knots.end(), left.begin(), left.end());
    return core::MonotoneSpline(std::move(knots));
}

core::MonotoneSpline juvenile_polar(const HeadShape& shape) {
    std::vector<Knot> knots;
    for (const auto& p : juvenile) {
        const double height_mm = p[2] >= 0 ? shape.up_mm : shape.down_mm;
        const core::ScalpChart chart =
            core::chart_of({p[0] * shape.half_breadth_mm, p[1] * shape.half_length_mm, p[2] * height_mm});
        knots.push_back({chart.azimuth_rad / radians_per_degree, chart.polar_rad});
    }
    return mirrored(knots);
}

double mm_per_rad(double polar_rad, double azimuth_rad, const HeadShape& shape) {
    constexpr double half_step = 0.01;
    return glm::distance(core::point_of({polar_rad - half_step, azimuth_rad}, shape),
                         core::point_of({polar_rad + half_step, azimuth_rad}, shape)) /
           (2 * half_step);
}

// Polar angle `distance_mm` further from the vertex along the meridian.
double moved_along_meridian(double polar_rad, double azimuth_rad, double distance_mm,
                            const HeadShape& shape) {
    constexpr int steps = 6;
    for (int i = 0; i < steps; ++i)
        polar_rad += distance_mm / steps / mm_per_rad(polar_rad, azimuth_rad, shape);
    return polar_rad;
}

// Macro (1 to 3 cm long, 2 to 5 mm) and micro (2 to 6 mm long, 0.5 to 2 mm) irregularity of a natural line,
// in mm at a length along it (domain.md 5.3).
double irregularity_mm(const Plan& plan, double along_mm) {
    const double strength = plan.diffusion == Diffusion::none ? 0.15 : 1.0;
    const auto noise = [&](std::uint64_t stream, double wavelength_mm) {
        const auto s = static_cast<float>(along_mm / wavelength_mm);
        return static_cast<double>(core::value_noise(plan.seed * 16 + stream, s, 0.5f));
    };
    return plan.irregularity * strength * (4.5 * noise(1, 10.0) + 1.8 * noise(2, 2.2));
}

}  // namespace

double edge_azimuth_rad(int sample) {
    return std::numbers::pi * (2.0 * sample / edge_samples - 1.0);
}

std::vector<double> edge_polar_rad(const Plan& plan, const HeadShape& shape, bool irregular) {
    const core::MonotoneSpline base = juvenile_polar(shape), behind = mirrored(behind_mm(plan.style)),
                               lowering = mirrored(lowering_share);
    std::vector<double> polar(edge_samples);
    double along_mm = 0.0;
    HeadPoint last{0};
    for (int i = 0; i < edge_samples; ++i) {
        const double azimuth = edge_azimuth_rad(i), degrees = azimuth / radians_per_degree;
        const double lower_mm = plan.lower_mm * lowering(degrees) - behind(degrees);
        double p = moved_along_meridian(base(degrees), azimuth, lower_mm, shape);
        const HeadPoint here = core::point_of({p, azimuth}, shape);
        if (i > 0) along_mm += glm::distance(here, last);
        last = here;
        if (irregular && plan.irregularity > 0.0)
            p += irregularity_mm(plan, along_mm) / mm_per_rad(p, azimuth, shape);
        polar[static_cast<std::size_t>(i)] = std::clamp(p, 0.05, 3.0);
    }
    return polar;
}

double height_above_brow_mm(double polar_rad, const HeadShape& shape) {
    const double brow_z_mm = -brow_share_down * shape.down_mm;
    constexpr double step_rad = 0.002;
    double length_mm = 0.0;
    HeadPoint above = core::point_of({polar_rad, 0.0}, shape);
    while (above.z > brow_z_mm) {
        polar_rad += step_rad;
        const HeadPoint below = core::point_of({polar_rad, 0.0}, shape);
        length_mm += glm::distance(above, below);
        above = below;
    }
    return length_mm;
}

}  // namespace stubble::design
