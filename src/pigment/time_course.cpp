#include "pigment/time_course.h"

#include <algorithm>
#include <cmath>

#include "core/spline.h"

namespace stubble::pigment {
namespace {

// Day 0 dots are 0.25 mm against 0.15 mm healed (domain.md 2.1); scabs are larger and darker than the deposit
// on days 2 to 5 and shed by day 10 (domain.md 4). Sizes and darkness of scabs are defaults: no measured
// figure exists.
const core::MonotoneSpline& diameter_by_day() {
    static const core::MonotoneSpline curve({{0, 1.60}, {3, 1.70}, {7, 1.25}, {14, 1.06}, {30, 1.0}});
    return curve;
}
const core::MonotoneSpline& ink_by_day() {
    static const core::MonotoneSpline curve({{0, 1.25}, {3, 1.45}, {7, 1.05}, {14, 0.97}, {30, 1.0}});
    return curve;
}
const core::MonotoneSpline& redness_by_day() {
    static const core::MonotoneSpline curve({{0, 1.0}, {1, 0.7}, {3, 0.25}, {7, 0.04}, {14, 0.0}});
    return curve;
}

constexpr double healed_day = 30.0, days_per_year = 365.25;
constexpr double growth_per_year = 0.03;  // default, domain.md 4: 2 to 4 % a year
// Contrast falls as exp(-t / tau): 6 years for standard pigment, 1 year for temporary (domain.md 4 and 11).
double fading_years(PigmentFamily family) {
    return family == PigmentFamily::standard ? 6.0 : 1.0;
}

}  // namespace

Condition condition_at(double age_days, PigmentFamily family) {
    const double day = std::max(age_days, 0.0);
    const double healed_years = std::max(day - healed_day, 0.0) / days_per_year;
    Condition condition;
    // Growing dots hold the same pigment: what they gain in area they lose in contrast.
    const double growth = 1.0 + growth_per_year * healed_years;
    condition.diameter_scale = diameter_by_day()(day) * growth;
    condition.ink_scale = ink_by_day()(day);
    condition.contrast = std::exp(-healed_years / fading_years(family)) / (growth * growth);
    condition.redness = redness_by_day()(day);
    return condition;
}

}  // namespace stubble::pigment
