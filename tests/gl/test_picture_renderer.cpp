// The GPU's picture against the CPU's, which is the reference.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

#include "core/random.h"
#include "gl/hidden_context.h"
#include "gl/renderer.h"
#include "support/catch.h"

using namespace stubble;

namespace {

double uniform(std::uint64_t index) {
    return static_cast<double>(core::random_unit(7, index));
}

// Skin with a shade across it, so that every brightness occurs.
core::Picture skin_photo(int width, int height) {
    core::Picture photo(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double light =
                0.12 + 0.85 * x / width + 0.05 * uniform(static_cast<std::uint64_t>(y * width + x));
            const auto code = [light](double share) {
                return static_cast<std::uint8_t>(std::clamp(255.0 * light * share, 0.0, 255.0));
            };
            photo.at(x, y) = {code(0.95), code(0.72), code(0.6)};
        }
    return photo;
}

stipple::Dots scattered_dots(int count, const core::Rect& area, double px_per_mm) {
    stipple::Dots dots;
    for (int i = 0; i < count; ++i) {
        const auto number = [i](int k) { return uniform(static_cast<std::uint64_t>(1000000 + i * 8 + k)); };
        stipple::Dot dot;
        dot.centre_px = {area.x0 + number(0) * area.width(), area.y0 + number(1) * area.height()};
        const double squeeze = 0.4 + 0.6 * number(2);
        dot.px_per_mm = glm::mat2(px_per_mm * squeeze, 0.15 * px_per_mm, 0, px_per_mm);
        dot.size_quantile = static_cast<float>(0.02 + 0.96 * number(3));
        dot.shade_quantile = static_cast<float>(0.02 + 0.96 * number(4));
        dot.depth_quantile = static_cast<float>(0.02 + 0.96 * number(5));
        dot.order = static_cast<float>(number(6));
        dot.index = static_cast<std::uint32_t>(i);
        dots.push_back(dot);
    }
    return dots;
}

render::Scene rich_scene(core::Size photo) {
    render::Scene scene;
    scene.specular = {core::Field(photo.width / 4, photo.height / 4, 0.0f), 0.25f};
    scene.covered = scene.specular;
    for (int y = 0; y < scene.specular.values.height(); ++y)
        for (int x = 0; x < scene.specular.values.width(); ++x) {
            scene.specular.values.at(x, y) = 0.4f * static_cast<float>(x % 17) / 16.0f;
            scene.covered.values.at(x, y) = y % 23 > 18 ? 0.8f : 0.0f;
        }
    scene.highlight_colour = {1.0f, 0.95f, 0.9f};
    scene.surface_reflection = 0.03f;
    scene.blur_sigma_px = 0.8;
    scene.sharpening = 0.3;
    scene.noise = core::Field(32, 1, 2.0f);
    for (int i = 0; i < 32; ++i) scene.noise.at(i, 0) = 3.0f - 0.05f * static_cast<float>(i);
    scene.noise.at(3, 0) = std::nanf("");
    scene.seed = 0x1234567890abcdefull;
    return scene;
}

struct Difference {
    int largest = 0;
    int changed = 0;  // pixels the reference changed
};

using Layers = std::vector<render::DotLayer>;

Layers one_layer(const stipple::Dots& dots, const pigment::DotOptics& optics) {
    return {{optics, std::make_shared<const stipple::Dots>(dots)}};
}

// The dots shared among a shade's colours.
Layers layers_of(const stipple::Dots& dots, const pigment::Shade& shade, const pigment::Look& look) {
    std::vector<stipple::Dots> parts(pigment::colour_count(shade));
    for (const auto& dot : dots) parts[dot.index % parts.size()].push_back(dot);
    Layers layers;
    for (std::size_t i = 0; i < parts.size(); ++i)
        layers.push_back(
            {pigment::dot_optics(shade, look, i), std::make_shared<const stipple::Dots>(parts[i])});
    return layers;
}

Difference difference(gl::PictureRenderer& renderer, const core::Picture& photo, const Layers& layers,
                      const render::Scene& scene, double px_per_mm) {
    const auto reference =
        render::compose(photo, render::absorb(layers, scene, photo.size(), px_per_mm), scene);
    const auto drawn = renderer.draw(std::make_shared<const core::Picture>(photo), layers,
                                     std::make_shared<const render::Scene>(scene), px_per_mm);
    REQUIRE(drawn.size() == reference.size());
    Difference result;
    for (std::size_t i = 0; i < reference.pixel_count(); ++i) {
        const core::Rgb8 a = reference.data()[i], b = drawn.data()[i];
        result.largest =
            std::max({result.largest, std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)});
        if (!(a == photo.data()[i])) ++result.changed;
    }
    return result;
}

void expect_agreement(gl::PictureRenderer& renderer, const core::Picture& photo, const Layers& layers,
                      const render::Scene& scene, double px_per_mm) {
    const Difference found = difference(renderer, photo, layers, scene, px_per_mm);
    CHECK(found.largest <= 1);
    CHECK(found.changed > 10000);
}

}  // namespace

