// The slider of the treatment's age: its marks stand evenly spaced, since most happens in the first month.
#pragma once

#include <string>
#include <vector>

namespace stubble::app {

struct AgeMark {
    double days;
    std::string label;
};
// From the least to the greatest age that can be set.
const std::vector<AgeMark>& age_marks();

// Days at a position on the slider, 0..1, and back.
double age_at(double position);
double position_of_age(double days);

}  // namespace stubble::app
