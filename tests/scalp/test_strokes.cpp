#include <cmath>
#include <glm/geometric.hpp>
#include <optional>
#include <vector>

#include "drawn_head.h"
#include "samples.h"
#include "support/catch.h"

using namespace stubble;

namespace {

core::Region region_at(const scalp::Scalp& scalp, const core::PhotoPoint& at) {
    const double by = scalp.working_px_per_photo_px;
    return static_cast<core::Region>(
        scalp.regions.at(static_cast<int>(at.x * by), static_cast<int>(at.y * by)));
}

float value_at(const core::Field& map, const scalp::Scalp& scalp, const core::PhotoPoint& at) {
    const double by = scalp.working_px_per_photo_px;
    return map.at(static_cast<int>(at.x * by), static_cast<int>(at.y * by));
}

scalp::Stroke dot(std::optional<core::Region> region, const core::PhotoPoint& at, double diameter_px) {
    return {region, {at}, diameter_px};
}

// A head from above whose bald top is at (300, 300).
struct Painted {
    DrawnHead drawn = draw_head_from_above(600, 0.25f);
    scalp::Hints hints;
    Painted() { hints.view = scalp::View::top; }
    scalp::Scalp read() const { return scalp::read_scalp(drawn.photo, hints); }
};

int count_of(const core::Mask& regions, core::Region region) {
    int count = 0;
    for (int y = 0; y < regions.height(); ++y)
        for (const auto label : regions.row(y)) count += label == static_cast<int>(region);
    return count;
}

}  // namespace

TEST_CASE("a stroke holds to the pixel, at photo size as well, whatever comes of its surroundings") {
    Painted painted;
    painted.hints.strokes = {{core::Region::hair, {{250, 300}, {330, 280}}, 24.0}};
    const core::Mask regions = scalp::full_size_regions(painted.read(), painted.drawn.photo);
    for (int y = 280; y < 320; ++y)
        for (int x = 230; x < 350; ++x) {
            const glm::dvec2 p(x + 0.5, y + 0.5), a(250, 300), along(80, -20);
            const double share = std::clamp(glm::dot(p - a, along) / glm::dot(along, along), 0.0, 1.0);
            if (glm::distance(p, a + share * along) <= 12.0) REQUIRE(regions.at(x, y) == 2);
        }
}

TEST_CASE("a stroke spreads over what is like it and stops at the head's edge") {
    Painted painted;
    const scalp::Scalp before = painted.read();
    REQUIRE(region_at(before, {300, 300}) == core::Region::bald);
    painted.hints.strokes = {dot(core::Region::thinning, {300, 300}, 40)};
    const scalp::Scalp after = painted.read();
    const int painted_px = static_cast<int>(3.15 * 20 * 20);
    CHECK(count_of(after.regions, core::Region::thinning) >
          count_of(before.regions, core::Region::thinning) + 3 * painted_px / 2);
    CHECK(count_of(after.regions, core::Region::background) ==
          count_of(before.regions, core::Region::background));
    CHECK(count_of(after.regions, core::Region::hair) == count_of(before.regions, core::Region::hair));
}

TEST_CASE("cover and confidence follow the strokes") {
    Painted painted;
    for (const auto& [region, low, high] :
         {std::tuple(core::Region::hair, 0.6f, 1.0f), std::tuple(core::Region::thinning, 0.11f, 0.59f),
          std::tuple(core::Region::bald, 0.0f, 0.1f), std::tuple(core::Region::skin, 0.0f, 0.0f),
          std::tuple(core::Region::background, 0.0f, 0.0f)}) {
        painted.hints.strokes = {dot(region, {300, 250}, 30)};
        const scalp::Scalp scalp = painted.read();
        CHECK(region_at(scalp, {300, 250}) == region);
        CHECK(value_at(scalp.confidence, scalp, {300, 250}) == 1.0f);
        CHECK(value_at(scalp.hair_cover, scalp, {300, 250}) >= low);
        CHECK(value_at(scalp.hair_cover, scalp, {300, 250}) <= high);
    }
}

