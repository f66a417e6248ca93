#include <algorithm>
#include <cmath>
#include <glm/matrix.hpp>
#include <numbers>

#include "core/random.h"
#include "render/dot_levels.h"
#include "render/render.h"
#include "support/catch.h"

using namespace stubble;

namespace {

stipple::Dot dot_at(float x, float y, float px_per_mm) {
    stipple::Dot dot;
    dot.centre_px = {x, y};
    dot.px_per_mm = glm::mat2(px_per_mm);
    return dot;
}

pigment::DotOptics plain_optics(double diameter_mm) {
    pigment::DotOptics optics;
    optics.mean_diameter_mm = diameter_mm;
    optics.diameter_sigma_log = 0.0;
    optics.edge_softness_mm = 0.0;
    optics.shade_jitter = 0.0;
    return optics;
}

double sum(const core::Field& field) {
    double total = 0.0;
    for (int y = 0; y < field.height(); ++y)
        for (const float v : field.row(y)) total += static_cast<double>(v);
    return total;
}

}  // namespace

TEST_CASE("a dot's absorbing area is exact at any phase, size and blur") {
    for (const double blur : {0.3, 0.7, 2.0, 6.0})
        for (const double diameter_mm : {0.08, 0.15, 0.4, 1.5})
            for (std::uint64_t i = 0; i < 12; ++i) {
                render::Scene scene;
                scene.blur_sigma_px = blur;
                const float x = 60.0f + core::random_unit(1, i), y = 60.0f + core::random_unit(2, i);
                const auto a =
                    render::absorb({dot_at(x, y, 6.0f)}, plain_optics(diameter_mm), scene, {120, 120}, 6.0);
                const double expected = std::numbers::pi / 4.0 * std::pow(diameter_mm * 6.0, 2);
                REQUIRE(sum(a.crisp) == Approx(expected).epsilon(0.001));
            }
}

TEST_CASE("a dot's absorbing area is exact on a patch seen aslant") {
    for (const double blur : {0.3, 0.8, 1.5})
        for (std::uint64_t i = 0; i < 24; ++i) {
            render::Scene scene;
            scene.blur_sigma_px = blur;
            stipple::Dot dot = dot_at(60.0f + core::random_unit(1, i), 60.0f + core::random_unit(2, i), 9.0f);
            dot.px_per_mm[0] = {2.0f + 6.0f * core::random_unit(3, i), 4.0f * core::random_unit(4, i)};
            const auto a = render::absorb({dot}, plain_optics(0.2), scene, {120, 120}, 9.0);
            const double expected = std::numbers::pi / 4.0 * 0.04 *
                                    std::abs(static_cast<double>(glm::determinant(dot.px_per_mm)));
            REQUIRE(sum(a.crisp) == Approx(expected).epsilon(0.001));
        }
}

TEST_CASE("a session's dots have its ink and size, deeper ones are fainter") {
    pigment::DotOptics optics = plain_optics(0.2);
    optics.session_count = 2;
    optics.sessions[0] = {0.4, 0.8, 1.1};
    optics.sessions[1] = {1.0, 1.2, 0.9};
    optics.depth_sigma_log = 0.1;
    const render::DotLevels levels(optics);
    stipple::Dot first, last, deep;
    first.order = 0.2f, last.order = 0.7f;
    CHECK(levels.shade(first) < 0.9);
    CHECK(levels.shade(last) > 1.05);
    CHECK(levels.size(first).disc_variance_mm2 > 1.4 * levels.size(last).disc_variance_mm2);
    deep.depth_quantile = 0.9f;
    CHECK(levels.shade(deep) < 0.92 * levels.shade(stipple::Dot{}));
}

TEST_CASE("sizes and shades scatter as the look says") {
    pigment::DotOptics optics;
    optics.diameter_sigma_log = 0.2;
    optics.shade_jitter = 0.25;
    optics.edge_softness_mm = 0.0;
    const render::DotLevels levels(optics);
    double diameter = 0.0, square = 0.0, shade = 0.0;
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i) {
        stipple::Dot dot;
        dot.size_quantile = (static_cast<float>(i) + 0.5f) / count;
        dot.shade_quantile = dot.size_quantile;
        const double d = 4.0 * std::sqrt(levels.size(dot).disc_variance_mm2);
        diameter += d / count, square += d * d / count, shade += levels.shade(dot) / count;
        REQUIRE(levels.size(dot).absorbing_area_mm2 == Approx(std::numbers::pi / 4.0 * d * d));
    }
    REQUIRE(diameter == Approx(optics.mean_diameter_mm).epsilon(0.002));
    REQUIRE(square / (diameter * diameter) == Approx(std::exp(0.04)).epsilon(0.003));
    REQUIRE(shade == Approx(0.98).margin(0.03));
    stipple::Dot smallest, largest;
    smallest.size_quantile = smallest.shade_quantile = 0.0f;
    largest.size_quantile = largest.shade_quantile = 1.0f;
    REQUIRE(levels.size(smallest).pigment_area_mm2 < 0.5 * levels.size(largest).pigment_area_mm2);
    REQUIRE(levels.shade(smallest) < levels.shade(largest));
}

