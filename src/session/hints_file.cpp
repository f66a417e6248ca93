#include "session/hints_file.h"

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/region.h"
#include "photo/file.h"
#include "photo/message.h"
#include "photo/save.h"
#include "session/json_problem.h"
#include "session/known_length.h"
#include "session/settings.h"

namespace stubble::session {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* erase = "erase";
constexpr std::uint64_t most_bytes = 64ull << 20;
constexpr std::array<std::string_view, 7> hint_keys = {"view",     "px_per_mm", "known",  "reference_mm",
                                                       "forehead", "handles",   "strokes"};
constexpr std::array<std::string_view, 4> stroke_keys = {"paint", "diameter_px", "diameter_mm", "path_px"};
constexpr double farthest_px = 1e6;  // beyond any photo, near enough to count with

// Reads one file's values and knows how to name them when they are wrong.
class Reader {
 public:
    explicit Reader(const std::filesystem::path& file) : file_(photo::quoted(file)) {}

    [[noreturn]] void refuse(const std::string& field, const std::string& problem) const {
        throw core::LoadError("cannot use the hints file " + file_ + ": " +
                              (field.empty() ? "" : "'" + photo::one_line(field) + "' ") + problem);
    }

    void expect_object(const Json& json, const std::string& field,
                       std::span<const std::string_view> known) const {
        if (!json.is_object()) refuse(field, "must be an object in braces");
        const std::set<std::string_view> names(known.begin(), known.end());
        for (const auto& [key, value] : json.items())
            if (names.count(key) == 0)
                refuse(field.empty() ? key : field + "." + key, "is no hint: use " + listed(known));
    }

    double number(const Json& json, const std::string& field, double least, double most) const {
        if (!json.is_number()) refuse(field, "must be a number");
        const double value = json.get<double>();
        if (!(value >= least && value <= most))
            refuse(field, "must be from " + plain(least) + " to " + plain(most));
        return value;
    }

    std::vector<double> numbers(const Json& json, const std::string& field, std::size_t count) const {
        if (!json.is_array() || json.size() != count)
            refuse(field, "must be a list of " + std::to_string(count) + " numbers");
        std::vector<double> values;
        for (std::size_t i = 0; i < count; ++i)
            values.push_back(
                number(json[i], field + "[" + std::to_string(i) + "]", -farthest_px, farthest_px));
        return values;
    }

    std::string text(const Json& json, const std::string& field) const {
        if (!json.is_string()) refuse(field, "must be a word in quotes");
        return json.get<std::string>();
    }

    static std::string plain(double value) {
        std::string digits = Json(value).dump();
        return digits.ends_with(".0") ? digits.substr(0, digits.size() - 2) : digits;
    }

 private:
    static std::string listed(std::span<const std::string_view> names) {
        std::string list;
        for (const std::string_view name : names) (list += list.empty() ? "" : ", ") += name;
        return list;
    }
    std::string file_;
};

std::optional<core::Region> paint_of(const Reader& reader, const std::string& name,
                                     const std::string& field) {
    std::string known;
    for (std::size_t i = 0; i < core::region_names.size(); ++i) {
        if (name == core::region_names[i]) return static_cast<core::Region>(i);
        known += std::string(core::region_names[i]) + ", ";
    }
    if (name != erase) reader.refuse(field, "must be one of " + known + erase);
    return std::nullopt;
}

double diameter_of(const Reader& reader, const Json& json, const std::string& field,
                   const std::optional<double>& px_per_mm) {
    const bool in_px = json.contains("diameter_px"), in_mm = json.contains("diameter_mm");
    if (in_px == in_mm) reader.refuse(field, "must give either diameter_px or diameter_mm");
    if (in_px) return reader.number(json["diameter_px"], field + ".diameter_px", 0.1, farthest_px);
    if (!px_per_mm)
        reader.refuse(field + ".diameter_mm", "needs 'px_per_mm' in the same file; or give diameter_px");
    return *px_per_mm * reader.number(json["diameter_mm"], field + ".diameter_mm", 0.1, 1000.0);
}

scalp::Stroke stroke_of(const Reader& reader, const Json& json, const std::string& field,
                        const std::optional<double>& px_per_mm) {
    reader.expect_object(json, field, stroke_keys);
    for (const char* needed : {"paint", "path_px"})
        if (!json.contains(needed)) reader.refuse(field + "." + needed, "is missing");
    scalp::Stroke stroke;
    stroke.region = paint_of(reader, reader.text(json["paint"], field + ".paint"), field + ".paint");
    stroke.diameter_px = diameter_of(reader, json, field, px_per_mm);
    const Json& path = json["path_px"];
    if (!path.is_array() || path.empty())
        reader.refuse(field + ".path_px", "must be a list of points [x, y]");
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto point = reader.numbers(path[i], field + ".path_px[" + std::to_string(i) + "]", 2);
        stroke.path_px.push_back({point[0], point[1]});
    }
    return stroke;
}

