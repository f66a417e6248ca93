// Things of known size: irises, and a round sticker or coin.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <glm/geometric.hpp>
#include <opencv2/core.hpp>

#include "core/random.h"
#include "scalp/iris.h"
#include "scalp/reference.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// A picture whose pixels average `colour(x, y)` over their area, with a little noise.
template <class Colour>
core::Picture drawn(int width, int height, const Colour& colour) {
    core::Picture picture(width, height);
    constexpr int sub = 6;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            glm::dvec3 sum(0.0);
            for (int i = 0; i < sub * sub; ++i)
                sum += colour(x + (i % sub + 0.5) / sub, y + (i / sub + 0.5) / sub);
            const auto index = static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(width) +
                               static_cast<std::uint64_t>(x);
            const double noise = 6.0 * (core::random_unit(5, index) - 0.5);
            const glm::dvec3 value = glm::clamp(sum / double(sub * sub) + noise, 0.0, 255.0);
            picture.at(x, y) = {static_cast<std::uint8_t>(value.x), static_cast<std::uint8_t>(value.y),
                                static_cast<std::uint8_t>(value.z)};
        }
    return picture;
}

constexpr glm::dvec3 skin{200, 160, 140}, sticker{60, 150, 80}, white{225, 222, 220}, iris{70, 60, 50};

bool in_tilted_disc(double x, double y) {
    const glm::dvec2 from(x - 210.3, y - 140.8), along(std::cos(0.5), std::sin(0.5));
    return std::hypot(glm::dot(from, along) / 30.0, (from.y * along.x - from.x * along.y) / 20.0) < 1.0;
}

core::Picture face_with_irises(double left_radius, double right_radius) {
    return drawn(400, 200, [&](double x, double y) {
        for (const auto& [centre_x, radius] :
             {std::pair(120.0, left_radius), std::pair(280.0, right_radius)}) {
            const double dx = x - centre_x, dy = y - 100.0;
            if (std::hypot(dx / 34.0, dy / 12.0) > 1.0) continue;  // lids
            return std::hypot(dx, dy) < radius ? iris : white;
        }
        return skin;
    });
}
const scalp::Pupils pupils{{122.0, 99.0}, {279.0, 101.0}};  // as the cascades place them

}  // namespace

TEST_CASE("a tilted sticker's longer axis is measured to a hundredth") {
    const core::Picture photo =
        drawn(420, 300, [](double x, double y) { return in_tilted_disc(x, y) ? sticker : skin; });
    for (const double expected_px : {50.0, 60.0, 72.0}) {
        const auto found = scalp::find_reference(photo, photo.rect(), expected_px);
        REQUIRE(found);
        CHECK(found->diameter_px == Approx(60.0).epsilon(0.01));
        CHECK(glm::distance(found->centre_px, core::PhotoPoint(210.3, 140.8)) < 1.0);
        CHECK(found->error_share < 0.02);
    }
}

TEST_CASE("no disc is made of skin, of a square or of one far too large") {
    const auto plain = drawn(420, 300, [](double, double) { return skin; });
    CHECK_FALSE(scalp::find_reference(plain, plain.rect(), 60.0));
    const auto square = drawn(420, 300, [](double x, double y) {
        return std::max(std::abs(x - 210.0), std::abs(y - 150.0)) < 28.0 ? sticker : skin;
    });
    CHECK_FALSE(scalp::find_reference(square, square.rect(), 60.0));
    const auto disc =
        drawn(420, 300, [](double x, double y) { return in_tilted_disc(x, y) ? sticker : skin; });
    CHECK_FALSE(scalp::find_reference(disc, disc.rect(), 30.0));
}

TEST_CASE("a disc is found in the part of the photo that is looked at, and nowhere else") {
    const core::Picture photo =
        drawn(420, 300, [](double x, double y) { return in_tilted_disc(x, y) ? sticker : skin; });
    const auto found = scalp::find_reference(photo, {130, 60, 420, 300}, 60.0);
    REQUIRE(found);
    CHECK(glm::distance(found->centre_px, core::PhotoPoint(210.3, 140.8)) < 1.0);
    CHECK_FALSE(scalp::find_reference(photo, {0, 0, 150, 300}, 60.0));
    CHECK_FALSE(scalp::find_reference(photo, {}, 60.0));
}

TEST_CASE("a search that would enlarge the photo beyond measure finds nothing, at once") {
    core::Picture wide(8000, 4000, core::Rgb8{200, 160, 140});
    CHECK_FALSE(scalp::find_reference(wide, wide.rect(), 10.0));
    core::Picture strip(14'000, 60, core::Rgb8{200, 160, 140});
    for (int y = 20; y < 32; ++y)
        for (int x = 40; x < 52; ++x)
            if (std::hypot(x - 45.5, y - 25.5) < 6.0) strip.at(x, y) = {60, 150, 80};
    CHECK_FALSE(scalp::find_reference(strip, strip.rect(), 12.0));
    CHECK(scalp::find_reference(strip, {0, 0, 8000, 60}, 12.0));
    // A head in a corner of the widest photo leaves little to search.
    core::HeadFrame frame;
    frame.principal_point_px = {150.0, 140.0};
    CHECK(scalp::surroundings_of(frame, {8000, 4000}) == core::Rect{0, 0, 370, 360});
}

TEST_CASE("irises between lids are measured, whatever their pupils' exact place") {
    const auto found = scalp::find_irises(face_with_irises(15.0, 15.0), pupils);
    REQUIRE(found);
    CHECK(found->diameter_px == Approx(30.0).epsilon(0.03));
    CHECK(found->distance_px == Approx(160.0).epsilon(0.01));
    CHECK(found->error_share > 0.01);
}

TEST_CASE("no iris is measured where eyes disagree, are closed, or are too small") {
    CHECK_FALSE(scalp::find_irises(face_with_irises(13.0, 17.0), pupils));
    CHECK_FALSE(scalp::find_irises(drawn(400, 200, [](double, double) { return skin; }), pupils));
    CHECK_FALSE(scalp::find_irises(face_with_irises(15.0, 15.0), {{180.0, 100.0}, {210.0, 100.0}}));
}
