// The figures of the reading on heads whose truth is known. Those tagged `photos` need ../shared.
#include <algorithm>
#include <cstdlib>
#include <span>

#include "bench/bench.h"
#include "bench/floors.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// Every n-th photo of `masks`: some fifty seconds; STUBBLE_PHOTOS_EVERY=1 reads all.
int photos_step() {
    const char* wanted = std::getenv("STUBBLE_PHOTOS_EVERY");
    return wanted ? std::max(1, std::atoi(wanted)) : 12;
}

// Of the floors only those whose set was there are held.
void check(const std::vector<bench::Measurement>& figures, std::span<const test::Floor> floors) {
    for (const bench::Measurement& figure : figures) {
        const auto floor = std::find_if(floors.begin(), floors.end(),
                                        [&](const test::Floor& f) { return figure.name == f.name; });
        CAPTURE(figure.name, figure.value);
        REQUIRE(floor != floors.end());
        if (floor->large_is_good)
            CHECK(figure.value >= floor->worst);
        else
            CHECK(figure.value <= floor->worst);
    }
}

void print(const std::vector<bench::Measurement>& figures) {
    for (const bench::Measurement& f : figures)
        std::printf("%-38s %8.4f %-6s %6.3f x %s\n", f.name.c_str(), f.value, f.unit.c_str(), f.ratio,
                    f.baseline.c_str());
}

}  // namespace

TEST_CASE("the samples are read as well as ever, and better than plainly") {
    const auto figures = bench::reading_accuracy({STUBBLE_SAMPLES_DIR, "", ""}, 1, [](const std::string&) {});
    print(figures);
    CHECK(figures.size() == std::size(test::sample_floors));
    check(figures, test::sample_floors);
    CHECK(figures.at(0).ratio > 1.0);
}

TEST_CASE("photos and rendered heads are read as well as ever", "[.photos]") {
    const std::string shared = STUBBLE_SHARED_DIR;
    const auto figures =
        bench::reading_accuracy({"", shared + "/photos", shared + "/synth/dev"}, photos_step(),
                                [](const std::string& line) { std::puts(line.c_str()); });
    if (figures.empty()) {
        std::puts("skipped: there are no photos to measure on");
        return;
    }
    print(figures);
    check(figures, test::photo_floors);
}
