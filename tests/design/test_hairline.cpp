#include "design/hairline.h"

#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <numbers>

#include "support/catch.h"

using namespace stubble;
using design::Hairline;
using design::HairlineStyle;
using design::Plan;

namespace {

constexpr double degree = std::numbers::pi / 180.0;

Plan ruled(HairlineStyle style) {
    Plan plan;
    plan.style = style;
    plan.irregularity = 0.0;
    return plan;
}

core::HeadPoint at_degrees(double polar, double azimuth, const core::HeadShape& shape = {}) {
    return core::point_of({polar * degree, azimuth * degree}, shape);
}

}  // namespace

TEST_CASE("the mid-frontal point lies where each style puts it above the brow") {
    const std::map<HairlineStyle, std::pair<double, double>> ranges = {
        {HairlineStyle::natural, {70, 80}},
        {HairlineStyle::straight, {70, 80}},
        {HairlineStyle::rounded, {70, 80}},
        {HairlineStyle::receded, {83, 100}},
        {HairlineStyle::widows_peak, {66, 75}}};
    for (const auto& info : design::hairline_styles()) {
        CAPTURE(info.name);
        const double height_mm = Hairline(ruled(info.style), {}).front_height_mm();
        CHECK(height_mm >= ranges.at(info.style).first);
        CHECK(height_mm <= ranges.at(info.style).second);
    }
}

TEST_CASE("lowering moves the mid-frontal point by as much") {
    Plan plan = ruled(HairlineStyle::natural);
    const double before = Hairline(plan, {}).front_height_mm();
    plan.lower_mm = 6.0;
    CHECK(before - Hairline(plan, {}).front_height_mm() == Approx(6.0).margin(0.3));
}

TEST_CASE("temple corners stay on the vertical through the outer corner of the eye") {
    // The corner is where the line seen from the front turns from across to down: nearest to the top corner.
    for (const auto& info : design::hairline_styles()) {
        CAPTURE(info.name);
        double best = -1e9, corner_x_mm = 0;
        for (const core::HeadPoint& p : Hairline(ruled(info.style), {}).front_line())
            if (p.x > 0 && p.x + p.z > best) best = p.x + p.z, corner_x_mm = p.x;
        CHECK(corner_x_mm == Approx(49.0).margin(8.0));
    }
}

TEST_CASE("a line without irregularity is symmetric, one with it is not") {
    Plan plan = ruled(HairlineStyle::natural);
    const Hairline even(plan, {});
    plan.irregularity = 1.0;
    const Hairline uneven(plan, {});
    double even_difference = 0, uneven_difference = 0;
    for (double azimuth = 2; azimuth < 50; azimuth += 3)
        for (double polar : {45.0, 55.0, 65.0}) {
            const auto left = at_degrees(polar, azimuth), right = at_degrees(polar, -azimuth);
            even_difference =
                std::max(even_difference, std::abs(even.inside_mm(left) - even.inside_mm(right)));
            uneven_difference =
                std::max(uneven_difference, std::abs(uneven.inside_mm(left) - uneven.inside_mm(right)));
        }
    CHECK(even_difference < 0.05);
    CHECK(uneven_difference > 1.0);
    CHECK(uneven_difference < 8.0);
}

TEST_CASE("the distance to the edge is that of a brute search, and keeps its sign") {
    const Hairline hairline(Plan{}, {});
    std::vector<core::HeadPoint> edge = hairline.front_line();
    for (double azimuth = -30; azimuth <= 30; azimuth += 7)
        for (double polar = 40; polar <= 70; polar += 3) {
            const core::HeadPoint point = at_degrees(polar, azimuth);
            double nearest = 1e9;
            for (const auto& e : edge) nearest = std::min(nearest, glm::distance(e, point));
            if (nearest > 20.0) continue;
            CHECK(std::abs(hairline.inside_mm(point)) == Approx(nearest).margin(0.5));
            CHECK(std::abs(hairline.inside_mm(point, 24.0)) == Approx(nearest).margin(0.5));
        }
    CHECK(hairline.inside_mm(at_degrees(1, 0)) > 60.0);
    CHECK(hairline.inside_mm(at_degrees(80, 0)) < -20.0);
}

