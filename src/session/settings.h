// Every parameter a user can set, declared once: sliders, the command line, reports and documents read this
// table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "session/document.h"

namespace stubble::session {

struct Choice {
    std::string name;   // as on the command line
    std::string label;  // for people
};

struct Setting {
    std::string name;  // command line option without dashes, JSON key with '_' for '-'
    std::string label;
    std::string unit;   // "", "mm", "dots/cm2", "days", "N:1", ...
    std::string help;   // one sentence, with the source of its default
    std::string group;  // "hairline", "density", "shade", "age", "light", "photo"
    // A number in [minimum, maximum], or, when `choices` is not empty, one of the choices.
    double minimum = 0, maximum = 0, step = 0;
    std::string at_zero;  // what people read instead of 0; "" where 0 is a number like others
    std::vector<Choice> choices;
    std::function<double(const Document&)> number;
    std::function<void(Document&, double)> set_number;  // clamps to the range
    // Only of numbers that may be left to something else, as the shade: until it is set, number() is a usual
    // one.
    std::function<bool(const Document&)> is_automatic;
    std::function<void(Document&)> set_automatic;
    std::function<std::string(const Document&)> choice;
    std::function<void(Document&, const std::string&)> set_choice;  // throws std::invalid_argument
};

const std::vector<Setting>& settings();
const Setting& setting(const std::string& name);  // a programmer's error when unknown

// Days from "0d", "30d", "1y", "2.5y" or a plain number of days; throws std::invalid_argument with a message.
double parse_age_days(const std::string& text);
std::string format_age(double age_days);

}  // namespace stubble::session