scalp::KnownLength known_length_of(const Reader& reader, const Json& json) {
    const auto v = reader.numbers(json, "known", 5);
    const scalp::KnownLength known{{v[0], v[1]}, {v[2], v[3]}, v[4]};
    if (const auto objection = objection_to(known))
        reader.refuse("known", "cannot set the scale: " + *objection + "; it is x1, y1, x2, y2 and the mm");
    return known;
}

// The values that are settings as well have the settings' names and ranges.
void read_settings(const Reader& reader, const Json& json, scalp::Hints& hints) {
    Document document;
    if (json.contains("view")) {
        const std::string name = reader.text(json["view"], "view");
        try {
            setting("view").set_choice(document, name);
        } catch (const std::invalid_argument& wrong) {
            reader.refuse("view", std::string("is wrong: ") + wrong.what());
        }
    }
    if (json.contains("px_per_mm")) {
        const Setting& scale = setting("px-per-mm");
        scale.set_number(document, reader.number(json["px_per_mm"], "px_per_mm", scale.step, scale.maximum));
    }
    if (json.contains("forehead")) {
        const Setting& forehead = setting("forehead");
        forehead.set_number(document,
                            reader.number(json["forehead"], "forehead", forehead.minimum, forehead.maximum));
    }
    hints = document.hints;
    if (json.contains("reference_mm"))
        hints.reference_mm = reader.number(json["reference_mm"], "reference_mm", scalp::least_reference_mm,
                                           scalp::most_reference_mm);
}

scalp::Handles handles_of(const Reader& reader, const Json& json) {
    reader.expect_object(json, "handles", scalp::handle_names);
    scalp::Handles handles;
    for (const auto& [name, value] : json.items()) {
        const auto point = reader.numbers(value, "handles." + name, 2);
        handles[static_cast<std::size_t>(*scalp::handle_named(name))] = {point[0], point[1]};
    }
    return handles;
}

Json json_of(const scalp::Handles& handles) {
    Json json = Json::object();
    for (std::size_t i = 0; i < handles.size(); ++i)
        if (handles[i]) json[std::string(scalp::handle_names[i])] = {handles[i]->x, handles[i]->y};
    return json;
}

Json json_of(const scalp::Stroke& stroke) {
    Json path = Json::array();
    for (const core::PhotoPoint& point : stroke.path_px) path.push_back({point.x, point.y});
    return {{"paint", name_of_paint(stroke.region)}, {"diameter_px", stroke.diameter_px}, {"path_px", path}};
}

}  // namespace

std::string name_of_paint(const std::optional<core::Region>& region) {
    return region ? std::string(core::region_names[static_cast<std::size_t>(*region)]) : erase;
}

std::string hints_json(const scalp::Hints& hints) {
    Json json = Json::object();
    if (hints.view != scalp::View::automatic) json["view"] = scalp::name_of(hints.view);
    if (hints.px_per_mm) json["px_per_mm"] = *hints.px_per_mm;
    if (const auto& known = hints.known_length)
        json["known"] = {known->from_px.x, known->from_px.y, known->to_px.x, known->to_px.y,
                         known->length_mm};
    if (hints.reference_mm) json["reference_mm"] = *hints.reference_mm;
    if (hints.forehead_lower_mm != 0.0) json["forehead"] = hints.forehead_lower_mm;
    if (hints.handles != scalp::Handles{}) json["handles"] = json_of(hints.handles);
    if (!hints.strokes.empty()) {
        json["strokes"] = Json::array();
        for (const scalp::Stroke& stroke : hints.strokes) json["strokes"].push_back(json_of(stroke));
    }
    return json.dump(2) + "\n";
}

scalp::Hints parse_hints(const std::string& text, const std::filesystem::path& file) {
    const Reader reader(file);
    Json json;
    try {
        json = Json::parse(text);
    } catch (const Json::exception& wrong) {
        reader.refuse("", "it is no JSON, " + json_problem(text, wrong) +
                              "; correct it there, as the README shows, or save one from the window");
    }
    reader.expect_object(json, "", hint_keys);
    scalp::Hints hints;
    read_settings(reader, json, hints);
    if (json.contains("known")) hints.known_length = known_length_of(reader, json["known"]);
    if (hints.known_length && hints.px_per_mm)
        reader.refuse("known", "and 'px_per_mm' both set the scale: give one of them");
    if (json.contains("handles")) hints.handles = handles_of(reader, json["handles"]);
    if (!json.contains("strokes")) return hints;
    if (!json["strokes"].is_array()) reader.refuse("strokes", "must be a list");
    for (std::size_t i = 0; i < json["strokes"].size(); ++i)
        hints.strokes.push_back(
            stroke_of(reader, json["strokes"][i], "strokes[" + std::to_string(i) + "]", hints.px_per_mm));
    return hints;
}

scalp::Hints load_hints(const std::filesystem::path& file) {
    const auto bytes = photo::read_file(file, "hints file", most_bytes);
    return parse_hints({bytes.begin(), bytes.end()}, file);
}

void save_hints(const scalp::Hints& hints, const std::filesystem::path& file) {
    photo::save_text(hints_json(hints), file);
}

}  // namespace stubble::session
