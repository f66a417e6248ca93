#include "cli/sheet_axis.h"

#include <algorithm>
#include <charconv>

#include "cli/errors.h"
#include "cli/plan_options.h"
#include "session/settings.h"

namespace stubble::cli {
namespace {

constexpr double largest_zoom = 64.0;
constexpr std::size_t most_values = 40;

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> values;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        values.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    return values;
}

bool is_setting(const std::string& name) {
    const auto& all = session::settings();
    return std::any_of(all.begin(), all.end(), [&](const auto& s) { return s.name == name; });
}

}  // namespace

double zoom_of(const std::string& option, const std::string& text) {
    if (text == "1:1") return 0.0;
    double zoom = 0.0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, zoom);
    if (error != std::errc() || rest != end || !(zoom >= 1.0 && zoom <= largest_zoom))
        throw UsageError(option + ": '" + text +
                         "' is no zoom: give 1 to 64, or 1:1 for the photo's own pixels");
    return zoom;
}

Axis axis_of(const std::string& option, const std::string& text) {
    if (text.empty()) return {"", {""}};
    const std::size_t equals = std::min(text.find('='), text.size());
    Axis axis{text.substr(0, equals), split(text.substr(std::min(equals + 1, text.size())))};
    if (axis.name != zoom_axis && !is_setting(axis.name))
        throw UsageError(option + " '" + text + "' names no setting: write NAME=V1,V2,... with a name that " +
                         "stubble settings lists, or zoom");
    if (axis.values.size() > most_values)
        throw UsageError(option + " has more than 40 values: split the sheet");
    session::Document trial;
    for (const std::string& value : axis.values) {
        if (axis.name == zoom_axis)
            zoom_of(option, value);
        else if (value.empty())
            throw UsageError(option + " '" + text + "' has an empty value: write NAME=V1,V2,...");
        else
            apply_setting(axis.name, value, trial);
    }
    return axis;
}

std::string label_of(const Axis& axis, const std::string& value) {
    return axis.name.empty() ? "" : axis.name + " " + value;
}

}  // namespace stubble::cli
