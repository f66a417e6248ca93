#include <cmath>

#include "core/colour.h"
#include "pigment/pigment.h"
#include "pigment/skin_optics.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::pigment;

namespace {

const core::LinearRgb light_skin(0.63f, 0.415f, 0.305f);
const core::LinearRgb brown_skin(0.30f, 0.16f, 0.10f);

double fall_L(const core::LinearRgb& skin, const core::LinearRgb& tone) {
    return core::lab_from_linear(skin).L - core::lab_from_linear(skin * tone).L;
}

}  // namespace

TEST_CASE("light over ideal black follows the published depths") {
    // domain.md 9.3.2, ratio of dot to skin by depth.
    const struct {
        double depth_mm;
        core::LinearRgb expected;
    } rows[] = {{0.05, {.15f, .20f, .24f}},
                {0.10, {.26f, .36f, .41f}},
                {0.20, {.43f, .56f, .63f}},
                {0.50, {.70f, .84f, .89f}},
                {1.00, {.88f, .97f, .98f}}};
    for (const auto& row : rows) {
        const core::LinearRgb got = light_over_pigment(row.depth_mm, 0.0);
        REQUIRE(got.x == Approx(row.expected.x).margin(0.05));
        REQUIRE(got.y == Approx(row.expected.y).margin(0.05));
        REQUIRE(got.z == Approx(row.expected.z).margin(0.05));
    }
    REQUIRE(light_over_pigment(0.1, 1.0).y == Approx(1.0f).margin(1e-5));
}

TEST_CASE("deep pigment keeps a deficit in red alone: the blue tinge of blow-out") {
    const auto share = [](double depth_mm) {
        const core::LinearRgb t = light_over_pigment(depth_mm, 0.0);
        return (1.0f - t.x) / (1.0f - t.z);
    };
    REQUIRE(share(0.5) > share(0.2));
    REQUIRE(share(0.2) > share(0.05));
}

TEST_CASE("more water, more depth and more years leave more light") {
    Look look;
    Shade shade{"x", "x", 10.0, 0.0};
    const float reference = transmittance(shade, 0.10, look).y;
    shade.dilution = 20.0;
    REQUIRE(transmittance(shade, 0.10, look).y > reference);
    shade.dilution = 10.0;
    REQUIRE(transmittance(shade, 0.20, look).y > reference);
    look.age_days = 5 * 365.25;
    const float standard = transmittance(shade, 0.10, look).y;
    REQUIRE(standard > reference);
    look.family = PigmentFamily::temporary;
    REQUIRE(transmittance(shade, 0.10, look).y > standard);
}

TEST_CASE("the default treatment is as visible as photographs of real results") {
    const DotOptics optics = dot_optics(*shade_by_name("mid-grey"), Look{});
    const core::LinearRgb tone = expected_tone(optics, 160.0);
    // domain.md 2.6: L* falls by 8 to 17, treated over untreated R G B between .43 .48 .56 and .73 .71 .96.
    const auto seen = [&](const core::LinearRgb& skin) { return treated_skin(skin, tone, 0.1) / skin; };
    REQUIRE(fall_L(light_skin, seen(light_skin)) > 8.0);
    REQUIRE(fall_L(light_skin, seen(light_skin)) < 17.0);
    REQUIRE(fall_L(brown_skin, seen(brown_skin)) > 7.0);
    REQUIRE(seen(light_skin).x < seen(light_skin).z);
    REQUIRE(seen(light_skin).x > 0.43f);
    REQUIRE(seen(light_skin).z < 0.96f);
}

TEST_CASE("without dot gain no light spreads") {
    Look look;
    look.dot_gain = 1.0;
    const DotOptics optics = dot_optics(*shade_by_name("black"), look);
    REQUIRE(optics.tone_density == core::LinearRgb(0.0f));
    REQUIRE(optics.spread_sigma_mm == 0.0);
    REQUIRE(optics.absorptance_gain == 1.0);
}

TEST_CASE("what dots gain grows with their radius, and a blow-out's loss with its area") {
    const DotOptics mean = dot_optics(*shade_by_name("black"), Look{});
    REQUIRE(mean.absorptance_gain > 2.0);
    REQUIRE(gain_of(mean, 1.0) == Approx(mean.absorptance_gain));
    REQUIRE(gain_of(mean, 2.0) - 1.0 == Approx((mean.absorptance_gain - 1.0) / 2.0));
    DotOptics blown_out = mean;
    blown_out.absorptance_gain = 0.5;
    for (const double radius_by_mean : {0.3, 1.0, 3.0}) REQUIRE(gain_of(blown_out, radius_by_mean) == 0.5);
}

