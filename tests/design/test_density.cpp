#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>

#include "core/region.h"
#include "design/design.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr float map_scale = 0.5f;
constexpr core::Size map_size{300, 300};

// A camera 1 m away that looks at the head's middle from `direction` (head axes); 3 photo px per mm.
core::HeadFrame looking_from(const glm::dvec3& direction) {
    core::HeadFrame frame;
    const glm::dvec3 forward = -glm::normalize(direction);
    const glm::dvec3 right = glm::normalize(glm::cross(forward, glm::dvec3(0, 0, 1)));
    const glm::dvec3 down = glm::cross(forward, right);
    frame.head_to_camera = glm::transpose(glm::dmat3(right, down, forward));
    frame.origin_camera_mm = {0, 0, 1000};
    frame.focal_px = 3000;
    frame.principal_point_px = {300, 300};
    return frame;
}

struct Seen {
    core::HeadFrame frame = looking_from({0, -1, 0.6});
    core::Mask regions{map_size, std::uint8_t(core::Region::bald)};
    core::Field hair_cover{map_size, 0.0f};

    core::ScaledField hairs_per_cm2 = {};

    core::ScaledField density(const design::Plan& plan = {}) const {
        return design::density_map(plan, frame, regions, hair_cover, map_scale, hairs_per_cm2);
    }
    float density_at(const core::ScaledField& map, double polar_deg, double azimuth_deg) const {
        constexpr double degree = std::numbers::pi / 180.0;
        const auto px =
            frame.project(core::point_of({polar_deg * degree, azimuth_deg * degree}, frame.shape));
        REQUIRE(px);
        return map.at(float(px->x), float(px->y));
    }
};

}  // namespace

TEST_CASE("bald scalp behind the transition gets the core density, the face none") {
    const Seen seen;
    const auto map = seen.density();
    REQUIRE(map.values.size() == map_size);
    CHECK(seen.density_at(map, 20, 0) == Approx(160.0));
    CHECK(seen.density_at(map, 80, 0) == 0.0f);
    CHECK(seen.density_at(map, 75, 20) == 0.0f);
}

TEST_CASE("background is never treated, whatever the frame says") {
    Seen seen;
    for (int y = 0; y < map_size.height; ++y)
        for (int x = 0; x < 150; ++x) seen.regions.at(x, y) = std::uint8_t(core::Region::background);
    const auto map = seen.density();
    double other = 0;
    for (int y = 0; y < map_size.height; ++y)
        for (int x = 0; x < map_size.width; ++x)
            if (x < 150)
                REQUIRE(map.values.at(x, y) == 0.0f);
            else
                other += double(map.values.at(x, y));
    CHECK(other > 1e5);
}

TEST_CASE("skin is treated inside the front line and spared beside the head, with a soft border") {
    Seen front;
    front.regions = core::Mask(map_size, std::uint8_t(core::Region::skin));
    const auto map = front.density();
    CHECK(front.density_at(map, 40, 0) == Approx(160.0));
    CHECK(front.density_at(map, 80, 0) == 0.0f);

    Seen side;
    side.frame = looking_from({1, 0, 0.2});
    side.regions = core::Mask(map_size, std::uint8_t(core::Region::skin));
    CHECK(side.density_at(side.density(), 80, 100) == 0.0f);
    for (int y = 0; y < 150; ++y)
        for (int x = 0; x < map_size.width; ++x) side.regions.at(x, y) = std::uint8_t(core::Region::bald);
    const auto half = side.density();
    float steepest = 0;
    for (int y = 1; y < map_size.height; ++y)
        steepest = std::max(steepest, std::abs(half.values.at(150, y) - half.values.at(150, y - 1)));
    CHECK(half.values.at(150, 135) > 150.0f);
    CHECK(half.values.at(150, 151) == 0.0f);
    CHECK(steepest < 0.3f * 160.0f);
}

TEST_CASE("existing hair lowers the density by what it already gives") {
    Seen seen;
    float before = 1e9f;
    for (const float cover : {0.0f, 0.4f, 0.5f, 0.7f, 0.85f, 1.0f}) {
        seen.hair_cover = core::Field(map_size, cover);
        const float here = seen.density_at(seen.density(), 20, 0);
        CHECK(here == Approx(160.0 * std::clamp((1.0 - double(cover)) / 0.6, 0.0, 1.0)).margin(0.01));
        CHECK(here <= before);
        before = here;
    }
}

TEST_CASE("counted hairs are taken off the density, and no hair is counted twice") {
    Seen seen;
    for (const float hairs : {0.0f, 60.0f, 130.0f, 200.0f})
        for (const float cover : {0.2f, 0.6f}) {
            seen.hair_cover = core::Field(map_size, cover);
            seen.hairs_per_cm2 = {core::Field(30, 30, hairs), 0.05f};
            const double by_cover = 160.0 * std::clamp((1.0 - double(cover)) / 0.6, 0.0, 1.0);
            CHECK(seen.density_at(seen.density(), 20, 0) ==
                  Approx(std::clamp(160.0 - double(hairs), 0.0, by_cover)).margin(0.01));
        }
}

TEST_CASE("full hair stays untreated up to the ear") {
    Seen side;
    side.frame = looking_from({1, 0, 0.2});
    side.regions = core::Mask(map_size, std::uint8_t(core::Region::skin));
    side.hair_cover = core::Field(map_size, 0.0f);
    for (int y = 0; y < 150; ++y)
        for (int x = 0; x < map_size.width; ++x) {
            side.regions.at(x, y) = std::uint8_t(core::Region::hair);
            side.hair_cover.at(x, y) = 1.0f;
        }
    const auto map = side.density();
    for (int y = 0; y < map_size.height; ++y) CHECK(map.values.at(150, y) == 0.0f);
}

