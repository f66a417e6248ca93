#include <cmath>
#include <set>
#include <string>

#include "core/colour.h"
#include "pigment/pigment.h"
#include "pigment/skin_optics.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::pigment;

namespace {

// Very light to dark (sRGB decoded), as photos show them.
const core::LinearRgb skins[] = {{0.76f, 0.58f, 0.47f}, {0.63f, 0.41f, 0.30f}, {0.42f, 0.24f, 0.15f},
                                 {0.25f, 0.12f, 0.07f}, {0.11f, 0.06f, 0.04f}, {0.05f, 0.03f, 0.022f}};

core::Lab treated(const std::string& name, const core::LinearRgb& skin) {
    return core::lab_from_linear(skin * expected_tone(*shade_by_name(name), Look{}, 160));
}

}  // namespace

TEST_CASE("the creative palette has the sixteen colours, each marked") {
    std::set<std::string> names;
    for (const Shade& shade : creative_shades()) {
        CHECK(names.insert(shade.name).second);
        CHECK(shade.palette == Palette::creative);
        CHECK(shade_by_name(shade.name) == shade);
    }
    for (const char* colour : {"black", "brown", "dark-blue", "pink", "red", "purple", "orange", "yellow",
                               "green", "gray", "white", "silver", "gold", "copper", "bronze", "rainbow"})
        CHECK(names.count(std::string("creative-") + colour) == 1);
    CHECK(names.size() == 16);
    for (const Shade& shade : clinical_shades()) CHECK(shade.palette == Palette::clinical);
    CHECK(std::string(name_of(Palette::creative)) == "creative");
}

TEST_CASE("pigment that scatters lightens by no more than the dermis absorbs") {
    for (const double depth_mm : {0.0, 0.05, 0.1, 0.3}) {
        const core::LinearRgb white = light_over_coloured(depth_mm, core::LinearRgb(1.0f));
        const core::LinearRgb black = light_over_coloured(depth_mm, core::LinearRgb(0.0f));
        for (int c = 0; c < 3; ++c) {
            CHECK(white[c] > 1.0f);
            CHECK(white[c] < 1.5f);  // thick dermis reflects 0.68 to 0.79 in this model
            CHECK(black[c] < 0.85f);
        }
        CHECK(black.y == Approx(light_over_pigment(depth_mm, 0.0).y));
    }
    CHECK(light_over_coloured(1.0, core::LinearRgb(1.0f)).z == Approx(1.0f).margin(0.05));
}

// Light colours on the darkest skin least: its melanin lies above the pigment.
TEST_CASE("every creative colour can be seen on every skin") {
    for (const core::LinearRgb& skin : skins)
        for (const Shade& shade : creative_shades()) {
            CAPTURE(shade.name, skin.x);
            CHECK(core::delta_e_2000(treated(shade.name, skin), core::lab_from_linear(skin)) > 1.7);
        }
}

TEST_CASE("creative colours turn the skin their way") {
    for (const core::LinearRgb& skin : skins) {
        CAPTURE(skin.x);
        const core::Lab bare = core::lab_from_linear(skin);
        CHECK(treated("creative-white", skin).L > bare.L + 1.5);
        CHECK(treated("creative-black", skin).L < bare.L - 4.0);
        CHECK(treated("creative-green", skin).a < bare.a - 4.0);
        CHECK(treated("creative-dark-blue", skin).b < bare.b - 4.0);
        CHECK(treated("creative-yellow", skin).b > bare.b + 1.5);
        CHECK(treated("creative-red", skin).a > treated("creative-gray", skin).a + 3.0);
        CHECK(treated("creative-silver", skin).L > treated("creative-gray", skin).L);
    }
}

TEST_CASE("light tells which colour a dot has, and fading takes the colour away") {
    const Shade gold = *shade_by_name("creative-gold");
    CHECK(colour_count(gold) == 3);
    CHECK(dot_optics(gold, Look{}, 0).colour.x < dot_optics(gold, Look{}, 2).colour.x);
    CHECK(dot_optics(*shade_by_name("mid-grey"), Look{}).colour == core::LinearRgb(0.0f));
    Look old;
    old.age_days = 8 * 365.25;
    const auto left = [&](const Look& look) { return dot_optics(gold, look).transmittance.y; };
    CHECK(left(old) > left(Look{}) + 0.3f);
}

TEST_CASE("a recipe of one's own takes the place of the shade's") {
    const Shade grey = *shade_by_name("mid-grey");
    CHECK(adjusted(grey, {}, {}) == grey);
    const Shade own = adjusted(grey, 4.0, -0.5);
    CHECK(own.dilution == 4.0);
    CHECK(own.warmth == -0.5);
    CHECK(own.name == grey.name);
    const auto tone = [](const Shade& shade) { return expected_tone(shade, Look{}, 160); };
    CHECK(tone(own).y < tone(grey).y);
    CHECK(tone(adjusted(grey, {}, -1.0)).x / tone(adjusted(grey, {}, -1.0)).z <
          tone(adjusted(grey, {}, 1.0)).x / tone(adjusted(grey, {}, 1.0)).z);
}

TEST_CASE("a shade darker than the client's own hair is told by how much") {
    const core::LinearRgb skin = skins[1], hair(0.03f, 0.02f, 0.015f), stubble(0.6f, 0.62f, 0.65f);
    const auto darker = [&](const char* name) {
        return darker_than_hair_L(expected_tone(*shade_by_name(name), Look{}, 160), skin, stubble, hair);
    };
    CHECK(darker("black") > 4.0);
    CHECK(darker("blond-grey") < 0.0);
    CHECK(darker(match_shade(skin, stubble, hair).name.c_str()) == Approx(0.0).margin(3.0));
}
