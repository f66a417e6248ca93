#include <algorithm>

#include "core/require.h"
#include "stipple/crowding.h"
#include "stipple/population_file.h"
#include "stipple/relaxation.h"
#include "stipple/scalp_domain.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// Defaults: more changes the measures of methods.md 1 little.
constexpr double strewn_for_each_kept = 3.0;
constexpr int rounds_before_ranking = 40, rounds_after_ranking = 400;
// Points crowd along the edge of the strewn area; the scalp ends this far inside it.
constexpr double margin_mm = 12.0;

// Evenly spread points on the scalp and its margin.
std::vector<glm::dvec3> spread(std::size_t count, double area_mm2, std::uint64_t seed) {
    const auto strewn = static_cast<std::size_t>(strewn_for_each_kept * static_cast<double>(count));
    const std::vector<glm::dvec3> candidates = strew(strewn, seed, margin_mm);
    std::vector<bool> removed(strewn);
    for (std::uint32_t i : eliminate(candidates, count, reach_mm(count, area_mm2))) removed[i] = true;
    std::vector<glm::dvec3> points;
    for (std::size_t i = 0; i < strewn; ++i)
        if (!removed[i]) points.push_back(candidates[i]);
    even_out(points, area_mm2, margin_mm, rounds_before_ranking);
    return points;
}

}  // namespace

Population build_population(std::size_t count, std::uint64_t seed) {
    core::require(count >= 100, "a population has at least 100 candidates");
    Population population;
    population.seed = seed;
    population.area_cm2 = scalp_area_cm2();
    const double area_mm2 = scalp_area_cm2(margin_mm) * 100.0;
    // More than wanted, for the share that falls into the margin varies a little.
    const double wanted = 1.01 * static_cast<double>(count) + 50.0;
    const auto total = static_cast<std::size_t>(wanted * area_mm2 / (population.area_cm2 * 100.0));
    std::vector<glm::dvec3> points = ranked(spread(total, area_mm2, seed), area_mm2);
    even_out_prefixes(points, area_mm2, margin_mm, rounds_after_ranking, seed);
    for (const glm::dvec3& p : points)
        if (on_scalp(p) && population.positions_mm.size() < count)
            population.positions_mm.push_back(stored(p));
    core::require(population.positions_mm.size() == count, "enough candidates lie on the scalp");
    return population;
}

}  // namespace stubble::stipple
