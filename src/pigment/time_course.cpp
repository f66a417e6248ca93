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

// A touch-up gives back most of what has faded, and leaves dots a little larger, since none is hit twice in
// the same place (domain.md 4). Shares are defaults.
constexpr double refilled_share = 0.8;
constexpr double growth_per_touch_up = 0.03;

double faded(double days_since_treatment, PigmentFamily family) {
    return std::exp(-std::max(days_since_treatment - healed_day, 0.0) / days_per_year / fading_years(family));
}

struct TouchUps {
    int done = 0;
    double days_since = 0.0;   // the last, or the treatment
    double contrast = 1.0;     // right after it
    double fresh_share = 1.0;  // of the pigment, set then
};

TouchUps touch_ups_until(double day, PigmentFamily family, double every_years) {
    TouchUps t{0, day};
    const double interval = every_years * days_per_year;
    if (!(interval > 0.0)) return t;
    t.done = static_cast<int>(day / interval);
    t.days_since = day - t.done * interval;
    for (int i = 0; i < t.done; ++i) {
        const double left = t.contrast * faded(interval, family);
        t.fresh_share = refilled_share * (1.0 - left);
        t.contrast = left + t.fresh_share;
    }
    return t;
}

}  // namespace

Condition condition_at(double age_days, PigmentFamily family, double touch_up_years) {
    const double day = std::max(age_days, 0.0);
    const TouchUps last = touch_ups_until(day, family, touch_up_years);
    Condition condition;
    // Growing dots hold the same pigment: what they gain in area they lose in contrast.
    const double growth = 1.0 + growth_per_year * std::max(day - healed_day, 0.0) / days_per_year;
    const auto healing = [&](const core::MonotoneSpline& curve) {
        return 1.0 + last.fresh_share * (curve(last.days_since) - 1.0);
    };
    condition.swelling = std::max(healing(diameter_by_day()), 1.0);
    condition.diameter_scale = healing(diameter_by_day()) * growth * (1.0 + growth_per_touch_up * last.done);
    condition.ink_scale = healing(ink_by_day());
    condition.contrast = last.contrast * faded(last.days_since, family) / (growth * growth);
    condition.redness = last.fresh_share * redness_by_day()(last.days_since);
    return condition;
}

}  // namespace stubble::pigment