TEST_CASE("healing: large, dark and red first, plain after a month, never abrupt") {
    const Shade shade = *shade_by_name("mid-grey");
    const auto at = [&](double day) {
        Look look;
        look.age_days = day;
        return dot_optics(shade, look);
    };
    REQUIRE(at(0).mean_diameter_mm > 1.4 * at(30).mean_diameter_mm);
    REQUIRE(at(3).transmittance.y < at(30).transmittance.y);
    REQUIRE(at(0).redness_density.y > 0.0f);
    REQUIRE(at(0).redness_density.y > 3.0f * at(0).redness_density.x);
    REQUIRE(at(30).redness_density.y == 0.0f);
    REQUIRE(expected_tone(at(0), 160).y < expected_tone(at(30), 160).y);
    REQUIRE(expected_tone(at(30), 160).y < expected_tone(at(3 * 365), 160).y);
    for (double day = 0.5; day < 60; day += 0.5) {
        const float step = expected_tone(at(day), 160).y - expected_tone(at(day - 0.5), 160).y;
        REQUIRE(std::abs(step) < 0.02f);
    }
}

TEST_CASE("sessions build up to the planned density") {
    REQUIRE(built_up_share(1) < built_up_share(2));
    REQUIRE(built_up_share(3) == 1.0);
    REQUIRE(built_up_share(5) > 1.0);
    REQUIRE(built_up_share(99) == built_up_share(5));
}

TEST_CASE("the ladder runs from light to dark") {
    const auto& ladder = clinical_shades();
    float lighter = 2.0f;
    for (const Shade& shade : ladder) {
        const float left = core::luminance(expected_tone(dot_optics(shade, Look{}), 160));
        REQUIRE(left < lighter);
        lighter = left;
        REQUIRE(shade_by_name(shade.name) == shade);
    }
    REQUIRE_FALSE(shade_by_name("no such shade"));
}

TEST_CASE("the match follows the client's own shaved hair") {
    const core::LinearRgb dark_hair(0.02f, 0.015f, 0.012f), fair_hair(0.35f, 0.28f, 0.18f);
    const core::LinearRgb faint(0.69f, 0.70f, 0.71f), strong(0.5f, 0.53f, 0.56f);
    const auto left = [&](const std::optional<core::LinearRgb>& stubble, const core::LinearRgb& hair) {
        const Shade shade = match_shade(light_skin, stubble, hair);
        return core::luminance(treated_skin(light_skin, expected_tone(dot_optics(shade, Look{}), 160), 0.0)) /
               core::luminance(light_skin);
    };
    REQUIRE(left(strong, dark_hair) < left(faint, dark_hair));
    REQUIRE(left(std::nullopt, dark_hair) < left(std::nullopt, fair_hair));
    REQUIRE(left(faint, dark_hair) == Approx(core::luminance(faint)).margin(0.05));
}

TEST_CASE("the match mixes the shade until it meets hair of any usual strength and hue") {
    const core::LinearRgb dark_hair(0.02f, 0.015f, 0.012f);
    for (const float light : {0.52f, 0.57f, 0.62f, 0.66f})
        for (const float blue_over_red : {0.97f, 1.1f, 1.25f}) {
            const core::LinearRgb stubble(light / std::sqrt(blue_over_red), light,
                                          light * std::sqrt(blue_over_red));
            const Shade shade = match_shade(light_skin, stubble, dark_hair);
            const core::LinearRgb tone = expected_tone(shade, Look{}, Seen{}.density_per_cm2);
            CHECK(core::delta_e_2000(core::lab_from_linear(treated_skin(light_skin, tone, 0.0)),
                                     core::lab_from_linear(light_skin * stubble)) < 2.0);
            CHECK(shade.dilution >= 0.5);
            CHECK(shade.dilution <= 30.0);
        }
}

TEST_CASE("what the surface throws back stays, and bright skin falls less through the camera's curve") {
    const core::LinearRgb tone(0.5f), skin(0.6f);
    const core::LinearRgb dull = treated_skin(skin, tone, 0.0), shiny = treated_skin(skin, tone, 0.3);
    REQUIRE(dull.y > skin.y * tone.y);
    REQUIRE(shiny.y > dull.y);
    REQUIRE(treated_skin(skin, tone, 1.0).y == Approx(skin.y));
    REQUIRE(treated_skin(skin, core::LinearRgb(1.0f), 0.3).y == Approx(skin.y));
}
