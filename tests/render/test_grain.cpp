#include "render/grain.h"

#include <cmath>

#include "render/render.h"
#include "support/catch.h"
#include "support/grain.h"

using namespace stubble;

TEST_CASE("grain inside the treated area matches the photo's noise") {
    const float sigma = 4.0f;
    core::Picture photo(300, 300);
    const core::Field noise = test::grain(photo.size(), 99);
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 300; ++x) {
            const float n = sigma * noise.at(x, y);
            const auto code = [&](float base) { return static_cast<std::uint8_t>(std::lround(base + n)); };
            photo.at(x, y) = {code(190), code(150), code(128)};
        }
    // Tone alone, so that the noise can be measured: no crisp dots.
    render::Absorption absorption;
    absorption.bounds = photo.rect();
    absorption.crisp = core::Field(300, 300);
    absorption.tone = {core::Field(2, 2, 1.0f), 1.0f / 150.0f};
    absorption.tone_density = core::LinearRgb(0.4f);
    render::Scene scene;
    scene.noise = core::Field(32, 1, sigma);
    const auto after = render::compose(photo, absorption, scene);
    const auto deviation = [](const core::Picture& p) {
        double s = 0, s2 = 0, n = 0;
        for (int y = 0; y < 300; ++y)
            for (const core::Rgb8 q : p.row(y)) s += q.g, s2 += static_cast<double>(q.g) * q.g, n += 1;
        return std::sqrt(s2 / n - (s / n) * (s / n));
    };
    REQUIRE(deviation(photo) == Approx(sigma).epsilon(0.05));
    REQUIRE(deviation(after) == Approx(deviation(photo)).epsilon(0.05));
    const auto bare = render::compose(photo, absorption, render::Scene{});
    REQUIRE(deviation(bare) < 0.85 * deviation(photo));
}

TEST_CASE("noise by brightness is a smooth curve through gaps and outliers") {
    core::Field noise(32, 1, std::nanf(""));
    for (int bin = 8; bin < 28; ++bin) noise.at(bin, 0) = 2.0f;
    noise.at(17, 0) = 12.0f;
    const auto sigma = render::noise_by_code(noise);
    for (std::size_t code = 0; code < 256; ++code) {
        REQUIRE(sigma[code] == Approx(2.0f).margin(0.25f));
        if (code > 0) REQUIRE(std::abs(sigma[code] - sigma[code - 1]) < 0.03f);
    }
    for (int bin = 8; bin < 28; ++bin) noise.at(bin, 0) = bin < 18 ? 1.0f : 3.0f;
    REQUIRE(render::noise_by_code(noise)[80] == Approx(1.0f).margin(0.2f));
    REQUIRE(render::noise_by_code(noise)[215] > 2.0f);
    REQUIRE(render::noise_by_code({})[128] == 0.0f);
}
