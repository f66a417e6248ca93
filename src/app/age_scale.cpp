#include "app/age_scale.h"

#include <algorithm>
#include <cmath>

#include "session/settings.h"

namespace stubble::app {

const std::vector<AgeMark>& age_marks() {
    static const std::vector<AgeMark> marks = [] {
        // The stages clients ask about (domain.md 4).
        std::vector<AgeMark> list = {{3, "3d"},    {7, "7d"},    {30, "30d"},  {365, "1y"},
                                     {1095, "3y"}, {1825, "5y"}, {2920, "8y"}};
        const session::Setting& age = session::setting("age");
        list.insert(list.begin(), {age.minimum, "0"});
        list.push_back({age.maximum, std::to_string(std::lround(age.maximum / 365.25)) + "y"});
        return list;
    }();
    return marks;
}

double age_at(double position) {
    const auto& marks = age_marks();
    const double place = std::clamp(position, 0.0, 1.0) * static_cast<double>(marks.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), marks.size() - 2);
    return std::lerp(marks[index].days, marks[index + 1].days, place - static_cast<double>(index));
}

double position_of_age(double days) {
    const auto& marks = age_marks();
    for (std::size_t i = 0; i + 1 < marks.size(); ++i)
        if (days <= marks[i + 1].days)
            return (static_cast<double>(i) + (days - marks[i].days) / (marks[i + 1].days - marks[i].days)) /
                   static_cast<double>(marks.size() - 1);
    return 1.0;
}

}  // namespace stubble::app
