#include "design/own_hair_edge.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stubble::design {
namespace {

constexpr double pi = std::numbers::pi, degree = pi / 180.0;
constexpr double nowhere = 2.0 * pi;
// Defaults. Tufts on top are no rim: hair counts as one when it reaches the level at which the head is
// widest.
constexpr double rim_begins_rad = 85.0 * degree;
constexpr double least_area_mm2 = 60.0;  // in a bin of 5 degrees
constexpr double stray_share = 0.05;     // of a bin's hair may lie lower: stray hairs and wrong pixels
constexpr double feather_rad = 0.05;     // some 5 mm
// An ear or the head's outline hides hair: beside the last of it the edge goes on level, and then runs down.
constexpr double level_beyond_hair_rad = 12.0 * degree;

double area_below(const std::vector<ScalpPlace>& places, double polar_rad) {
    double area = 0.0;
    for (const ScalpPlace& place : places)
        if (place.chart.polar_rad > polar_rad) area += place.area_mm2;
    return area;
}

// Polar angle above which all but the stray share of the hair lies; `nowhere` without enough of it.
double lower_end_rad(std::vector<ScalpPlace>& hair) {
    const double area = area_below(hair, 0.0);
    if (area < least_area_mm2) return nowhere;
    std::sort(hair.begin(), hair.end(),
              [](const ScalpPlace& a, const ScalpPlace& b) { return a.chart.polar_rad > b.chart.polar_rad; });
    double below = 0.0;
    for (const ScalpPlace& place : hair) {
        below += place.area_mm2;
        if (below >= stray_share * area)
            return place.chart.polar_rad >= rim_begins_rad ? place.chart.polar_rad : nowhere;
    }
    return nowhere;
}

}  // namespace

int OwnHairEdge::bin_of(double azimuth_rad) {
    const int bin = static_cast<int>(std::floor((azimuth_rad + pi) / (2.0 * pi) * bins));
    return (bin % bins + bins) % bins;
}

OwnHairEdge::OwnHairEdge(const std::vector<ScalpPlace>& hair, const std::vector<ScalpPlace>& open) {
    const auto by_bin = [](const std::vector<ScalpPlace>& places) {
        std::array<std::vector<ScalpPlace>, bins> in_bin;
        for (const ScalpPlace& place : places)
            in_bin[static_cast<std::size_t>(bin_of(place.chart.azimuth_rad))].push_back(place);
        return in_bin;
    };
    auto hair_in = by_bin(hair);
    const auto open_in = by_bin(open);
    std::array<double, bins> seen{};
    double rim_mm2 = 0.0, open_below_mm2 = 0.0;
    for (std::size_t i = 0; i < bins; ++i) {
        seen[i] = lower_end_rad(hair_in[i]);
        if (seen[i] == nowhere) continue;
        rim_mm2 += area_below(hair_in[i], 0.0);
        open_below_mm2 += area_below(open_in[i], seen[i]);
    }
    if (open_below_mm2 > rim_mm2) seen.fill(nowhere);
    for (int i = 0; i < bins; ++i) {
        double& edge = polar_rad_[static_cast<std::size_t>(i)] = seen[static_cast<std::size_t>(i)];
        for (int k = 1; k <= bins / 2 && edge == nowhere; ++k) {
            const double nearest = std::min(seen[static_cast<std::size_t>((i + k) % bins)],
                                            seen[static_cast<std::size_t>((i - k + bins) % bins)]);
            if (nearest < nowhere)
                edge = nearest + std::max(0.0, k * 2.0 * pi / bins - level_beyond_hair_rad);
        }
    }
}

double OwnHairEdge::share_above(const core::ScalpChart& chart) const {
    const double position = (chart.azimuth_rad + pi) / (2.0 * pi) * bins - 0.5;
    const double t = position - std::floor(position);
    const auto edge_rad = [&](int bin) {
        return polar_rad_[static_cast<std::size_t>((bin % bins + bins) % bins)];
    };
    const int before = static_cast<int>(std::floor(position));
    const double edge = (1.0 - t) * edge_rad(before) + t * edge_rad(before + 1);
    return std::clamp((edge - chart.polar_rad) / feather_rad, 0.0, 1.0);
}

}  // namespace stubble::design
