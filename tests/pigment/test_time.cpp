#include <cmath>

#include "pigment/pigment.h"
#include "pigment/time_course.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::pigment;

namespace {

constexpr double year = 365.25;

float left_at(double age_days, double touch_up_years, PigmentFamily family = PigmentFamily::standard) {
    Look look;
    look.age_days = age_days;
    look.touch_up_years = touch_up_years;
    look.family = family;
    return expected_tone(*shade_by_name("mid-grey"), look, 160).y;
}

}  // namespace

TEST_CASE("age passes without a jump for both pigments, from the first hour to the eighth year") {
    for (const auto family : {PigmentFamily::standard, PigmentFamily::temporary})
        for (double day = 0.25; day < 8 * year; day += day < 60 ? 0.25 : 10) {
            const double step = day <= 60 ? 0.25 : 10;
            CAPTURE(day);
            CHECK(std::abs(left_at(day, 0, family) - left_at(day - step, 0, family)) < 0.02f);
        }
}

TEST_CASE("a touch-up gives back part of what has faded, and no more") {
    // Nothing changes before the first.
    CHECK(left_at(2.9 * year, 3) == left_at(2.9 * year, 0));
    // Healed again a month later: darker than before it, lighter than new.
    const float before = left_at(2.99 * year, 3), after = left_at(3 * year + 30, 3), fresh = left_at(30, 3);
    CHECK(after < before - 0.05f);
    CHECK(after > fresh - 0.02f);
    CHECK(left_at(8 * year, 2) < left_at(8 * year, 4));
    CHECK(left_at(8 * year, 4) < left_at(8 * year, 0) - 0.05f);
    const Condition scabs = condition_at(3 * year + 3, PigmentFamily::standard, 3),
                    later = condition_at(3 * year + 40, PigmentFamily::standard, 3);
    CHECK(scabs.redness > 0.0);
    CHECK(scabs.redness < condition_at(3, PigmentFamily::standard).redness);
    CHECK(scabs.diameter_scale > later.diameter_scale);
    CHECK(later.redness == 0.0);
    // Dots grow with every touch-up.
    CHECK(condition_at(8 * year, PigmentFamily::standard, 1).diameter_scale >
          condition_at(8 * year, PigmentFamily::standard).diameter_scale);
}

TEST_CASE("pigment too deep: larger, softer, bluer, and as plain to see") {
    const auto at = [](double depth_mm) {
        Look look;
        look.depth_mm = depth_mm;
        return dot_optics(*shade_by_name("charcoal"), look);
    };
    const DotOptics good = at(0.10), deep = at(0.5);
    CHECK(deep.mean_diameter_mm >= 0.38);  // domain.md 2.1: 0.4 to 1 mm
    CHECK(deep.edge_softness_mm > 3.0 * good.edge_softness_mm);
    const core::LinearRgb good_tone = expected_tone(good, 160), deep_tone = expected_tone(deep, 160);
    CHECK(deep_tone.x / deep_tone.z < 0.75f * good_tone.x / good_tone.z);
    const core::LinearRgb skin(0.63f, 0.415f, 0.305f);
    const core::Lab blue = core::lab_from_linear(skin * deep_tone),
                    grey = core::lab_from_linear(skin * good_tone);
    CHECK(blue.b < grey.b - 4.0);
    CHECK(blue.a < grey.a - 4.0);
    CHECK(blue.L < core::lab_from_linear(skin).L - 8.0);
    for (double depth = 0.04; depth <= 0.6; depth += 0.01)
        CHECK(std::abs(expected_tone(at(depth), 160).y - expected_tone(at(depth - 0.01), 160).y) < 0.03f);
}

TEST_CASE("sessions are layered, lighter first and finer last, around the shade") {
    Look look;
    const DotOptics three = dot_optics(*shade_by_name("mid-grey"), look);
    REQUIRE(three.session_count == 3);
    CHECK(three.sessions[0].ink < three.sessions[1].ink);
    CHECK(three.sessions[1].ink < three.sessions[2].ink);
    CHECK(three.sessions[2].diameter < three.sessions[0].diameter);
    CHECK(three.sessions[2].until == 1.0);
    double mean = 0.0, from = 0.0;
    for (const SessionDots& s : three.sessions) {
        if (s.until <= from) break;
        mean += (s.until - from) * s.ink;
        from = s.until;
    }
    CHECK(mean == Approx(1.0).margin(1e-9));
    look.sessions = 1;
    CHECK(dot_optics(*shade_by_name("mid-grey"), look).sessions[0].ink < 1.0);
    look.sessions = 5;
    CHECK(dot_optics(*shade_by_name("mid-grey"), look).session_count == 5);
    look.layering = 0.0;
    for (const SessionDots& s : dot_optics(*shade_by_name("mid-grey"), look).sessions) {
        CHECK(s.ink == 1.0);
        CHECK(s.diameter == 1.0);
    }
}