TEST_CASE("The GPU's picture agrees with the reference to one code") {
    const gl::HiddenContext context;
    if (!context.opened()) {
        WARN("no OpenGL 3.3 by EGL here: nothing was compared");
        return;
    }
    CAPTURE(gl::inspect_device().renderer);
    gl::PictureRenderer renderer;
    const auto shade = pigment::clinical_shades()[4];

    SECTION("plain scene, healed dots") {
        const auto photo = skin_photo(400, 300);
        expect_agreement(
            renderer, photo,
            one_layer(scattered_dots(3000, {40, 30, 360, 270}, 8), pigment::dot_optics(shade, {})), {}, 8);
    }
    SECTION("highlights, hair, grain and sharpening, fresh dots with redness") {
        const auto photo = skin_photo(400, 300);
        pigment::Look fresh;
        fresh.age_days = 0;
        expect_agreement(
            renderer, photo,
            one_layer(scattered_dots(3000, {0, 0, 400, 300}, 11), pigment::dot_optics(shade, fresh)),
            rich_scene(photo.size()), 11);
    }
    SECTION("colours over each other, lightening and darkening, fresh and sharpened") {
        const auto photo = skin_photo(400, 300);
        pigment::Look fresh;
        fresh.age_days = 1;
        for (const char* name : {"creative-rainbow", "creative-gold", "creative-white"}) {
            CAPTURE(name);
            const auto dots = scattered_dots(3000, {0, 0, 400, 300}, 11);
            expect_agreement(renderer, photo, layers_of(dots, *pigment::shade_by_name(name), fresh),
                             rich_scene(photo.size()), 11);
        }
    }
    SECTION("a photo without fine colour") {
        const auto photo = skin_photo(400, 300);
        render::Scene scene = rich_scene(photo.size());
        scene.fine_colour = false;
        const auto optics = pigment::dot_optics(*pigment::shade_by_name("creative-copper"), {});
        expect_agreement(renderer, photo, one_layer(scattered_dots(3000, {0, 0, 400, 300}, 11), optics),
                         scene, 11);
    }
    SECTION("burnt skin, and colours without a channel") {
        core::Picture photo(400, 300);
        const core::Rgb8 patches[] = {
            {255, 255, 240}, {255, 232, 214}, {255, 0, 0}, {0, 0, 255}, {230, 255, 0}};
        for (int y = 0; y < 300; ++y)
            for (int x = 0; x < 400; ++x) photo.at(x, y) = patches[x / 80];
        render::Scene scene = rich_scene(photo.size());
        const auto layer =
            one_layer(scattered_dots(3000, {0, 0, 400, 300}, 11), pigment::dot_optics(shade, {}));
        expect_agreement(renderer, photo, layer, scene, 11);
        scene.skin = {0.45f, 0.28f, 0.20f};
        expect_agreement(renderer, photo, layer, scene, 11);
    }
    SECTION("a photo of several tiles") {
        const auto photo = skin_photo(2600, 90);
        expect_agreement(
            renderer, photo,
            one_layer(scattered_dots(3000, {10, 5, 2590, 85}, 9), pigment::dot_optics(shade, {})),
            rich_scene(photo.size()), 9);
    }
    SECTION("no dots: the photo's own bytes") {
        const auto photo = std::make_shared<const core::Picture>(skin_photo(60, 40));
        CHECK(renderer.draw(photo, one_layer({}, pigment::dot_optics(shade, {})),
                            std::make_shared<const render::Scene>(), 8) == *photo);
    }
    SECTION("a touch of tone on dark skin, where the noise changes with the brightness") {
        auto photo = skin_photo(400, 300);
        for (int y = 0; y < 300; ++y)
            for (core::Rgb8& p : photo.row(y))
                p = {static_cast<std::uint8_t>(p.r / 4), static_cast<std::uint8_t>(p.g / 4),
                     static_cast<std::uint8_t>(p.b / 4)};
        render::Scene scene = rich_scene(photo.size());
        for (int i = 0; i < 32; ++i) scene.noise.at(i, 0) = i % 2 ? 9.0f : 3.0f;
        pigment::Look faded;
        faded.age_days = 8 * 365;
        const auto optics = pigment::dot_optics(pigment::clinical_shades()[1], faded);
        for (const int dots : {30, 300, 3000}) {
            const Difference found = difference(
                renderer, photo, one_layer(scattered_dots(dots, {0, 0, 400, 300}, 11), optics), scene, 11);
            CHECK(found.largest <= 1);
            CHECK(found.changed > 300);
        }
    }
    SECTION("the same photo and scene with other dots, then other ones") {
        const auto photo = std::make_shared<const core::Picture>(skin_photo(1100, 60));
        const auto optics = pigment::dot_optics(shade, {});
        auto scene = std::make_shared<const render::Scene>(rich_scene(photo->size()));
        const auto drawn = [&](int dots, const std::shared_ptr<const core::Picture>& of) {
            return renderer.draw(of, one_layer(scattered_dots(dots, {0, 0, 1100, 60}, 9), optics), scene, 9);
        };
        const auto many = drawn(3000, photo);
        CHECK_FALSE(drawn(1500, photo) == many);
        CHECK(drawn(3000, photo) == many);
        auto darker = std::make_shared<core::Picture>(*photo);
        for (int y = 0; y < 60; ++y)
            for (auto& pixel : darker->row(y)) pixel.g = static_cast<std::uint8_t>(pixel.g / 2);
        CHECK_FALSE(drawn(3000, darker) == many);
        scene = std::make_shared<const render::Scene>();
        CHECK_FALSE(drawn(3000, photo) == many);
    }
}
