#include "design/hairline.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "design/edge.h"

namespace stubble::design {
namespace {

using core::HeadPoint;

constexpr double pi = std::numbers::pi;
constexpr double degree = pi / 180.0;
constexpr double sample_step_rad = 2.0 * pi / edge_samples;
// Width over which sides and nape fade into the client's own hair: default.
constexpr double side_fade_mm = 16.0;
// No surface point of a head lies nearer to its middle: default, narrower than any adult's half breadth.
constexpr double least_radius_mm = 60.0;

double smoothstep(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

std::size_t wrapped(int sample) {
    return static_cast<std::size_t>((sample % edge_samples + edge_samples) % edge_samples);
}

double distance_to_segment(const HeadPoint& p, const HeadPoint& a, const HeadPoint& b) {
    const glm::dvec3 along = b - a;
    const double t = std::clamp(glm::dot(p - a, along) / glm::dot(along, along), 0.0, 1.0);
    return glm::distance(p, a + t * along);
}

std::vector<double> lowest_within_quarter_turn(const std::vector<double>& polar) {
    std::vector<double> lowest(polar.size());
    for (int i = 0; i < edge_samples; ++i) {
        double least = polar[wrapped(i)];
        for (int k = -edge_samples / 4; k <= edge_samples / 4; ++k)
            least = std::min(least, polar[wrapped(i + k)]);
        lowest[wrapped(i)] = least;
    }
    return lowest;
}

}  // namespace

Hairline::Hairline(const Plan& plan, const core::HeadShape& shape)
    : plan_(plan),
      edge_polar_rad_(edge_polar_rad(plan, shape)),
      lowest_polar_nearby_rad_(lowest_within_quarter_turn(edge_polar_rad_)) {
    for (int i = 0; i < edge_samples; ++i)
        edge_mm_.push_back(core::point_of({edge_polar_rad_[wrapped(i)], edge_azimuth_rad(i)}, shape));
    for (int i = 0; i < edge_samples; ++i)
        longest_segment_mm_ =
            std::max(longest_segment_mm_, glm::distance(edge_mm_[wrapped(i)], edge_mm_[wrapped(i + 1)]));
    front_height_mm_ = height_above_brow_mm(edge_polar_rad(plan, shape, false)[edge_samples / 2], shape);
}

double Hairline::edge_polar_at(double azimuth_rad) const {
    const double position = (azimuth_rad + pi) / sample_step_rad;
    const int before = static_cast<int>(std::floor(position));
    const double t = position - before;
    return (1.0 - t) * edge_polar_rad_[wrapped(before)] + t * edge_polar_rad_[wrapped(before + 1)];
}

bool Hairline::surely_deeper(const core::ScalpChart& chart, double limit_mm) const {
    const auto sample = wrapped(static_cast<int>(std::lround((chart.azimuth_rad + pi) / sample_step_rad)));
    const double gap_rad = lowest_polar_nearby_rad_[sample] - chart.polar_rad;
    const double across_mm =
        least_radius_mm * std::sin(chart.polar_rad);  // to the edge behind a quarter turn
    return gap_rad > 0.0 && across_mm > limit_mm &&
           2.0 * least_radius_mm * std::sin(std::min(gap_rad, pi) / 2.0) > limit_mm;
}

double Hairline::inside_mm(const HeadPoint& point, double limit_mm) const {
    const core::ScalpChart chart = core::chart_of(point);
    if (surely_deeper(chart, limit_mm)) return limit_mm;
    const int middle = static_cast<int>(std::floor((chart.azimuth_rad + pi) / sample_step_rad));
    const double from_axis_mm = std::hypot(point.x, point.y);
    double least_mm = limit_mm;
    for (const int direction : {1, -1})
        for (int k = 0; k <= edge_samples / 2;) {
            // Everything further round lies at least this far off, beyond the half plane through the axis.
            const double turn_rad = std::min((k - 1) * sample_step_rad, pi / 2.0);
            if (k > 1 && from_axis_mm * std::sin(turn_rad) >= least_mm) break;
            const int sample = middle + direction * k;
            const double here_mm =
                distance_to_segment(point, edge_mm_[wrapped(sample)], edge_mm_[wrapped(sample + 1)]);
            least_mm = std::min(least_mm, here_mm);
            // No segment in between can be nearer: from one to the next a distance changes by a segment at
            // most.
            k += 1 + static_cast<int>((here_mm - least_mm) / longest_segment_mm_);
        }
    return chart.polar_rad < edge_polar_at(chart.azimuth_rad) ? least_mm : -least_mm;
}

double Hairline::share(const HeadPoint& point) const {
    return share(inside_mm(point, reach_mm), sideness(point));
}

double Hairline::share(double inside_mm, double sideness) const {
    if (inside_mm <= 0.0) return 0.0;
    const DiffusionInfo& wanted = diffusions()[static_cast<std::size_t>(plan_.diffusion)];
    const double front =
        wanted.edge_share + (1.0 - wanted.edge_share) * std::min(inside_mm / wanted.ramp_mm, 1.0);
    const double side = smoothstep(0.0, side_fade_mm, inside_mm);
    return (1.0 - sideness) * front + sideness * side;
}

double Hairline::sideness(const HeadPoint& point) {
    return smoothstep(54.0 * degree, 70.0 * degree, std::abs(core::chart_of(point).azimuth_rad));
}

Zone Hairline::zone_of(const HeadPoint& point) const {
    const core::ScalpChart chart = core::chart_of(point);
    const double inside = inside_mm(point, reach_mm);
    if (inside <= 0.0) return Zone::outside;
    const double band_mm = std::max(diffusions()[static_cast<std::size_t>(plan_.diffusion)].ramp_mm, 5.0);
    if (inside < band_mm && sideness(point) < 0.5) return Zone::transition;
    if (chart.polar_rad > 60.0 * degree) return Zone::sides;
    return point.y < 0.0 ? Zone::front : Zone::crown;
}

std::vector<HeadPoint> Hairline::front_line() const {
    constexpr double temple_rad = 58.0 * degree, spacing_mm = 1.0;
    const int reach = static_cast<int>(temple_rad / sample_step_rad), middle = edge_samples / 2;
    std::vector<HeadPoint> line{edge_mm_[wrapped(middle - reach)]};
    double carried_mm = 0.0;
    for (int i = middle - reach; i < middle + reach; ++i) {
        const HeadPoint a = edge_mm_[wrapped(i)], b = edge_mm_[wrapped(i + 1)];
        const double length_mm = glm::distance(a, b);
        double at_mm = spacing_mm - carried_mm;
        for (; at_mm <= length_mm; at_mm += spacing_mm) line.push_back(a + (at_mm / length_mm) * (b - a));
        carried_mm = spacing_mm - (at_mm - length_mm);
    }
    line.push_back(edge_mm_[wrapped(middle + reach)]);
    return line;
}

const char* name_of(Zone zone) {
    switch (zone) {
        case Zone::outside:
            return "outside";
        case Zone::transition:
            return "hairline_transition";
        case Zone::front:
            return "front";
        case Zone::crown:
            return "crown";
        case Zone::sides:
            return "sides_and_back";
    }
    return "";
}

}  // namespace stubble::design