TEST_CASE("a large dot is full in the middle and its disc has the right width") {
    render::Scene scene;
    scene.blur_sigma_px = 0.5;
    const auto a =
        render::absorb({dot_at(100.0f, 100.0f, 40.0f)}, plain_optics(1.0), scene, {200, 200}, 40.0);
    const auto at = [&](int x, int y) { return a.crisp.at(x - a.bounds.x0, y - a.bounds.y0); };
    REQUIRE(at(100, 100) == Approx(1.0f).margin(0.03));
    REQUIRE(at(100 + 17, 100) > 0.9f);
    REQUIRE(at(100 + 22, 100) < 0.1f);
}

TEST_CASE("a soft edge widens a dot by as much as ink that thins out like a logistic") {
    pigment::DotOptics optics = plain_optics(0.2);
    optics.edge_softness_mm = 0.03;
    optics.transmittance = core::LinearRgb(0.36f);
    render::Scene scene;
    scene.blur_sigma_px = 0.5;
    const double px_per_mm = 40.0;
    const auto a = render::absorb({dot_at(60.5f, 60.5f, 40.0f)}, optics, scene, {121, 121}, px_per_mm);
    double drawn = 0.0, all = 0.0;
    for (int y = a.bounds.y0; y < a.bounds.y1; ++y)
        for (int x = a.bounds.x0; x < a.bounds.x1; ++x) {
            const auto light = static_cast<double>(a.crisp.at(x - a.bounds.x0, y - a.bounds.y0));
            drawn += light * (x - 60.0) * (x - 60.0), all += light;
        }
    double wanted = 0.0, caught = 0.0;
    const double radius_mm = 0.1, step_mm = 1e-4;
    const auto logistic = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
    for (double r = step_mm / 2; r < 1.6 * radius_mm; r += step_mm) {
        const double ink = logistic((radius_mm - r) / 0.03) / logistic(radius_mm / 0.03);
        const double light = (1.0 - std::pow(0.36, ink)) * r;
        wanted += light * r * r / 2.0, caught += light;
    }
    CHECK(drawn / all == Approx(wanted / caught * px_per_mm * px_per_mm + 0.25).epsilon(0.02));
}

TEST_CASE("a tilted patch draws an ellipse") {
    stipple::Dot dot = dot_at(50.0f, 50.0f, 20.0f);
    dot.px_per_mm[0] = {10.0f, 0.0f};  // foreshortened to half along x
    render::Scene scene;
    const auto a = render::absorb({dot}, plain_optics(1.0), scene, {100, 100}, 20.0);
    REQUIRE(sum(a.crisp) == Approx(std::numbers::pi / 4.0 * 200.0).epsilon(0.001));
    const auto at = [&](int x, int y) { return a.crisp.at(x - a.bounds.x0, y - a.bounds.y0); };
    REQUIRE(at(50, 57) > 0.8f);
    REQUIRE(at(57, 50) < 0.2f);
}

TEST_CASE("dots that hang over the photo's edge draw only inside") {
    const auto a = render::absorb({dot_at(0.2f, 0.2f, 8.0f), dot_at(-30.0f, 5.0f, 8.0f)}, plain_optics(0.3),
                                  render::Scene{}, {40, 30}, 8.0);
    REQUIRE(a.bounds.x0 == 0);
    REQUIRE(a.bounds.y0 == 0);
    REQUIRE(a.bounds.x1 <= 40);
    REQUIRE(sum(a.crisp) > 0.0);
    REQUIRE(render::absorb({dot_at(-90.0f, 5.0f, 8.0f)}, plain_optics(0.3), render::Scene{}, {40, 30}, 8.0)
                .bounds.empty());
}

TEST_CASE("the tone holds all pigment and no pixel beside the skin") {
    pigment::DotOptics optics = plain_optics(0.2);
    optics.tone_density = core::LinearRgb(10.0f);
    stipple::Dots dots;
    for (int y = 40; y < 160; y += 5)
        for (int x = 40; x < 160; x += 5)
            dots.push_back(dot_at(static_cast<float>(x), static_cast<float>(y), 5.0f));
    const auto a = render::absorb(dots, optics, render::Scene{}, {200, 200}, 5.0);
    // One dot per mm2: pigment over skin is a dot's area in mm2.
    REQUIRE(a.tone.at(100.0f, 100.0f) == Approx(std::numbers::pi / 4.0 * 0.04).epsilon(0.02));
    REQUIRE(a.tone.at(5.0f, 5.0f) == Approx(0.0f).margin(1e-6));
    // The edge is soft: half the tone at the border of the treated square.
    REQUIRE(a.tone.at(38.0f, 100.0f) == Approx(a.tone.at(100.0f, 100.0f) / 2.0f).epsilon(0.15));
}
