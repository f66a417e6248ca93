#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <map>

#include "core/random.h"
#include "stipple/stipple.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::stipple;

namespace {

constexpr core::Size photo{1200, 1000};

// A camera above and behind the vertex, so that crown and back of the head are seen.
core::HeadFrame frame_of(const core::HeadShape& shape) {
    core::HeadFrame frame;
    frame.shape = shape;
    const glm::dvec3 forward = glm::normalize(glm::dvec3(0, -0.5, -0.8)), up(0, 0, 1);
    const glm::dvec3 right = glm::normalize(glm::cross(forward, up)), down = glm::cross(forward, right);
    frame.head_to_camera = glm::transpose(glm::dmat3(right, down, forward));
    frame.origin_camera_mm = {0, 0, 700};
    frame.focal_px = 2600;
    frame.principal_point_px = {600, 500};
    return frame;
}

core::ScaledField uniform(float density, float scale = 0.25f) {
    core::ScaledField field;
    field.values =
        core::Field(static_cast<int>(photo.width * scale), static_cast<int>(photo.height * scale), density);
    field.px_per_photo_px = scale;
    return field;
}

// Skin area in cm2 seen through a rectangle of the photo, by rays.
double area_cm2(const core::HeadFrame& frame, core::Rect rect) {
    double sum = 0.0;
    for (int y = rect.y0; y < rect.y1; ++y)
        for (int x = rect.x0; x < rect.x1; ++x) {
            const auto hit = frame.hit({x + 0.5, y + 0.5});
            if (!hit) continue;
            const auto jacobian = frame.jacobian_px_per_mm(hit->point, hit->normal);
            if (jacobian) sum += 1.0 / std::abs(glm::determinant(*jacobian));
        }
    return sum / 100.0;
}

const core::HeadShape sphere_like{90, 90, 90, 90};

}  // namespace

TEST_CASE("the number of dots is the prescribed density times the skin, on heads of any size") {
    for (const core::HeadShape& shape : {core::HeadShape{}, sphere_like, core::HeadShape{70, 110, 85, 160}}) {
        const core::HeadFrame frame = frame_of(shape);
        const auto placed = place(standard_population(), frame, photo);
        for (const core::Rect& rect : {core::Rect{500, 400, 700, 600}, core::Rect{420, 500, 600, 700}}) {
            core::ScaledField density = uniform(0.0f, 1.0f);
            for (int y = rect.y0; y < rect.y1; ++y)
                std::fill_n(density.values.row(y).begin() + rect.x0, rect.width(), 150.0f);
            const Dots dots = select(placed, density, 1);
            const auto inside = std::count_if(dots.begin(), dots.end(), [&](const Dot& d) {
                return d.centre_px.x >= static_cast<float>(rect.x0) &&
                       d.centre_px.x < static_cast<float>(rect.x1) &&
                       d.centre_px.y >= static_cast<float>(rect.y0) &&
                       d.centre_px.y < static_cast<float>(rect.y1);
            });
            INFO("half breadth " << shape.half_breadth_mm << ", x from " << rect.x0);
            REQUIRE(static_cast<double>(inside) == Approx(150 * area_cm2(frame, rect)).epsilon(0.02));
        }
    }
}

TEST_CASE("thresholds allow for the area that stretching the head changes") {
    core::HeadShape twice;
    twice.half_breadth_mm *= 2, twice.half_length_mm *= 2, twice.up_mm *= 2, twice.down_mm *= 2;
    core::HeadFrame large = frame_of(twice);
    large.origin_camera_mm.z *= 2;
    const auto a = place(standard_population(), frame_of({}), photo),
               b = place(standard_population(), large, photo);
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); i += 997) {
        REQUIRE(a[i].index == b[i].index);
        REQUIRE(b[i].threshold_per_cm2 == Approx(a[i].threshold_per_cm2 / 4).epsilon(1e-5));
        REQUIRE(glm::distance(a[i].centre_px, b[i].centre_px) < 1e-3f);
    }
}

