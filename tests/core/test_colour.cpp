#include "core/colour.h"

#include <cmath>

#include "support/catch.h"

using namespace stubble::core;

TEST_CASE("every 8-bit sRGB code survives the way to linear light and back") {
    for (int v = 0; v < 256; ++v)
        REQUIRE(srgb8_from_linear(linear_from_srgb8(static_cast<std::uint8_t>(v))) == v);
}

TEST_CASE("encoding rounds to the nearest code") {
    for (int i = 0; i <= 20000; ++i) {
        const float linear = static_cast<float>(i) / 20000.0f;
        const double exact = srgb_from_linear(static_cast<double>(linear)) * 255.0;
        REQUIRE(std::abs(srgb8_from_linear(linear) - exact) <= 0.5001);
    }
    REQUIRE(srgb8_from_linear(std::nanf("")) == 0);
    REQUIRE(srgb8_from_linear(-1.0f) == 0);
    REQUIRE(srgb8_from_linear(7.0f) == 255);
}

TEST_CASE("CIEDE2000 gives the published values of Sharma, Wu and Dalal") {
    struct Row {
        Lab p, q;
        double expected;
    };
    const Row rows[] = {{{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
                        {{50, -1, 2}, {50, 0, 0}, 2.3669},
                        {{50, 2.49, -0.001}, {50, -2.49, 0.0011}, 7.2195},
                        {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
                        {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
                        {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082}};
    for (const Row& row : rows) REQUIRE(delta_e_2000(row.p, row.q) == Approx(row.expected).margin(1e-4));
}

TEST_CASE("Lab of white and of the primary red") {
    const Lab white = lab_from_linear(LinearRgb(1.0f));
    REQUIRE(white.L == Approx(100.0).margin(0.01));
    REQUIRE(std::hypot(white.a, white.b) < 0.02);
    const Lab red = lab_from_linear({1.0f, 0.0f, 0.0f});
    REQUIRE(red.L == Approx(53.24).margin(0.01));
    REQUIRE(red.a == Approx(80.09).margin(0.02));
    REQUIRE(red.b == Approx(67.20).margin(0.02));
}
