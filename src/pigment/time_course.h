// Healing and ageing of a dot (domain.md 4), continuous in the age.
#pragma once

#include "core/colour.h"
#include "pigment/pigment.h"

namespace stubble::pigment {

struct Condition {
    double diameter_scale = 1.0;  // against the healed diameter
    double swelling = 1.0;        // the part of it that is wound and scab, not pigment; at least 1
    double ink_scale = 1.0;       // optical density against the healed one; scabs count as ink
    double contrast = 1.0;        // share of the absorptance that fading has left
    double redness = 0.0;         // 0..1, of the skin around fresh dots
};

// Condition at an age: swollen and dark on day 0, scabs until day 5, healed at 30 days, then slow growth and
// fading. With a touch-up every so many years (0: never) part of what has faded is filled up again, and that
// part heals anew.
Condition condition_at(double age_days, PigmentFamily family, double touch_up_years = 0.0);

}  // namespace stubble::pigment
