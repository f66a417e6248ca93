#include <algorithm>

#include "design/design.h"
#include "support/catch.h"

using namespace stubble;

namespace {

bool warns(const design::Plan& plan, double diameter_mm, const std::string& code) {
    const auto warnings = design::check(plan, {}, diameter_mm);
    return std::any_of(warnings.begin(), warnings.end(), [&](const auto& w) { return w.code == code; });
}

}  // namespace

TEST_CASE("usual plans raise no objection, whatever the style") {
    for (const auto& info : design::hairline_styles()) {
        CAPTURE(info.name);
        design::Plan plan;
        plan.style = info.style;
        CHECK(design::check(plan, {}, 0.15).empty());
    }
}

TEST_CASE("what a trained eye would object to is said") {
    design::Plan plan;
    plan.lower_mm = 20;
    CHECK(warns(plan, 0.15, "line_low"));
    plan.lower_mm = -40;
    CHECK(warns(plan, 0.15, "line_high"));
    plan = {};
    plan.core_density_per_cm2 = 221;
    CHECK(warns(plan, 0.15, "density_high"));
    plan.core_density_per_cm2 = 220;
    CHECK_FALSE(warns(plan, 0.15, "density_high"));
    plan = {};
    plan.style = design::HairlineStyle::straight;
    plan.diffusion = design::Diffusion::none;
    CHECK(warns(plan, 0.15, "hard_line"));
    plan = {};
    plan.irregularity = 0;
    CHECK(warns(plan, 0.15, "ruled_line"));
}

TEST_CASE("coverage is that of the handbook, and warns at 12 and 18 percent") {
    CHECK(design::geometric_coverage(100, 0.10) == Approx(0.008).margin(0.0005));  // domain.md 2.4
    CHECK(design::geometric_coverage(200, 0.25) == Approx(0.094).margin(0.0005));
    CHECK(design::geometric_coverage(200, 0.40) == Approx(0.222).margin(0.0005));
    design::Plan plan;
    CHECK_FALSE(warns(plan, 0.30, "coverage_amber"));
    CHECK(warns(plan, 0.34, "coverage_amber"));
    CHECK(warns(plan, 0.42, "coverage_red"));
    CHECK_FALSE(warns(plan, 0.42, "coverage_amber"));
}

TEST_CASE("session dots add up, fall, and take 2 to 4 hours for 14,000") {
    for (int sessions = 1; sessions <= 5; ++sessions)
        for (const int total : {0, 1, 7, 9999, 30001}) {
            const auto estimates = design::estimate_sessions(total, sessions);
            REQUIRE(estimates.size() == std::size_t(sessions));
            int sum = 0;
            for (const auto& e : estimates) sum += e.dots;
            CHECK(sum == total);
        }
    const auto three = design::estimate_sessions(40000, 3);
    CHECK(three[0].dots == 14000);
    CHECK(three[0].hours_low == Approx(2.0));
    CHECK(three[0].hours_high == Approx(4.0));
    CHECK(three[2].dots == 12000);
}

TEST_CASE("diffusions stand in the order of their enumerators") {
    for (const auto& info : design::diffusions())
        CHECK(&info - design::diffusions().data() == static_cast<int>(info.diffusion));
}
