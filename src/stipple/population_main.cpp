// Rebuilds the follicle population: stubble-population FILE.
#include <cstdio>
#include <exception>

#include "stipple/stipple.h"

namespace {

// 250 candidates per cm2: denser than any treatment asks for (domain.md 10).
constexpr std::size_t candidates = 209'000;
constexpr std::uint64_t seed = 1;

}  // namespace

int main(int count, char** arguments) try {
    if (count != 2) {
        std::fputs("Usage: stubble-population FILE\n", stderr);
        return 2;
    }
    const auto population = stubble::stipple::build_population(candidates, seed);
    stubble::stipple::save_population(population, arguments[1]);
    std::printf("%zu candidates on %.1f cm2, %.1f per cm2\n", population.positions_mm.size(),
                population.area_cm2, population.max_density_per_cm2());
    return 0;
} catch (const std::exception& failure) {
    std::fprintf(stderr, "stubble-population: %s\n", failure.what());
    return 1;
}
