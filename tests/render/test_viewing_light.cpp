#include "core/colour.h"
#include "render/viewing_light.h"
#include "support/catch.h"

using namespace stubble;
using render::ViewingLight;

namespace {

constexpr ViewingLight lights[] = {ViewingLight::daylight, ViewingLight::salon, ViewingLight::flash,
                                   ViewingLight::dim};

render::Scene shiny_scene(float specular) {
    render::Scene scene;
    scene.specular = {core::Field(1, 1, specular), 1.0f / 64.0f};
    scene.surface_reflection = 0.03f;
    return scene;
}

core::Lab lab(core::Rgb8 pixel) {
    return core::lab_from_linear(core::linear_from_srgb8(pixel));
}

// The middle of an even picture in that light.
core::Lab middle(ViewingLight light, core::Rgb8 colour, float specular = 0.0f) {
    const core::Picture photo(64, 64, colour);
    return lab(render::in_light(light, photo, photo, shiny_scene(specular)).at(32, 32));
}

}  // namespace

TEST_CASE("off is the picture itself") {
    const core::Picture photo(16, 16, core::Rgb8{180, 140, 120});
    CHECK(render::in_light(ViewingLight::off, photo, photo, shiny_scene(0.2f)) == photo);
}

TEST_CASE("each light has its own exposure and colour") {
    const core::Rgb8 grey{150, 150, 150};
    const core::Lab plain = lab(grey);
    CHECK(middle(ViewingLight::dim, grey).L < plain.L - 15);
    CHECK(middle(ViewingLight::flash, grey).L > plain.L + 4);
    CHECK(middle(ViewingLight::daylight, grey).b < plain.b - 1);
    CHECK(middle(ViewingLight::salon, grey).b > plain.b + 2);
    CHECK(middle(ViewingLight::dim, grey).b > plain.b + 4);
    for (const ViewingLight light : lights) CHECK(std::string(render::name_of(light)) != "off");
}

TEST_CASE("a flash makes skin shine, dim light makes it matte") {
    const core::Rgb8 skin{170, 130, 110};
    const auto shine = [&](ViewingLight light) {
        return middle(light, skin, 0.3f).L - middle(light, skin, 0.0f).L;
    };
    CHECK(shine(ViewingLight::flash) > 3.0);
    CHECK(shine(ViewingLight::dim) < 0.0);
}

TEST_CASE("before and after stay the same where no pigment lies, and shine is the photo's") {
    const core::Picture photo(64, 64, core::Rgb8{170, 130, 110});
    core::Picture after = photo;
    for (int x = 0; x < 32; ++x)
        for (int y = 0; y < 64; ++y) after.at(x, y) = {110, 85, 75};
    const render::Scene scene = shiny_scene(0.2f);
    for (const ViewingLight light : lights) {
        const auto before_lit = render::in_light(light, photo, photo, scene),
                   after_lit = render::in_light(light, after, photo, scene);
        CHECK(before_lit.at(50, 20) == after_lit.at(50, 20));
        CHECK(lab(after_lit.at(10, 20)).L < lab(before_lit.at(10, 20)).L - 3);
    }
}
