#include "core/random.h"
#include "core/tone_curve.h"
#include "render/render.h"
#include "support/catch.h"

using namespace stubble;

namespace {

core::Picture plain_photo(int side, core::Rgb8 colour) {
    return core::Picture(side, side, colour);
}

stipple::Dots grid_of_dots(int side, int step, float px_per_mm) {
    stipple::Dots dots;
    for (int y = step; y < side - step; y += step)
        for (int x = step; x < side - step; x += step) {
            stipple::Dot dot;
            dot.index = static_cast<std::uint32_t>(dots.size());
            dot.centre_px = {static_cast<float>(x) + core::random_unit(3, dot.index),
                             static_cast<float>(y) + core::random_unit(4, dot.index)};
            dot.px_per_mm = glm::mat2(px_per_mm);
            dot.size_quantile = core::random_unit(5, dot.index);
            dots.push_back(dot);
        }
    return dots;
}

render::Scene noisy_scene(float sigma) {
    render::Scene scene;
    scene.noise = core::Field(32, 1, sigma);
    return scene;
}

double mean_scene_light(const core::Picture& p, int margin) {
    double total = 0.0;
    int count = 0;
    for (int y = margin; y < p.height() - margin; ++y)
        for (int x = margin; x < p.width() - margin; ++x, ++count)
            total += static_cast<double>(core::scene_from_srgb8(p.at(x, y).g));
    return total / count;
}

}  // namespace

TEST_CASE("without dots no byte changes") {
    core::Picture photo(64, 48);
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x)
            photo.at(x, y) = {static_cast<std::uint8_t>(x * 4), static_cast<std::uint8_t>(y * 5), 77};
    const render::Scene scene = noisy_scene(3.0f);
    const auto absorption = render::absorb({}, pigment::DotOptics{}, scene, photo.size(), 5.0);
    REQUIRE(render::compose(photo, absorption, scene) == photo);
}

TEST_CASE("the mean of treated light is what the optics promise") {
    for (const auto& name : {"blond-grey", "mid-grey", "black"}) {
        const pigment::DotOptics optics = pigment::dot_optics(*pigment::shade_by_name(name), pigment::Look{});
        // 6 px/mm, a dot every 5 px: 144 per cm2.
        const auto dots = grid_of_dots(240, 5, 6.0f);
        const core::Picture photo = plain_photo(240, {205, 165, 140});
        const render::Scene scene;
        const auto after =
            render::compose(photo, render::absorb(dots, optics, scene, photo.size(), 6.0), scene);
        const double ratio = mean_scene_light(after, 40) / mean_scene_light(photo, 40);
        REQUIRE(ratio == Approx(pigment::expected_tone(optics, 144.0).y).epsilon(0.03));
    }
}

TEST_CASE("coloured pigment lets the skin through where it does not lie, and lightens where it scatters") {
    for (const auto& name : {"creative-red", "creative-white", "creative-green"}) {
        const pigment::DotOptics optics = pigment::dot_optics(*pigment::shade_by_name(name), pigment::Look{});
        const core::Picture photo = plain_photo(240, {140, 100, 80});
        const render::Scene scene;
        const auto after = render::compose(
            photo, render::absorb(grid_of_dots(240, 5, 6.0f), optics, scene, photo.size(), 6.0), scene);
        const double ratio = mean_scene_light(after, 40) / mean_scene_light(photo, 40);
        CAPTURE(name);
        REQUIRE(ratio == Approx(pigment::expected_tone(optics, 144.0).y).epsilon(0.03));
    }
}

TEST_CASE("a layer covers what the layers before it have left") {
    const core::Picture photo = plain_photo(8, {180, 150, 130});
    const auto layer = [](float crisp, float colour) {
        render::Absorption a;
        a.bounds = {0, 0, 8, 8};
        a.crisp = core::Field(8, 8, crisp);
        a.crisp_absorptance = core::LinearRgb(1.0f);
        a.colour = core::LinearRgb(colour);
        return a;
    };
    const auto light = [&](const std::vector<render::Absorption>& layers) {
        return static_cast<double>(
            core::scene_from_srgb8(render::compose(photo, layers, render::Scene{}).at(4, 4).g) /
            core::scene_from_srgb8(photo.at(4, 4).g));
    };
    // 0.5 of black over 0.2 of a colour that leaves 0.6, and the other way round.
    CHECK(light({layer(0.2f, 0.6f), layer(0.5f, 0.0f)}) == Approx((0.8 + 0.2 * 0.6) * 0.5).margin(0.005));
    CHECK(light({layer(0.5f, 0.0f), layer(0.2f, 0.6f)}) == Approx(0.5 * 0.8 + 0.2 * 0.6).margin(0.005));
    CHECK(light({layer(0.5f, 1.2f)}) == Approx(1.1).margin(0.01));
    CHECK(light({layer(5.0f, 1.2f)}) < 1.21);
}

