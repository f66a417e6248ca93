#include <algorithm>
#include <cmath>

#include "core/require.h"
#include "stipple/crowding.h"
#include "stipple/population_file.h"
#include "stipple/scalp_domain.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// Points strewn for each one kept.
constexpr double oversampling = 3.0;
// Points at the edge of the strewn area lie too dense; the scalp ends this far inside.
constexpr double margin_mm = 12.0;

}  // namespace

Population build_population(std::size_t count, std::uint64_t seed) {
    core::require(count > 0, "a population has candidates");
    Population population;
    population.seed = seed;
    population.area_cm2 = scalp_area_cm2();
    const double area_mm2 = scalp_area_cm2(margin_mm) * 100.0;
    // A hundredth more than wanted, for the share that falls into the margin varies a little.
    const double wanted = 1.01 * static_cast<double>(count) * area_mm2 / (population.area_cm2 * 100.0);
    const auto kept = static_cast<std::size_t>(wanted) + 8;
    const auto strewn = static_cast<std::size_t>(oversampling * static_cast<double>(kept));
    std::vector<glm::dvec3> points = strew(strewn, seed, margin_mm);
    for (std::uint32_t i : eliminate(points, kept, reach_mm(kept, area_mm2))) points[i].z = NAN;
    std::erase_if(points, [](const glm::dvec3& p) { return std::isnan(p.z); });
    for (const glm::dvec3& p : ranked(std::move(points), area_mm2))
        if (on_scalp(p) && population.positions_mm.size() < count)
            population.positions_mm.push_back(stored(p));
    core::require(population.positions_mm.size() == count, "enough candidates lie on the scalp");
    return population;
}

}  // namespace stubble::stipple