TEST_CASE("the limit cuts far distances only") {
    const Hairline hairline(Plan{}, {});
    for (double azimuth = -180; azimuth < 180; azimuth += 11)
        for (double polar = 3; polar <= 150; polar += 7) {
            const core::HeadPoint point = at_degrees(polar, azimuth);
            const double exact = hairline.inside_mm(point), cut = hairline.inside_mm(point, 24.0);
            CHECK(cut == Approx(std::clamp(exact, -24.0, 24.0)).margin(1e-9));
        }
}

TEST_CASE("the share is zero outside, graded over the transition and never falls towards the inside") {
    for (const auto& diffusion : design::diffusions()) {
        CAPTURE(diffusion.name);
        Plan plan = ruled(HairlineStyle::natural);
        plan.diffusion = diffusion.diffusion;
        const Hairline hairline(plan, {});
        for (double azimuth : {0.0, 15.0, -25.0, 48.0, 60.0, 100.0, 180.0}) {
            double before = 0.0;
            for (double polar = 150; polar > 20; polar -= 0.5) {
                const core::HeadPoint point = at_degrees(polar, azimuth);
                const double share = hairline.share(point);
                if (hairline.inside_mm(point) <= 0) CHECK(share == 0.0);
                CHECK(share >= before - 1e-9);
                before = share;
            }
            CHECK(before == Approx(1.0));
        }
        CHECK(hairline.share(0.01, 0.0) == Approx(diffusion.edge_share).margin(0.01));
        CHECK(hairline.share(diffusion.ramp_mm, 0.0) == Approx(1.0));
        CHECK(hairline.share(0.5 * diffusion.ramp_mm, 0.0) < 1.0);
    }
}

TEST_CASE("beside ears and nape the edge fades") {
    const Hairline hairline(Plan{}, {});
    CHECK(Hairline::sideness(at_degrees(60, 0)) == 0.0);
    CHECK(Hairline::sideness(at_degrees(100, 100)) == 1.0);
    CHECK(hairline.share(1.0, 1.0) < 0.05);
}

TEST_CASE("the outline leaves face, ears and neck free and holds crown and sides") {
    for (const auto& info : design::hairline_styles()) {
        CAPTURE(info.name);
        const Hairline hairline(ruled(info.style), {});
        CHECK(hairline.share(at_degrees(0.5, 0)) == 1.0);
        CHECK(hairline.share(at_degrees(80, 90)) == 1.0);    // above the ear
        CHECK(hairline.share(at_degrees(110, 180)) == 1.0);  // back of the head
        CHECK(hairline.share(at_degrees(75, 0)) == 0.0);     // forehead
        CHECK(hairline.share(at_degrees(118, 96)) == 0.0);   // ear
        CHECK(hairline.share(at_degrees(139, 180)) == 0.0);  // neck, below the lobes of the ears
    }
}

TEST_CASE("the outline scales with the head") {
    core::HeadShape small;
    small.half_breadth_mm *= 0.9, small.half_length_mm *= 0.9, small.up_mm *= 0.9, small.down_mm *= 0.9;
    const double share = Hairline(ruled(HairlineStyle::natural), small).front_height_mm() /
                         Hairline(ruled(HairlineStyle::natural), {}).front_height_mm();
    CHECK(share == Approx(0.9).margin(0.02));  // styles set back by millimetres, so not exactly
}

TEST_CASE("the front line is evenly spaced and runs from right to left") {
    const auto line = Hairline(Plan{}, {}).front_line();
    REQUIRE(line.size() > 120);
    CHECK(line.front().x < -60);
    CHECK(line.back().x > 60);
    for (std::size_t i = 1; i < line.size(); ++i) CHECK(glm::distance(line[i - 1], line[i]) <= 1.01);
}

TEST_CASE("every point of the treated scalp belongs to one zone") {
    const Hairline hairline(Plan{}, {});
    CHECK(hairline.zone_of(at_degrees(75, 0)) == design::Zone::outside);
    CHECK(hairline.zone_of(at_degrees(30, 0)) == design::Zone::front);
    CHECK(hairline.zone_of(at_degrees(30, 180)) == design::Zone::crown);
    CHECK(hairline.zone_of(at_degrees(90, 120)) == design::Zone::sides);
    const auto line = hairline.front_line();
    const core::HeadPoint behind = line[line.size() / 2] + core::HeadPoint(0, 1.5, 2);
    CHECK(hairline.zone_of(behind) == design::Zone::transition);
}
