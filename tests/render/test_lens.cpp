#include <cmath>
#include <numbers>

#include "render/lens.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// What the camera's measure says of a slope between the two neighbours of a pixel.
double edge_sigma(double slope) {
    return std::sqrt(1.0 / (2.0 * std::numbers::pi * slope * slope) - 1.0 / 12.0);
}

double slope_under(double blur_px, double sharpening) {
    const auto half = [](double sigma) { return 0.5 * std::erf(1.0 / (sigma * std::numbers::sqrt2)); };
    return (1.0 + sharpening) * half(blur_px) - sharpening * half(std::sqrt(blur_px * blur_px + 1.0));
}

}  // namespace

TEST_CASE("the blur behind plain edges is found again") {
    for (const double blur : {0.55, 0.7, 1.0, 2.0, 5.0}) {
        const render::Lens lens = render::lens_behind_edges(edge_sigma(slope_under(blur, 0.0)), 0.1);
        REQUIRE(lens.blur_sigma_px == Approx(blur).epsilon(1e-3));
        REQUIRE(lens.sharpening == 0.0);
    }
}

TEST_CASE("edges steeper than a lens draws them are sharpened ones") {
    for (const double share : {0.1, 0.4, 0.75}) {
        const render::Lens lens = render::lens_behind_edges(edge_sigma(slope_under(0.47, share)), 0.1);
        REQUIRE(lens.blur_sigma_px == 0.47);
        REQUIRE(lens.sharpening == Approx(share).epsilon(1e-3));
    }
    REQUIRE(render::lens_behind_edges(0.3, 0.2).sharpening == 0.8);
}

TEST_CASE("without overshoot the blur is taken as it is") {
    REQUIRE(render::lens_behind_edges(0.7, 0.0).blur_sigma_px == 0.7);
    REQUIRE(render::lens_behind_edges(0.4, 0.0).sharpening == 0.0);
}
