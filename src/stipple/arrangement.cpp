#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <glm/geometric.hpp>
#include <mutex>

#include "core/random.h"
#include "core/recent.h"
#include "core/require.h"
#include "stipple/joining.h"
#include "stipple/parallel.h"
#include "stipple/population_file.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// Displacement of a dot, standard deviation along an axis, at a naturalness of 1: at one half it is 0.1 to
// 0.2 spacings from 45 to 180 dots per cm2, which takes the printed look away (methods.md 1).
constexpr double full_jitter_mm = 0.30;
// Units are complete from this naturalness on; below, their dots are still on the way.
constexpr double units_complete = 0.5;
// Of a unit's dots against their distance, standard deviation, default: never quite regular.
constexpr double unit_shake = 0.2;

// Distance of a further dot of a unit from the first, default: near enough to be seen as one group, far
// enough to be seen as several dots.
double apart_mm(Units units) {
    return units == Units::coarse ? 0.46 : 0.40;
}

// Numbers of one dot.
class Draws {
 public:
    Draws(std::uint64_t seed, std::size_t dot) : seed_(seed), next_(8 * static_cast<std::uint64_t>(dot)) {}
    // Nearly normal, mean 0, variance 1: the sum of four, without a logarithm, which differs between
    // processors.
    double normal() {
        const std::uint64_t bits = core::random_bits(seed_, next_++);
        const auto part = [bits](int i) { return static_cast<double>((bits >> (16 * i)) & 0xffff); };
        return (part(0) + part(1) + part(2) + part(3) - 2.0 * 65535.0) * (std::sqrt(3.0) / 65536.0);
    }

 private:
    std::uint64_t seed_, next_;
};

// Beside the head's surface by less than it matters.
glm::dvec3 jittered(const core::HeadPoint& at, double sigma_mm, Draws& draws) {
    const glm::dvec3 normal = core::HeadShape{}.normal(at);
    const glm::dvec3 right = core::tangent(normal);
    const double x = sigma_mm * draws.normal(), y = sigma_mm * draws.normal();
    return at + x * right + y * glm::cross(normal, right);
}

// On the way from a dot's own place to one beside the first dot of its unit.
glm::dvec3 drawn_to(const glm::dvec3& first, const glm::dvec3& own, double apart, double share) {
    const glm::dvec3 away = own - first;
    const double distance = glm::length(away);
    if (distance < 1e-6) return own;
    return first + away * ((distance + share * (apart - distance)) / distance);
}

Population moved(const Population& population, const std::vector<std::uint32_t>& firsts,
                 const Arrangement& arrangement) {
    const double n = arrangement.naturalness;
    const double share = std::min(n / units_complete, 1.0), apart = apart_mm(arrangement.units);
    Population result = population;
    in_blocks(firsts.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t first = firsts[i];
            // A unit is moved as a whole, as its first dot is.
            Draws unit_draws(population.seed, first), draws(population.seed + 1, i);
            glm::dvec3 at(population.positions_mm[i]);
            if (first != i)
                at = drawn_to(glm::dvec3(population.positions_mm[first]), at,
                              apart * (1.0 + unit_shake * draws.normal()), share);
            at = jittered(at, full_jitter_mm * n, unit_draws);
            result.positions_mm[i] = stored(core::HeadShape{}.surface_point(at));
        }
    });
    return result;
}

// Those of the standard population, each style's worked out once: they cost more than all else.
const std::vector<std::uint32_t>& standard_firsts(Units units) {
    static std::array<std::once_flag, 4> done;
    static std::array<std::vector<std::uint32_t>, 4> firsts;
    const auto style = static_cast<std::size_t>(units);
    std::call_once(done[style], [&] { firsts[style] = firsts_of_units(standard_population(), units); });
    return firsts[style];
}

void check(const Arrangement& arrangement) {
    core::require(arrangement.naturalness >= 0.0 && arrangement.naturalness <= 1.0, "naturalness is a share");
}

}  // namespace

Population arranged(const Population& population, const Arrangement& arrangement) {
    check(arrangement);
    if (arrangement.naturalness == 0.0) return population;
    return moved(population, firsts_of_units(population, arrangement.units), arrangement);
}

std::shared_ptr<const Population> standard_arranged(const Arrangement& arrangement) {
    check(arrangement);
    if (arrangement.naturalness == 0.0) return {std::shared_ptr<void>(), &standard_population()};
    constexpr std::size_t kept =
        2;  // a picture after the other has the same, or one that is compared with it
    static core::Recent<Arrangement, Population, kept> recent;
    return recent.get(arrangement, [](const Arrangement& a) {
        return moved(standard_population(), standard_firsts(a.units), a);
    });
}

}  // namespace stubble::stipple
