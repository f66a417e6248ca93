#include <array>

#include "bench/bench.h"
#include "bench/rivals.h"
#include "core/region.h"
#include "photo/photo.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("darts fill the square as densely as random packing does") {
    const auto points = bench::throw_darts(1.0, 0.02, 1);
    CHECK(points.size() == Approx(0.625 / (0.02 * 0.02)).epsilon(0.04));
    CHECK(bench::dart_distance(1.0, points.size()) == Approx(0.02).epsilon(0.02));
}

TEST_CASE("a supersampled dot covers its ellipse") {
    stipple::Dot dot;
    dot.centre_px = {20.3f, 19.6f};
    dot.px_per_mm = glm::mat2(8.0f, 0.0f, 0.0f, 5.0f);
    const core::Field drawn = bench::supersampled_dots({dot}, 1.0, {40, 40});
    double area = 0;
    for (int y = 0; y < 40; ++y)
        for (const float value : drawn.row(y)) area += double(value);
    CHECK(area == Approx(0.25 * 3.14159 * 8 * 5).epsilon(0.05));
}

TEST_CASE("a circle covers its disc at any place between pixels") {
    for (const float phase : {0.0f, 0.3f, 0.7f}) {
        stipple::Dot dot;
        dot.centre_px = {20.0f + phase, 19.5f};
        dot.px_per_mm = glm::mat2(8.0f);
        const core::Field drawn = bench::circle_dots({dot}, 1.0, {40, 40});
        double area = 0, x_sum = 0;
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 40; ++x)
                area += double(drawn.at(x, y)), x_sum += (x + 0.5) * double(drawn.at(x, y));
        // OpenCV's soft edge lies outside the circle.
        CHECK(area == Approx(0.25 * 3.14159 * 64).epsilon(0.35));
        CHECK(x_sum / area == Approx(double(dot.centre_px.x)).margin(0.15));
    }
}

TEST_CASE("the drawn photo has 12 megapixels") {
    CHECK(bench::drawn_photo().pixel_count() == 12'000'000);
}

TEST_CASE("the plain reading finds a head, the same every time") {
    const auto photo =
        photo::load_photo(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg").pixels;
    const bench::PlainReading reading = bench::plain_reading(photo);
    REQUIRE(reading.regions.size() == photo.size());
    std::array<int, core::region_names.size()> pixels{};
    for (int y = 0; y < photo.height(); ++y)
        for (const auto label : reading.regions.row(y)) ++pixels.at(label);
    const auto all = static_cast<double>(photo.pixel_count());
    CHECK(pixels[0] > 0.2 * all);
    CHECK(pixels[0] < 0.9 * all);
    CHECK(pixels[2] > 0.01 * all);
    CHECK(reading.regions.at(photo.width() / 2, photo.height() / 2) != 0);
    CHECK(reading.regions.at(2, 2) == 0);
    CHECK(reading.frame.hit({photo.width() / 2.0, photo.height() / 2.0}));
    CHECK(bench::plain_reading(photo).regions == reading.regions);
}
