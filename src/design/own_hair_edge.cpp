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
constexpr double beyond_hair_rad = 20.0 * degree;  // the edge goes on so far beside the last hair seen

// Polar angle above which all but the stray share of the hair lies; `nowhere` without enough of it.
double lower_end_rad(std::vector<HairPlace>& hair) {
    double area = 0.0;
    for (const HairPlace& place : hair) area += place.area_mm2;
    if (area < least_area_mm2) return nowhere;
    std::sort(hair.begin(), hair.end(),
              [](const HairPlace& a, const HairPlace& b) { return a.chart.polar_rad > b.chart.polar_rad; });
    double below = 0.0;
    for (const HairPlace& place : hair) {
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

OwnHairEdge::OwnHairEdge(const std::vector<HairPlace>& hair) {
    std::array<std::vector<HairPlace>, bins> in_bin;
    for (const HairPlace& place : hair)
        in_bin[static_cast<std::size_t>(bin_of(place.chart.azimuth_rad))].push_back(place);
    std::array<double, bins> seen{};
    std::transform(in_bin.begin(), in_bin.end(), seen.begin(), lower_end_rad);
    // The nearest bin with an edge speaks for those without: an ear or the head's outline hides hair.
    const int reach = static_cast<int>(beyond_hair_rad / (2.0 * pi) * bins);
    for (int i = 0; i < bins; ++i) {
        double& edge = polar_rad_[static_cast<std::size_t>(i)] = seen[static_cast<std::size_t>(i)];
        for (int k = 1; k <= reach && edge == nowhere; ++k)
            edge = std::min(seen[static_cast<std::size_t>((i + k) % bins)],
                            seen[static_cast<std::size_t>((i - k + bins) % bins)]);
    }
}

double OwnHairEdge::share_above(const core::ScalpChart& chart) const {
    const double position = (chart.azimuth_rad + pi) / (2.0 * pi) * bins - 0.5;
    const double t = position - std::floor(position);
    const auto share = [&](int bin) {
        const double edge = polar_rad_[static_cast<std::size_t>((bin % bins + bins) % bins)];
        return std::clamp((edge - chart.polar_rad) / feather_rad, 0.0, 1.0);
    };
    const int before = static_cast<int>(std::floor(position));
    return (1.0 - t) * share(before) + t * share(before + 1);
}

}  // namespace stubble::design