TEST_CASE("dots run out among the hair, from all of the density to none over a centimetre and more") {
    Seen seen;
    for (int y = 0; y < map_size.height; ++y)
        for (int x = 0; x < 150; ++x) {
            seen.regions.at(x, y) = std::uint8_t(core::Region::hair);
            seen.hair_cover.at(x, y) = 1.0f;
        }
    const auto map = seen.density();
    constexpr int row = 110;
    constexpr double map_px_per_mm = 1.5;
    const auto at_mm = [&](double into_hair_mm) {
        return map.values.at(150 - int(std::lround(into_hair_mm * map_px_per_mm)), row);
    };
    CHECK(at_mm(-8) > 150.0f);
    CHECK(at_mm(2) > 20.0f);
    CHECK(at_mm(14) == 0.0f);
    for (double mm = -8; mm < 14; mm += 1) {
        CHECK(at_mm(mm + 1) <= at_mm(mm) + 0.01f);
        CHECK(at_mm(mm) - at_mm(mm + 1) < 65.0f);
    }
}

TEST_CASE("thinning hair under the rim is left alone, thinning scalp above it is filled") {
    constexpr double degree = std::numbers::pi / 180.0;
    Seen back;
    back.frame = looking_from({0, 1, 0.2});
    back.regions = core::Mask(map_size, std::uint8_t(core::Region::thinning));
    CHECK(back.density_at(back.density(), 112, 179) > 100.0f);
    for (int y = 0; y < map_size.height; ++y)
        for (int x = 0; x < map_size.width; ++x) {
            const auto hit = back.frame.hit(core::PhotoPoint(x + 0.5, y + 0.5) / double(map_scale));
            if (hit && std::abs(core::chart_of(hit->point).polar_rad - 85 * degree) < 16 * degree)
                back.regions.at(x, y) = std::uint8_t(core::Region::hair);
        }
    const auto map = back.density();
    CHECK(back.density_at(map, 112, 179) == 0.0f);
    CHECK(back.density_at(map, 55, 179) > 100.0f);
}

TEST_CASE("skin beside the head's outline is an ear, even before the face") {
    Seen front;
    front.regions = core::Mask(map_size, std::uint8_t(core::Region::skin));
    const auto map = front.density();
    for (int y = 0; y < map_size.height; ++y)
        for (int x = 0; x < map_size.width; ++x) {
            // Four millimetres from the outline and more.
            const core::PhotoPoint at = core::PhotoPoint(x + 0.5, y + 0.5) / double(map_scale);
            bool near_head = false;
            for (int turn = 0; turn < 16; ++turn) {
                const double angle = turn * std::numbers::pi / 8.0;
                near_head = near_head ||
                            front.frame.hit(at + 12.0 * core::PhotoPoint(std::cos(angle), std::sin(angle)));
            }
            if (!near_head && !front.frame.hit(at)) CHECK(map.values.at(x, y) == 0.0f);
        }
}

namespace {

// A forehead with own hair beside it, from that azimuth on.
Seen forehead_with_hair(double hair_from_deg) {
    constexpr double degree = std::numbers::pi / 180.0;
    Seen front;
    front.frame = looking_from({0.8, -1, 0.6});
    for (int y = 0; y < map_size.height; ++y)
        for (int x = 0; x < map_size.width; ++x) {
            const auto hit = front.frame.hit(core::PhotoPoint(x + 0.5, y + 0.5) / double(map_scale));
            const bool hair = hit && core::chart_of(hit->point).azimuth_rad > hair_from_deg * degree;
            front.regions.at(x, y) = std::uint8_t(hair ? core::Region::hair : core::Region::skin);
            front.hair_cover.at(x, y) = hair ? 1.0f : 0.0f;
        }
    return front;
}

}  // namespace

TEST_CASE("no strip of skin stays bare between the treated forehead and own hair beside it") {
    const auto at_temple = [&](double hair_from_deg) {
        const Seen front = forehead_with_hair(hair_from_deg);
        return front.density_at(front.density(), 45, 64);
    };
    CHECK(at_temple(67) > 80.0f);
    CHECK(at_temple(100) == 0.0f);
}

TEST_CASE("such a strip ends softly towards the cheek") {
    const Seen front = forehead_with_hair(67);
    const auto map = front.density();
    float most = 0.0f, steepest = 0.0f, last = front.density_at(map, 40, 64);
    for (double polar_deg = 41; polar_deg < 105; polar_deg += 1.0) {  // steps of about 1.6 mm
        const float here = front.density_at(map, polar_deg, 64);
        most = std::max(most, here), steepest = std::max(steepest, last - here);
        last = here;
    }
    CHECK(last == 0.0f);
    CHECK(most > 80.0f);
    CHECK(steepest < 0.4f * most);
}

TEST_CASE("single strands do not punch holes into the density") {
    Seen seen;
    for (int y = 0; y < map_size.height; ++y) seen.hair_cover.at(150, y) = 1.0f;
    CHECK(seen.density_at(seen.density(), 20, 0) > 120.0f);
}

TEST_CASE("the map scales with the core density, and the share never exceeds it") {
    const Seen seen;
    design::Plan plan;
    plan.core_density_per_cm2 = 80;
    const auto map = seen.density(plan);
    CHECK(seen.density_at(map, 20, 0) == Approx(80.0));
    for (int y = 0; y < map_size.height; ++y)
        for (const float value : map.values.row(y)) REQUIRE((value >= 0.0f && value <= 80.001f));
}
