#include <charconv>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "session/settings.h"

namespace stubble::session {
namespace {

constexpr double days_per_year = 365.25;

}  // namespace

double parse_age_days(const std::string& text) {
    double number = 0.0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    const std::string unit(rest, end);
    const bool known = unit.empty() || unit == "d" || unit == "y";
    if (error != std::errc() || !known || !std::isfinite(number) || number < 0.0)
        throw std::invalid_argument("'" + text + "' is no age: write days or years, like 30d or 1y");
    return unit == "y" ? number * days_per_year : number;
}

std::string format_age(double age_days) {
    const bool years = age_days >= days_per_year;
    const double number = years ? age_days / days_per_year : age_days;
    char text[32];
    std::snprintf(text, sizeof text, "%.4g%s", number, years ? "y" : "d");
    return text;
}

}  // namespace stubble::session
