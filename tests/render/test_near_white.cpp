#include "core/colour.h"
#include "core/tone_curve.h"
#include "render/render.h"
#include "support/catch.h"

using namespace stubble;

namespace {

core::Rgb8 half_darkened(core::Rgb8 photo, const render::Scene& scene) {
    render::Absorption half;
    half.bounds = {0, 0, 8, 8};
    half.crisp = core::Field(8, 8, 0.5f);
    half.crisp_absorptance = core::LinearRgb(1.0f);
    return render::compose(core::Picture(8, 8, photo), half, scene).at(4, 4);
}

double red_over_green(core::Rgb8 pixel) {
    return double(pixel.r) / pixel.g;
}

}  // namespace

TEST_CASE("near white darkened skin keeps its colour") {
    const core::Rgb8 burnt{255, 232, 214}, bright{219, 190, 170};
    const core::Rgb8 darkened = half_darkened(burnt, {}), plain = half_darkened(bright, {});
    CHECK(red_over_green(darkened) == Approx(red_over_green(burnt)).margin(0.01));
    CHECK(int(darkened.r) < 230);
    // Where nothing is burnt, what comes back is scene light alone.
    CHECK(core::scene_from_srgb8(plain.r) == Approx(0.5 * core::scene_from_srgb8(bright.r)).epsilon(0.02));
    CHECK(red_over_green(plain) > red_over_green(bright) + 0.02);
}

TEST_CASE("burnt-out skin regains the scalp's colour as it is darkened, a highlight stays white") {
    const core::Rgb8 burnt{255, 239, 219}, skin{200, 150, 130};
    render::Scene scene;
    const core::Rgb8 washed = half_darkened(burnt, scene);
    scene.skin = core::linear_from_srgb8(skin);
    const core::Rgb8 coloured = half_darkened(burnt, scene);
    CHECK(red_over_green(coloured) > red_over_green(washed) + 0.05);
    CHECK(red_over_green(coloured) < red_over_green(skin) + 0.01);
    CHECK(0.299 * coloured.r + 0.587 * coloured.g + 0.114 * coloured.b ==
          Approx(0.299 * washed.r + 0.587 * washed.g + 0.114 * washed.b).margin(1.5));
    scene.specular = {core::Field(8, 8, 1.0f), 1.0f};
    CHECK(half_darkened({255, 255, 255}, scene) == core::Rgb8{255, 255, 255});
}

TEST_CASE("a bluish lamp mirrored in the skin does not turn to skin") {
    render::Scene scene;
    const core::Rgb8 mirrored{205, 212, 252};
    const core::Rgb8 washed = half_darkened(mirrored, scene);
    scene.skin = core::linear_from_srgb8({190, 120, 70});
    CHECK(half_darkened(mirrored, scene) == washed);
    CHECK_FALSE(half_darkened({252, 240, 232}, scene) == half_darkened({252, 240, 232}, {}));
}