TEST_CASE("highlights and hair stay on top") {
    const pigment::DotOptics optics = pigment::dot_optics(*pigment::shade_by_name("black"), pigment::Look{});
    const auto dots = grid_of_dots(120, 5, 6.0f);
    const core::Picture photo = plain_photo(120, {220, 200, 190});
    render::Scene scene;
    const auto absorption = render::absorb(dots, optics, scene, photo.size(), 6.0);
    const double plain = mean_scene_light(render::compose(photo, absorption, scene), 30);
    scene.specular = {core::Field(1, 1, 0.5f), 1.0f / 120.0f};
    const double shiny = mean_scene_light(render::compose(photo, absorption, scene), 30);
    scene.specular = {};
    scene.covered = {core::Field(1, 1, 1.0f), 1.0f / 120.0f};
    const auto under_hair = render::compose(photo, absorption, scene);
    const double before = mean_scene_light(photo, 30);
    REQUIRE(shiny - plain == Approx((before - plain) / 2.0).epsilon(0.1));
    REQUIRE(under_hair == photo);
}

namespace {

// A stripe of pigment across the middle column.
render::Absorption stripe(int side, int middle, const core::LinearRgb& absorptance) {
    render::Absorption absorption;
    absorption.bounds = {0, 0, side, side};
    absorption.crisp = core::Field(side, side);
    for (int y = 0; y < side; ++y) absorption.crisp.at(middle, y) = 0.4f;
    absorption.crisp_absorptance = absorptance;
    return absorption;
}

}  // namespace

TEST_CASE("where a file holds no fine colour, a dot is as crisp in brightness and softer in colour") {
    constexpr int side = 41, middle = 20;
    const auto absorption = stripe(side, middle, {0.2f, 0.6f, 0.8f});
    const core::Picture photo = plain_photo(side, {180, 150, 130});
    render::Scene scene;
    const auto fine = render::compose(photo, absorption, scene);
    scene.fine_colour = false;
    const auto coarse = render::compose(photo, absorption, scene);
    const auto luma = [](const core::Rgb8& c) { return 0.299 * c.r + 0.587 * c.g + 0.114 * c.b; };
    const auto red = [](const core::Rgb8& c) { return double(c.r) - c.b; };
    const double plain_red = red(photo.at(0, middle));
    for (int x = middle - 4; x <= middle + 4; ++x)
        CHECK(luma(coarse.at(x, middle)) == Approx(luma(fine.at(x, middle))).margin(1.0));
    // The middle of the mask's kernel, and of its first neighbours.
    const double reddened = red(fine.at(middle, middle)) - plain_red;
    REQUIRE(reddened > 12);
    CHECK(red(coarse.at(middle, middle)) - plain_red == Approx(0.399 * reddened).margin(2.0));
    CHECK(red(coarse.at(middle + 1, middle)) - plain_red == Approx(0.242 * reddened).margin(2.0));
}

TEST_CASE("a camera's sharpening acts on the codes of the treated picture") {
    constexpr int side = 41, middle = 20;
    const auto absorption = stripe(side, middle, core::LinearRgb(0.7f));
    const core::Picture photo = plain_photo(side, {180, 150, 130});
    render::Scene scene;
    const auto plain = render::compose(photo, absorption, scene);
    scene.sharpening = 0.8;
    const auto sharp = render::compose(photo, absorption, scene);
    const auto luma = [](const core::Rgb8& c) { return 0.299 * c.r + 0.587 * c.g + 0.114 * c.b; };
    const auto change = [&](const core::Picture& p, int x) {
        return luma(p.at(x, middle)) - luma(photo.at(x, middle));
    };
    // An unsharp mask of what the plain change does to the codes: 1 + s - s times the kernel's middle.
    REQUIRE(change(plain, middle) < -15);
    REQUIRE(change(sharp, middle) == Approx(change(plain, middle) * (1.8 - 0.8 * 0.399)).margin(1.5));
    REQUIRE(change(sharp, middle + 1) == Approx(-change(plain, middle) * 0.8 * 0.242).margin(1.5));
    REQUIRE(change(sharp, middle + 3) >= 0);
    REQUIRE(sharp.at(middle + 4, middle) == photo.at(middle + 4, middle));
    double before = 0, after = 0;
    for (int x = 0; x < side; ++x) before += change(plain, x), after += change(sharp, x);
    REQUIRE(after == Approx(before).margin(4));
    // Every channel moves alike: a dark dot on red skin does not turn blue.
    const core::Rgb8 a = plain.at(middle, middle), b = sharp.at(middle, middle);
    REQUIRE(a.r - b.r == Approx(a.b - b.b).margin(1.5));
}

