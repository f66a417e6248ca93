// How the settings in settings.cpp are made: a number, a number that may stay automatic, a choice.
#pragma once

#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "session/settings.h"

namespace stubble::session {

struct Text {
    const char *name, *label, *unit, *group, *help;
};
struct Range {
    double minimum, maximum, step;
};

Setting described(const Text& text);
Setting described(const Text& text, const Range& range);
double clamped(double value, const Range& range);  // the minimum for what is no number

// `field` maps a document (const or not) to the member.
template <class Field>
Setting number(const Text& text, const Range& range, Field field) {
    Setting s = described(text, range);
    s.number = [field](const Document& d) { return static_cast<double>(field(d)); };
    s.set_number = [field, range](Document& d, double value) {
        using Member = std::remove_reference_t<decltype(field(d))>;
        const double within = clamped(value, range);
        field(d) = std::is_integral_v<Member> ? static_cast<Member>(std::llround(within))
                                              : static_cast<Member>(within);
    };
    return s;
}

// `field` maps a document to an optional number, which `usual` stands for while it is left automatic.
template <class Field>
Setting optional_number(const Text& text, const Range& range, double usual, Field field) {
    Setting s = described(text, range);
    s.number = [field, usual](const Document& d) { return field(d).value_or(usual); };
    s.set_number = [field, range](Document& d, double value) { field(d) = clamped(value, range); };
    s.is_automatic = [field](const Document& d) { return !field(d).has_value(); };
    s.set_automatic = [field](Document& d) { field(d).reset(); };
    return s;
}

// Throws std::invalid_argument that names what may be chosen.
[[noreturn]] void refuse(const Setting& setting, const std::string& name);

template <class Value>
struct Option {
    Value value;
    std::string name, label;
};

// Options with the names that the values' own room gives them.
template <class Value>
std::vector<Option<Value>> named(std::initializer_list<std::pair<Value, const char*>> labels) {
    std::vector<Option<Value>> options;
    for (const auto& [value, label] : labels) options.push_back({value, name_of(value), label});
    return options;
}

template <class Value, class Field>
Setting choice(const Text& text, std::vector<Option<Value>> options, Field field) {
    Setting s = described(text);
    for (const auto& option : options) s.choices.push_back({option.name, option.label});
    s.choice = [field, options](const Document& d) {
        for (const auto& option : options)
            if (option.value == field(d)) return option.name;
        return std::string();
    };
    s.set_choice = [field, options, names = s](Document& d, const std::string& name) {
        for (const auto& option : options)
            if (option.name == name) {
                field(d) = option.value;
                return;
            }
        refuse(names, name);
    };
    return s;
}

}  // namespace stubble::session
