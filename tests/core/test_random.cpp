#include "core/random.h"

#include <cmath>

#include "core/image.h"
#include "core/spline.h"
#include "support/catch.h"

using namespace stubble::core;

TEST_CASE("random numbers depend on seed and index alone and are uniform") {
    REQUIRE(random_bits(7, 123) == random_bits(7, 123));
    REQUIRE(random_bits(7, 123) != random_bits(8, 123));
    double sum = 0, squares = 0;
    const int n = 100000;
    for (int i = 0; i < n; ++i) {
        const double u = random_unit(42, static_cast<std::uint64_t>(i));
        REQUIRE(u >= 0.0);
        REQUIRE(u < 1.0);
        sum += u;
        squares += u * u;
    }
    REQUIRE(sum / n == Approx(0.5).margin(0.004));
    REQUIRE(squares / n == Approx(1.0 / 3.0).margin(0.004));
}

TEST_CASE("normal quantiles match the table") {
    REQUIRE(normal_quantile(0.5) == Approx(0.0).margin(1e-9));
    REQUIRE(normal_quantile(0.975) == Approx(1.959963985).epsilon(1e-8));
    REQUIRE(normal_quantile(0.01) == Approx(-2.326347874).epsilon(1e-8));
    REQUIRE(std::isfinite(normal_quantile(0.0)));
}

TEST_CASE("a monotone spline passes its knots and never overshoots") {
    const MonotoneSpline spline({{0, 0}, {1, 1}, {2, 1}, {4, 5}});
    REQUIRE(spline(1.0) == Approx(1.0));
    REQUIRE(spline(1.5) == Approx(1.0));
    REQUIRE(spline(-3.0) == 0.0);
    REQUIRE(spline(9.0) == 5.0);
    for (double x = 0; x < 4; x += 0.01) REQUIRE(spline(x) <= spline(x + 0.01) + 1e-12);
}

TEST_CASE("bilinear samples meet pixel values at pixel centres and edges outside") {
    Field f(2, 2);
    f.at(0, 0) = 1;
    f.at(1, 0) = 3;
    f.at(0, 1) = 5;
    f.at(1, 1) = 7;
    REQUIRE(sample(f, 0.5f, 0.5f) == 1.0f);
    REQUIRE(sample(f, 1.0f, 1.0f) == 4.0f);
    REQUIRE(sample(f, -5.0f, 9.0f) == 5.0f);
    REQUIRE(sample(Field{}, 0, 0) == 0.0f);
}
