#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "bench/bench.h"
#include "bench/drawn_scenes.h"
#include "bench/rivals.h"
#include "bench/timing.h"

namespace stubble::bench {
namespace {

constexpr std::uint64_t seed = 1;

core::ScaledField with_a_dab(core::ScaledField density) {
    core::Field& values = density.values;
    for (int y = values.height() / 3; y < values.height() / 2; ++y)
        for (int x = values.width() / 3; x < values.width() / 2; ++x) values.at(x, y) += 30.0f;
    return density;
}

// Dots that a raised density has moved, and dots that it has taken away.
struct Disturbed {
    int moved = 0, removed = 0;
};

Disturbed disturbed(const stipple::Dots& before, const stipple::Dots& after) {
    std::map<std::uint32_t, glm::vec2> places;
    for (const stipple::Dot& dot : after) places[dot.index] = dot.centre_px;
    Disturbed result;
    for (const stipple::Dot& dot : before) {
        const auto same = places.find(dot.index);
        result.removed += same == places.end();
        result.moved += same != places.end() && same->second != dot.centre_px;
    }
    return result;
}

std::string thousands(std::size_t count) {
    return std::to_string((count + 500) / 1000) + "k";
}

}  // namespace

std::vector<Measurement> select_speed(const session::Derived& d) {
    const stipple::Population& population = stipple::standard_population();
    const FlatScalp flat = flat_scalp(population);
    const stipple::Dots dots = stipple::select(flat.placed, flat.graded, seed);
    const double select_ms = least_cpu_ms([&] { stipple::select(flat.placed, flat.graded, seed); }, 15);
    const double per_100k = 1e5 / static_cast<double>(std::max<std::size_t>(dots.size(), 1));
    std::size_t thrown = 1;
    const double distance = dart_distance(1.0, dots.size());
    const double darts_ms = least_cpu_ms([&] { thrown = throw_darts(1.0, distance, seed).size(); }, 3);
    const double darts_100k = darts_ms * 1e5 / static_cast<double>(thrown);
    const double place_ms =
        least_cpu_ms([&] { stipple::place(population, d.scalp->frame, d.scalp->photo_size); });
    const double arrange_ms = least_cpu_ms([&] { stipple::arranged(population, stipple::Arrangement{}); }, 3);
    const Disturbed by_dab = disturbed(dots, stipple::select(flat.placed, with_a_dab(flat.graded), seed));
    return {{"select 100k dots of " + thousands(flat.placed.size()) + " candidates", select_ms * per_100k,
             "ms", "dart throwing", select_ms * per_100k / darts_100k},
            {"place " + thousands(population.positions_mm.size()) + " candidates, once a photo", place_ms,
             "ms", "dart throwing of 100k", place_ms / darts_100k},
            {"arrange " + thousands(population.positions_mm.size()) + " candidates in units, once a program",
             arrange_ms, "ms", "dart throwing of 100k", arrange_ms / darts_100k},
            {"dots moved by a denser dab", static_cast<double>(by_dab.moved), "dots",
             "throwing darts anew, all of them", by_dab.moved / static_cast<double>(dots.size())},
            {"dots removed by a denser dab", static_cast<double>(by_dab.removed), "dots",
             "throwing darts anew, all of them", by_dab.removed / static_cast<double>(dots.size())}};
}

}  // namespace stubble::bench
