// How even the dots lie: the measures of methods.md 1 on the head, beside dart throwing in the plane.
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "bench/bench.h"
#include "bench/rivals.h"
#include "core/random.h"
#include "stipple/pattern_metrics.h"

namespace stubble::bench {
namespace {

using stipple::Patch;
using stipple::Points;

constexpr double rival_side_mm = 44.0, rival_per_mm2 = 0.75;

struct Figures {
    double d01 = 0.0, low = 0.0, ring = 0.0, peak = 0.0;
};

double widest_mm(double per_mm2) {
    return std::sqrt(2.0 / (std::sqrt(3.0) * per_mm2));
}

Figures figures_of(const Points& points, const std::vector<Patch>& patches, double per_mm2) {
    std::vector<double> distances;
    for (const Patch& patch : patches) {
        const auto some = stipple::nearest_distances(points, patch, per_mm2);
        distances.insert(distances.end(), some.begin(), some.end());
    }
    std::sort(distances.begin(), distances.end());
    const auto power = stipple::periodogram(points, patches);
    return {distances.empty() ? 0.0 : distances[distances.size() / 100], power.low, power.ring_peak,
            power.peak};
}

// Where patches lie, each polar angle and azimuth in degrees.
struct Place {
    const char* name;
    std::vector<glm::dvec2> directions_deg;
    std::vector<Patch> patches(double side_mm, std::size_t count) const {
        std::vector<Patch> all;
        for (std::size_t i = 0; i < std::min(count, directions_deg.size()); ++i)
            all.push_back(stipple::patch_at(directions_deg[i].x, directions_deg[i].y, side_mm));
        return all;
    }
};

const std::vector<Place>& places() {
    static const std::vector<Place> both = {
        {"vertex", {{0, 0}, {30, 90}, {30, 270}, {30, 30}, {30, 150}, {30, 210}, {30, 330}}},
        {"60 deg off",
         {{60, 54}, {60, 162}, {60, 270}, {60, 90}, {60, 126}, {60, 198}, {60, 234}, {60, 306}}}};
    return both;
}

struct Fanos {
    double of_16 = 0.0, of_64 = 0.0;
};

// From 10 to 80 % of the full density across a patch.
double ramp_share(const Patch& patch, const glm::dvec3& p) {
    const double t = glm::dot(p - patch.centre, patch.right) / patch.side_mm + 0.5;
    return 0.1 + 0.7 * std::clamp(t, 0.0, 1.0);
}

// `threshold(i)`: from which share of the full density a point is shown. Mean of several draws of windows:
// one draw errs by a tenth.
template <class Threshold>
Fanos on_ramp(const Points& all, const std::vector<Patch>& patches, double full_per_mm2,
              const Threshold& threshold) {
    constexpr int draws = 3;
    Fanos result;
    const double share = 1.0 / (draws * static_cast<double>(patches.size()));
    for (const Patch& patch : patches) {
        Points shown;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (glm::distance(all[i], patch.centre) < patch.side_mm &&
                threshold(i) < ramp_share(patch, all[i]))
                shown.push_back(all[i]);
        const auto wanted = [&](const glm::dvec3& p) { return full_per_mm2 * ramp_share(patch, p); };
        for (std::uint64_t draw = 0; draw < draws; ++draw) {
            result.of_16 += share * stipple::fano(shown, {&patch, 1}, 16, wanted, 7 + 100 * draw);
            result.of_64 += share * stipple::fano(shown, {&patch, 1}, 64, wanted, 8 + 100 * draw);
        }
    }
    return result;
}

struct Rival {
    Figures figures;
    double closest = 0.0;
    Fanos ramp;
};

Rival rival() {
    const double side = rival_side_mm;
    const auto count = static_cast<std::size_t>(rival_per_mm2 * side * side);
    Points points;
    for (const glm::dvec2& p : throw_darts(side, dart_distance(side, count), 1)) points.push_back({p, 0.0});
    const double per_mm2 = static_cast<double>(points.size()) / (side * side);
    const std::vector<Patch> patch = {stipple::flat_patch(side)};
    Rival r;
    r.figures = figures_of(points, patch, per_mm2);
    r.closest = stipple::closest_pair(points, widest_mm(per_mm2)) / widest_mm(per_mm2);
    // A plain program thins darts by chance.
    r.ramp = on_ramp(points, patch, per_mm2,
                     [](std::size_t i) { return static_cast<double>(core::random_unit(5, i)); });
    return r;
}

Measurement against(double rival_value, const std::string& name, double value, const char* unit) {
    return {name, value, unit, "dart throwing", value / rival_value};
}

// Ten prefixes, each the worse of both places.
void add_prefixes(const stipple::Population& population, const std::string& name, const Rival& r,
                  std::vector<Measurement>& all) {
    const double full = population.max_density_per_cm2() / 100.0;
    for (int percent = 10; percent <= 100; percent += 10) {
        const std::size_t count = population.positions_mm.size() * static_cast<std::size_t>(percent) / 100;
        const Points points(population.positions_mm.begin(),
                            population.positions_mm.begin() + static_cast<std::ptrdiff_t>(count));
        const double per_mm2 = full * percent / 100.0, widest = widest_mm(per_mm2);
        const double side_mm = percent < 30 ? 44.0 : 28.0;  // enough points, and no more
        const std::string what = name + ", " + std::to_string(percent) + " %";
        all.push_back(against(r.closest, what + ": closest pair",
                              stipple::closest_pair(points, widest) / widest, "widest"));
        for (const Place& place : places()) {
            const Figures f = figures_of(points, place.patches(side_mm, 3), per_mm2);
            const std::string where = what + ", " + place.name;
            all.push_back(against(r.figures.d01, where + ": d01", f.d01, "widest"));
            all.push_back(against(r.figures.low, where + ": low", f.low, "white"));
            all.push_back(against(r.figures.ring, where + ": peak", f.ring, "white"));
        }
    }
}

}  // namespace

std::vector<Measurement> pattern_figures(const stipple::Population& population, const std::string& name) {
    std::vector<Measurement> all;
    const Rival r = rival();
    add_prefixes(population, name, r, all);
    const Points points(population.positions_mm.begin(), population.positions_mm.end());
    const double count = static_cast<double>(points.size());
    for (const Place& place : places()) {
        const Fanos f = on_ramp(points, place.patches(44.0, 8), population.max_density_per_cm2() / 100.0,
                                [&](std::size_t i) { return (static_cast<double>(i) + 0.5) / count; });
        const std::string where = name + ", ramp, " + place.name;
        all.push_back(against(r.ramp.of_16, where + ": fano16", f.of_16, "white"));
        all.push_back(against(r.ramp.of_64, where + ": fano64", f.of_64, "white"));
    }
    return all;
}

}  // namespace stubble::bench