TEST_CASE("the reflection off the skin is white: dark skin loses less blue than red") {
    render::Absorption absorption;
    absorption.bounds = {0, 0, 8, 8};
    absorption.crisp = core::Field(8, 8, 0.5f);
    absorption.crisp_absorptance = core::LinearRgb(0.6f);
    const core::Picture photo = plain_photo(8, {110, 74, 56});
    render::Scene scene;
    scene.surface_reflection = 0.25f;
    scene.highlight_colour = {1.0f, 0.7f, 0.5f};  // of the specular share alone
    const core::Rgb8 after = render::compose(photo, absorption, scene).at(4, 4);
    const auto kept = [](std::uint8_t code, std::uint8_t of) {
        return static_cast<double>(core::scene_from_srgb8(code) / core::scene_from_srgb8(of));
    };
    REQUIRE(kept(after.b, 56) > kept(after.g, 74) + 0.02);
    REQUIRE(kept(after.g, 74) > kept(after.r, 110) + 0.02);
}

TEST_CASE("in orange light the reflection is orange, too: blue is not left behind") {
    render::Absorption absorption;
    absorption.bounds = {0, 0, 8, 8};
    absorption.crisp = core::Field(8, 8, 0.5f);
    absorption.crisp_absorptance = core::LinearRgb(0.6f);
    const core::Rgb8 orange{200, 120, 40};
    render::Scene scene;
    scene.specular = {core::Field(8, 8, 0.15f), 1.0f};
    const core::Rgb8 after = render::compose(plain_photo(8, orange), absorption, scene).at(4, 4);
    const auto kept = [](std::uint8_t code, std::uint8_t of) {
        return static_cast<double>(core::scene_from_srgb8(code) / core::scene_from_srgb8(of));
    };
    // Of the 70 % that come through, no more than the lamp's share of 0.15 / 0.4 is added in any channel.
    CHECK(kept(after.r, orange.r) > 0.70);
    CHECK(kept(after.b, orange.b) > kept(after.r, orange.r));
    CHECK(kept(after.b, orange.b) < 0.70 + 0.30 * 0.15 / 0.4 + 0.02);
}

TEST_CASE("any number of threads draws the same bytes") {
    const pigment::DotOptics optics =
        pigment::dot_optics(*pigment::shade_by_name("dark-grey"), pigment::Look{});
    const auto dots = grid_of_dots(400, 4, 5.0f);
    const core::Picture photo = plain_photo(400, {180, 140, 120});
    const render::Scene scene = noisy_scene(2.0f);
    const auto draw = [&](int threads) {
        render::set_threads(threads);
        return render::compose(photo, render::absorb(dots, optics, scene, photo.size(), 5.0), scene);
    };
    const auto one = draw(1);
    REQUIRE(one == draw(2));
    REQUIRE(one != photo);
    render::set_threads(0);
}

TEST_CASE("every compiler and every processor draws the same bytes") {
    const pigment::DotOptics optics =
        pigment::dot_optics(*pigment::shade_by_name("dark-grey"), pigment::Look{});
    stipple::Dots dots = grid_of_dots(200, 5, 6.0f);
    for (stipple::Dot& dot : dots) dot.px_per_mm[0] = {3.0f + 3.0f * dot.size_quantile, 1.5f};
    core::Picture photo = plain_photo(200, {180, 140, 120});
    for (int x = 0; x < 200; ++x) photo.at(x, x) = {static_cast<std::uint8_t>(x), 90, 60};
    render::Scene scene = noisy_scene(2.0f);
    scene.sharpening = 0.6;
    scene.surface_reflection = 0.05f;
    const auto drawn = render::compose(photo, render::absorb(dots, optics, scene, photo.size(), 6.0), scene);
    std::uint64_t hash = 0xcbf29ce484222325ull;  // FNV-1a
    for (std::size_t i = 0; i < drawn.pixel_count(); ++i)
        for (const std::uint8_t code : {drawn.data()[i].r, drawn.data()[i].g, drawn.data()[i].b})
            hash = (hash ^ code) * 0x100000001b3ull;
    REQUIRE(hash == 0x559e4528b1090f98ull);
}
