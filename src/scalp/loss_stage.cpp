#include "scalp/loss_stage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/region.h"

namespace stubble::scalp {
namespace {

// Part of the scalp on the flat chart: x to either side, y to the back, mm from the vertex of an average
// head.
struct Zone {
    double x_from, x_to, y_from, y_to;

    bool holds(double x, double y) const { return x >= x_from && x < x_to && y >= y_from && y < y_to; }
    // Both sides.
    double area_mm2() const { return 2.0 * (x_to - x_from) * (y_to - y_from); }
};

enum ZoneName { temples, forelock, mid_scalp, bridge, crown, upper_sides, lower_sides, zone_count };

constexpr std::array<Zone, zone_count> zones = {{{36, 60, -85, -55},
                                                 {0, 18, -90, -65},
                                                 {0, 30, -50, -12},
                                                 {0, 30, -5, 20},
                                                 {0, 28, 32, 70},
                                                 {57, 68, -40, 40},
                                                 {70, 80, -60, 30}}};

using Bareness = std::array<double, zone_count>;  // 0 full hair, 1 bald

struct Stage {
    const char* name;
    Bareness bare;
};

// Typical bareness by the descriptions in domain.md 5.4; temples as far as they are seen bare on rendered
// heads of III, where hair falls over the corners; V, VI and VII as on rendered heads.
constexpr std::array<Stage, 8> stages = {{{"I", {0.05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}},
                                          {"II", {0.3, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0}},
                                          {"III", {0.65, 0.15, 0.05, 0.0, 0.1, 0.0, 0.0}},
                                          {"III vertex", {0.65, 0.15, 0.1, 0.1, 0.75, 0.0, 0.0}},
                                          {"IV", {0.8, 0.5, 0.45, 0.15, 0.85, 0.05, 0.0}},
                                          {"V", {0.9, 0.8, 0.95, 0.6, 0.9, 0.2, 0.0}},
                                          {"VI", {1.0, 1.0, 1.0, 1.0, 1.0, 0.75, 0.25}},
                                          {"VII", {1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.8}}}};

struct Seen {
    Bareness bare{};
    std::array<bool, zone_count> in_view{};
    int count = 0;
};

// nullopt: not scalp. A bare forehead may be taken for face, and is then seen as a bare front.
std::optional<double> bareness_at(const Scalp& scalp, int x, int y, std::size_t zone) {
    switch (static_cast<core::Region>(scalp.regions.at(x, y))) {
        case core::Region::bald:
            return 1.0;
        case core::Region::thinning:
            return 1.0 - static_cast<double>(scalp.hair_cover.at(x, y));
        case core::Region::hair:
            return 0.0;
        case core::Region::skin:
            if (zone == temples || zone == forelock) return 1.0;
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

Seen look_at_zones(const Scalp& scalp, const Surface& surface) {
    Seen seen;
    std::array<double, zone_count> area{}, bare{};
    constexpr double radius_mm = 92.0;
    const double by = surface.resized_by(scalp.frame);
    const core::HeadShape average, &own = scalp.frame.shape;
    const glm::dvec3 to_average =
        by * glm::dvec3(average.half_breadth_mm / own.half_breadth_mm,
                        average.half_length_mm / own.half_length_mm, average.up_mm / own.up_mm);
    for (int y = 0; y < scalp.regions.height(); y += 3)
        for (int x = 0; x < scalp.regions.width(); x += 3) {
            const cv::Point at(x, y);
            if (scalp.regions.at(x, y) == 0 || surface.cos_view.at<float>(at) < 0.25f) continue;
            const core::ScalpChart chart = core::chart_of(to_average * surface.place(at));
            const double u = std::abs(radius_mm * chart.polar_rad * std::sin(chart.azimuth_rad)),
                         v = -radius_mm * chart.polar_rad * std::cos(chart.azimuth_rad);
            const double here_mm2 = 900.0 * by * by * static_cast<double>(surface.area_cm2.at<float>(at));
            for (std::size_t z = 0; z < zone_count; ++z) {
                if (!zones[z].holds(u, v)) continue;
                if (const auto bareness = bareness_at(scalp, x, y, z))
                    area[z] += here_mm2, bare[z] += here_mm2 * *bareness;
            }
        }
    for (std::size_t z = 0; z < zone_count; ++z) {
        seen.in_view[z] = area[z] > 0.25 * zones[z].area_mm2();  // half of one side
        if (seen.in_view[z]) seen.bare[z] = bare[z] / area[z], ++seen.count;
    }
    return seen;
}

// Posterior of each stage, all equally likely beforehand, by the zones in view.
std::array<double, stages.size()> posterior(const Seen& seen) {
    constexpr double sigma = 0.25;  // default: people differ, and the regions are not exact
    std::array<double, stages.size()> share{};
    double sum = 0.0;
    for (std::size_t s = 0; s < stages.size(); ++s) {
        double squares = 0.0;
        for (std::size_t z = 0; z < zone_count; ++z)
            if (seen.in_view[z]) {
                const double off = (seen.bare[z] - stages[s].bare[z]) / sigma;
                squares += std::min(off * off, 9.0);
            }
        sum += share[s] = std::exp(-0.5 * squares);
    }
    for (double& s : share) s /= sum;
    return share;
}

// Ludwig: the front stays, and hair thins behind it (domain.md 5.4). Defaults.
std::optional<LossStage> ludwig(const Scalp& scalp, const Seen& seen) {
    if (scalp.hair.length < HairLength::medium || !seen.in_view[mid_scalp] || !seen.in_view[forelock])
        return std::nullopt;
    const double thin = seen.bare[mid_scalp];
    if (thin < 0.15 || seen.bare[forelock] > 0.5 * thin) return std::nullopt;
    const char* stage = thin < 0.35 ? "I" : thin < 0.7 ? "II" : "III";
    return LossStage{"Ludwig", stage, false, 0.5 * scalp.head_finding.confidence};
}

}  // namespace

std::optional<LossStage> suggest_loss_stage(const Scalp& scalp, const Surface& surface) {
    const Seen seen = look_at_zones(scalp, surface);
    if (seen.count < 2) return std::nullopt;
    if (const auto female = ludwig(scalp, seen)) return female;
    const auto share = posterior(seen);
    const double most = *std::max_element(share.begin(), share.end());
    // The lowest stage that is about as likely as the likeliest; higher ones may hide behind the head.
    constexpr double about_as_likely = 0.4;
    std::size_t lowest = 0;
    while (share[lowest] < about_as_likely * most) ++lowest;
    double as_likely = 0.0;
    for (std::size_t s = lowest; s < stages.size(); ++s)
        if (share[s] >= about_as_likely * most) as_likely += share[s];
    const bool at_least = as_likely > 1.5 * share[lowest];
    return LossStage{"Norwood", stages[lowest].name, at_least, as_likely * scalp.head_finding.confidence};
}

}  // namespace stubble::scalp
