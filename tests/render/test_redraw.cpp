#include <cmath>

#include "core/random.h"
#include "render/render.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr core::Size size{420, 360};
constexpr double px_per_mm = 6.0;

stipple::Dots strewn(std::size_t count, std::uint64_t seed) {
    stipple::Dots dots;
    for (std::size_t i = 0; i < count; ++i) {
        stipple::Dot dot;
        dot.index = static_cast<std::uint32_t>(i);
        dot.centre_px = {-5.0f + 430.0f * core::random_unit(seed, 2 * i),
                         -5.0f + 370.0f * core::random_unit(seed, 2 * i + 1)};
        dot.px_per_mm = glm::mat2(6.0f, 0.4f, -0.3f, 4.0f + 3.0f * core::random_unit(seed + 1, i));
        dot.size_quantile = core::random_unit(seed + 2, i);
        dot.shade_quantile = core::random_unit(seed + 3, i);
        dots.push_back(dot);
    }
    return dots;
}

// Those of a round spot left out.
stipple::Dots without(const stipple::Dots& dots, glm::vec2 middle, float radius_px) {
    stipple::Dots left;
    for (const stipple::Dot& dot : dots)
        if (std::hypot(dot.centre_px.x - middle.x, dot.centre_px.y - middle.y) > radius_px)
            left.push_back(dot);
    return left;
}

// Those of a round spot moved to the last session.
stipple::Dots later(stipple::Dots dots, glm::vec2 middle, float radius_px) {
    for (stipple::Dot& dot : dots)
        if (std::hypot(dot.centre_px.x - middle.x, dot.centre_px.y - middle.y) < radius_px) dot.order = 0.95f;
    return dots;
}

// Skin, towards the right up to where cameras burn it.
core::Picture noisy_photo() {
    core::Picture photo(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const auto n =
                static_cast<int>(core::random_bits(9, static_cast<std::uint64_t>(y * size.width + x)) % 9);
            const int light = n + std::max(0, 70 * (2 * x - size.width) / size.width);
            photo.at(x, y) = {static_cast<std::uint8_t>(std::min(196 + light, 255)),
                              static_cast<std::uint8_t>(std::min(160 + light, 255)),
                              static_cast<std::uint8_t>(132 + light)};
        }
    return photo;
}

render::Scene scene_with(double sharpening, bool fine_colour = true) {
    render::Scene scene;
    scene.specular = {core::Field(42, 36, 0.1f), 0.1f};
    scene.covered = {core::Field(42, 36, 0.0f), 0.1f};
    for (int y = 0; y < 36; ++y)
        for (int x = 20; x < 42; ++x) scene.covered.values.at(x, y) = 0.02f * static_cast<float>(x - 20);
    scene.surface_reflection = 0.04f;
    scene.sharpening = sharpening;
    scene.fine_colour = fine_colour;
    scene.noise = core::Field(32, 1, 1.8f);
    return scene;
}

render::DotLayer layer(const pigment::DotOptics& optics, const stipple::Dots& dots) {
    return {optics, std::make_shared<const stipple::Dots>(dots)};
}

core::Picture whole(const core::Picture& photo, const std::vector<render::DotLayer>& layers,
                    const render::Scene& scene) {
    return render::compose(photo, render::absorb(layers, scene, size, px_per_mm), scene);
}

}  // namespace

TEST_CASE("a part drawn again has the bytes that the whole would have") {
    const core::Picture photo = noisy_photo();
    for (const double age : {1.0, 30.0})
        for (const auto& [sharpening, fine_colour] : {std::pair(0.0, true), {0.6, true}, {0.0, false}}) {
            pigment::Look look;
            look.age_days = age;
            const auto& shades = pigment::clinical_shades();
            const auto dark = pigment::dot_optics(shades.back(), look),
                       light = pigment::dot_optics(shades.front(), look);
            const render::Scene scene = scene_with(sharpening, fine_colour);
            const stipple::Dots a = strewn(2500, 3), b = strewn(800, 30);
            const std::vector<render::DotLayer> before = {layer(dark, without(a, {130, 200}, 25)),
                                                          layer(light, b)},
                                                after = {layer(dark, later(without(a, {190, 150}, 20),
                                                                           {90, 120}, 12)),
                                                         layer(light, without(b, {170, 190}, 15))};
            const core::Picture wanted = whole(photo, after, scene);
            core::Picture picture = whole(photo, before, scene);
            REQUIRE_FALSE(picture == wanted);
            const core::Rect part = render::changed_part(before, after, scene, size, px_per_mm);
            if (age == 30.0) REQUIRE(part.width() * part.height() < size.width * size.height / 2);
            render::redraw(photo, after, scene, px_per_mm, part, picture);
            REQUIRE(picture == wanted);
        }
}

TEST_CASE("nothing outside a part is written") {
    const core::Picture photo = noisy_photo();
    const render::Scene scene = scene_with(0.4);
    const auto optics = pigment::dot_optics(pigment::clinical_shades().back(), {});
    core::Picture picture(size, core::Rgb8{1, 2, 3});
    const core::Rect part{100, 40, 220, 90};
    render::redraw(photo, std::vector{layer(optics, strewn(2500, 3))}, scene, px_per_mm, part, picture);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const bool inside = x >= part.x0 && x < part.x1 && y >= part.y0 && y < part.y1;
            REQUIRE((picture.at(x, y) == core::Rgb8{1, 2, 3}) != inside);
        }
}

TEST_CASE("what changes is nothing for the same dots, and everything for other optics") {
    const render::Scene scene = scene_with(0.0);
    const auto optics = pigment::dot_optics(pigment::clinical_shades().back(), {});
    const std::vector one = {layer(optics, strewn(500, 3))}, none = {layer(optics, {})};
    const core::Rect all{0, 0, size.width, size.height};
    REQUIRE(render::changed_part(one, one, scene, size, px_per_mm).empty());
    REQUIRE(render::changed_part(none, none, scene, size, px_per_mm).empty());
    REQUIRE(render::changed_part(one, none, scene, size, px_per_mm) == all);
    auto other = optics;
    other.mean_diameter_mm *= 1.1;
    REQUIRE(render::changed_part(one, std::vector{layer(other, *one[0].dots)}, scene, size, px_per_mm) ==
            all);
    REQUIRE(render::changed_part(one, {}, scene, size, px_per_mm) == all);
}