TEST_CASE("placed candidates are seen in the photo, in order, and their places follow the frame") {
    const core::HeadFrame frame = frame_of({});
    const Population& population = standard_population();
    const auto placed = place(population, frame, photo);
    REQUIRE(placed.size() > 50'000);
    REQUIRE(placed.size() < population.positions_mm.size());
    for (std::size_t i = 0; i < placed.size(); i += 101) {
        const PlacedFollicle& one = placed[i];
        const core::HeadPoint point(population.positions_mm[one.index]);
        REQUIRE(frame.cos_view(point) > 0.04);
        REQUIRE(glm::distance(glm::dvec2(one.centre_px), *frame.project(point)) < 1e-3);
        REQUIRE(glm::determinant(one.px_per_mm) != 0.0f);
        REQUIRE(one.centre_px.x > -20);
        REQUIRE(one.centre_px.y < 1020);
        if (i > 0) REQUIRE(placed[i - 1].threshold_per_cm2 <= one.threshold_per_cm2);
    }
}

TEST_CASE("a head looking away, behind the camera or outside the photo shows nothing") {
    core::HeadFrame frame = frame_of({});
    frame.principal_point_px = {9000, 500};
    REQUIRE(place(standard_population(), frame, photo).empty());
    frame = frame_of({});
    frame.origin_camera_mm.z = -700;
    REQUIRE(place(standard_population(), frame, photo).empty());
}

TEST_CASE("raising a density removes no dot and moves none") {
    const auto placed = place(standard_population(), frame_of({}), photo);
    core::ScaledField density = uniform(60.0f);
    const Dots before = select(placed, density, 5);
    REQUIRE(before.size() > 5000);
    for (int y = 80; y < 160; ++y)
        for (int x = 100; x < 200; ++x) density.values.at(x, y) += static_cast<float>(x - 90);
    const Dots after = select(placed, density, 5);
    REQUIRE(after.size() > before.size() + 500);
    std::map<std::uint32_t, Dot> by_index;
    for (const Dot& dot : after) by_index[dot.index] = dot;
    for (const Dot& dot : before) {
        const auto same = by_index.find(dot.index);
        REQUIRE(same != by_index.end());
        REQUIRE(same->second.centre_px == dot.centre_px);
        REQUIRE(same->second.size_quantile == dot.size_quantile);
        REQUIRE(same->second.depth_quantile == dot.depth_quantile);
    }
}

TEST_CASE("no dot lies within half a spacing of a hair, and as many come as are missing") {
    const core::HeadFrame frame = frame_of({});
    // 60 hairs per cm2, spread as evenly as dots but in other places.
    const Population& population = standard_population();
    const auto all = place(population, frame, photo);
    std::vector<core::PhotoPoint> hairs;
    for (const PlacedFollicle& one : all)
        if (one.threshold_per_cm2 < 60.0f) hairs.push_back(core::PhotoPoint(one.centre_px) + 37.3);
    const auto placed = place(population, frame, photo, hairs);
    REQUIRE(placed.size() == all.size());
    const float asked = density_between_hairs(90.0f, 60.0f);
    REQUIRE(asked == Approx(90 + 0.7854 * 60));
    const Dots dots = select(placed, uniform(asked), 1);
    const double half_spacing_mm = 5.0 / std::sqrt(static_cast<double>(asked));
    const core::Rect rect{450, 400, 750, 650};
    double count = 0;
    for (const Dot& dot : dots) {
        const glm::dvec2 at(dot.centre_px);
        if (at.x < rect.x0 || at.x >= rect.x1 || at.y < rect.y0 || at.y >= rect.y1) continue;
        count += 1;
        const glm::dmat2 mm_per_px = glm::inverse(glm::dmat2(dot.px_per_mm));
        double nearest_mm = 1e9;
        for (const core::PhotoPoint& hair : hairs)
            nearest_mm = std::min(nearest_mm, glm::length(mm_per_px * (hair - at)));
        REQUIRE(nearest_mm > 0.999 * half_spacing_mm);
    }
    REQUIRE(count == Approx(90 * area_cm2(frame, rect)).epsilon(0.12));
}

TEST_CASE("hairs hold dots back for good: raising the density still removes none") {
    const core::HeadFrame frame = frame_of({});
    std::vector<core::PhotoPoint> hairs;
    for (int i = 0; i < 4000; ++i)
        hairs.emplace_back(400 + 400 * core::random_unit(8, static_cast<std::uint64_t>(2 * i)),
                           350 + 300 * core::random_unit(8, static_cast<std::uint64_t>(2 * i + 1)));
    const auto placed = place(standard_population(), frame, photo, hairs);
    for (std::size_t i = 1; i < placed.size(); ++i)
        REQUIRE(placed[i - 1].threshold_per_cm2 <= placed[i].threshold_per_cm2);
    std::map<std::uint32_t, glm::vec2> denser;
    for (const Dot& dot : select(placed, uniform(140.0f), 1)) denser[dot.index] = dot.centre_px;
    for (const Dot& dot : select(placed, uniform(90.0f), 1)) {
        REQUIRE(denser.count(dot.index) == 1);
        REQUIRE(denser[dot.index] == dot.centre_px);
    }
}

TEST_CASE("what is asked for between hairs is never less than what is missing") {
    REQUIRE(density_between_hairs(100.0f, 0.0f) == 100.0f);
    REQUIRE(density_between_hairs(0.0f, 90.0f) == 0.0f);
    REQUIRE(density_between_hairs(-5.0f, 90.0f) == 0.0f);
    float before = 0.0f;
    for (float missing = 0.5f; missing < 200.0f; missing += 0.5f) {
        const float asked = density_between_hairs(missing, 80.0f);
        REQUIRE(asked > before);
        REQUIRE(asked > missing);
        before = asked;
    }
}

TEST_CASE("dots know their order among those of their place: early ones stay early") {
    const auto placed = place(standard_population(), frame_of({}), photo);
    const Dots thin = select(placed, uniform(60.0f), 5);
    Dots full = select(placed, uniform(160.0f), 5);
    put_in_order(full, uniform(160.0f));
    std::size_t early = 0;
    for (const Dot& dot : full) {
        REQUIRE((dot.order >= 0.0f && dot.order < 1.0f));
        early += dot.order < 60.0f / 160.0f;
    }
    REQUIRE(early == thin.size());
}

TEST_CASE("select takes exactly the candidates below the map") {
    const auto placed = place(standard_population(), frame_of(sphere_like), photo);
    core::ScaledField density = uniform(0.0f, 0.1f);
    for (int y = 0; y < density.values.height(); ++y)
        for (int x = 0; x < density.values.width(); ++x)
            density.values.at(x, y) = static_cast<float>((x * 7 + y * 13) % 300);
    std::size_t expected = 0;
    for (const PlacedFollicle& one : placed)
        expected += density.at(one.centre_px.x, one.centre_px.y) > one.threshold_per_cm2;
    REQUIRE(select(placed, density, 1).size() == expected);
    REQUIRE(select(placed, uniform(0.0f), 1).empty());
    REQUIRE(select(placed, {}, 1).empty());
    REQUIRE(select(placed, uniform(NAN), 1).empty());
    REQUIRE(select(placed, uniform(1e9f), 1).size() == placed.size());
}

TEST_CASE("quantiles are uniform, independent of each other, and change with the seed") {
    const auto placed = place(standard_population(), frame_of({}), photo);
    const Dots dots = select(placed, uniform(150.0f), 1), other = select(placed, uniform(150.0f), 2);
    double mean = 0, square = 0, product = 0, shared = 0;
    for (std::size_t i = 0; i < dots.size(); ++i) {
        const double s = dots[i].size_quantile - 0.5, h = dots[i].shade_quantile - 0.5;
        REQUIRE((dots[i].depth_quantile > 0.0f && dots[i].depth_quantile < 1.0f));
        mean += s, square += s * s, product += s * h, shared += s * (other[i].size_quantile - 0.5);
    }
    const auto n = static_cast<double>(dots.size());
    REQUIRE(mean / n == Approx(0).margin(0.01));
    REQUIRE(square / n == Approx(1.0 / 12).epsilon(0.02));
    REQUIRE(product / n == Approx(0).margin(0.003));
    REQUIRE(shared / n == Approx(0).margin(0.003));
}