TEST_CASE("later strokes win where strokes meet, and spread over no earlier one") {
    Painted painted;
    painted.hints.strokes = {dot(core::Region::hair, {280, 300}, 40),
                             dot(core::Region::skin, {310, 300}, 40)};
    const scalp::Scalp scalp = painted.read();
    CHECK(region_at(scalp, {295, 300}) == core::Region::skin);
    CHECK(region_at(scalp, {270, 300}) == core::Region::hair);
    CHECK(region_at(scalp, {262, 300}) == core::Region::hair);
}

TEST_CASE("erasing brings back what was found there, and nothing spreads into it") {
    Painted painted;
    const scalp::Scalp before = painted.read();
    painted.hints.strokes = {dot(core::Region::hair, {300, 300}, 60), dot(std::nullopt, {300, 300}, 30),
                             dot(core::Region::hair, {330, 300}, 20)};
    const scalp::Scalp after = painted.read();
    CHECK(region_at(after, {300, 300}) == region_at(before, {300, 300}));
    CHECK(region_at(after, {312, 300}) == region_at(before, {312, 300}));
    CHECK(value_at(after.hair_cover, after, {300, 300}) == value_at(before.hair_cover, before, {300, 300}));
    CHECK(region_at(after, {322, 300}) == core::Region::hair);
    const core::Mask regions = scalp::full_size_regions(after, painted.drawn.photo);
    CHECK(regions.at(300, 300) == static_cast<int>(region_at(before, {300, 300})));
}

TEST_CASE("a stroke beside the photo changes nothing") {
    Painted painted;
    const scalp::Scalp before = painted.read();
    painted.hints.strokes = {dot(core::Region::hair, {-900, 5000}, 50), {core::Region::hair, {}, 50}};
    CHECK(painted.read().regions == before.regions);
}

TEST_CASE("strokes added and taken back one by one read like strokes from nothing") {
    Painted painted;
    std::vector<scalp::Scalp> readings = {painted.read()};
    for (const auto& stroke :
         {dot(core::Region::thinning, {300, 300}, 30), dot(core::Region::hair, {260, 280}, 20),
          dot(std::nullopt, {300, 310}, 16), dot(core::Region::background, {30, 300}, 20)}) {
        painted.hints.strokes.push_back(stroke);
        readings.push_back(scalp::read_scalp(painted.drawn.photo, painted.hints, &readings.back()));
        CHECK(readings.back().regions == painted.read().regions);
        CHECK(readings.back().frame == readings.front().frame);
    }
    scalp::Scalp last = readings.back();
    while (!painted.hints.strokes.empty()) {
        painted.hints.strokes.pop_back();
        last = scalp::read_scalp(painted.drawn.photo, painted.hints, &last);
        const scalp::Scalp& then = readings[painted.hints.strokes.size()];
        CHECK(last.regions == then.regions);
        CHECK(last.hair_cover == then.hair_cover);
        CHECK(last.skin.colour == then.skin.colour);
    }
}

TEST_CASE("the forehead's boundary moves by the millimetres asked for") {
    const auto photo = test::sample_photo(test::sample_heads[4]);
    scalp::Hints hints;
    const scalp::Scalp plain = scalp::read_scalp(photo, hints);
    // Where the midline of the forehead turns from scalp to skin, as an angle from the vertex.
    const auto boundary_mm = [&](const scalp::Scalp& scalp) {
        for (double polar = 0.5; polar < 2.0; polar += 0.005) {
            const auto point = core::point_of({polar, 0.0}, plain.frame.shape);
            const auto at = plain.frame.project(point);
            if (at && region_at(scalp, *at) == core::Region::skin) return polar * glm::length(point);
        }
        return 0.0;
    };
    for (const double lower_mm : {-12.0, 12.0}) {
        hints.forehead_lower_mm = lower_mm;
        const scalp::Scalp moved = scalp::read_scalp(photo, hints, &plain);
        CHECK(boundary_mm(moved) - boundary_mm(plain) == Approx(lower_mm).margin(3.0));
        CHECK(moved.frame == plain.frame);
        CHECK(moved.regions == scalp::read_scalp(photo, hints).regions);
    }
}
