#include "core/tone_curve.h"

#include <cmath>

#include "support/catch.h"

using namespace stubble::core;

TEST_CASE("every code survives the way to scene light and back") {
    for (int v = 0; v < 256; ++v) {
        const float scene = scene_from_srgb8(static_cast<std::uint8_t>(v));
        REQUIRE(srgb8_from_scene(scene) == v);
        REQUIRE(srgb_codes_from_scene(scene) == Approx(v).margin(0.1));
    }
}

TEST_CASE("scene and picture light are inverse and rise together") {
    for (double p = 0.0; p <= 1.0; p += 0.01)
        REQUIRE(picture_from_scene(scene_from_picture(p)) == Approx(p).margin(1e-12));
    REQUIRE(scene_from_picture(1.0) == Approx(scene_white));
    REQUIRE(picture_from_scene(0.5) > picture_from_scene(0.49));
}

TEST_CASE("the same share of scene light darkens bright skin less in the picture") {
    const auto kept = [](double picture) {
        return picture_from_scene(0.9 * scene_from_picture(picture)) / picture;
    };
    REQUIRE(kept(0.05) == Approx(0.9).margin(0.01));
    REQUIRE(kept(0.8) > 0.94);
}

TEST_CASE("light outside the scale is clamped") {
    REQUIRE(srgb8_from_scene(-1.0f) == 0);
    REQUIRE(srgb8_from_scene(std::nanf("")) == 0);
    REQUIRE(srgb8_from_scene(50.0f) == 255);
    REQUIRE(srgb_codes_from_scene(50.0f) == 255.0f);
}
