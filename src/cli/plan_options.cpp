#include "cli/plan_options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>

#include "cli/errors.h"
#include "session/face_parser.h"
#include "session/hints_file.h"
#include "session/known_length.h"
#include "session/settings.h"

namespace stubble::cli {
namespace {

using session::Setting;

std::string plain(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.10g", value);
    return text;
}

std::optional<double> number_of(const std::string& text) {
    double value = 0.0;
    const char* const end = text.data() + text.size();
    const char* const begin = text.starts_with('+') ? text.data() + 1 : text.data();
    const auto [rest, error] = std::from_chars(begin, end, value);
    if (error != std::errc() || rest != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

// Exactly `count` numbers between commas.
std::vector<double> numbers_of(const std::string& option, const std::string& text, std::size_t count,
                               const char* form) {
    std::vector<double> values;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const auto value = number_of(text.substr(from, comma - from));
        if (!value) break;
        values.push_back(*value);
        from = comma + 1;
    }
    if (values.size() != count || from <= text.size())
        throw UsageError(option + " '" + text + "' cannot be read: write " + form);
    return values;
}

std::string range_of(const Setting& s) {
    const std::string unit = s.unit.empty() ? "" : " " + s.unit;
    return plain(s.minimum) + " to " + plain(s.maximum) + unit;
}

std::string description_of(const Setting& s) {
    const session::Document defaults;
    if (s.choices.empty()) {
        const std::string usual = s.is_automatic     ? "auto"
                                  : s.unit == "days" ? session::format_age(s.number(defaults))
                                                     : plain(s.number(defaults));
        return s.help + " " + range_of(s) + ", default " + usual;
    }
    std::string names;
    for (const auto& choice : s.choices) names += (names.empty() ? "" : ", ") + choice.name;
    return s.help + " One of " + names + "; default " + s.choice(defaults);
}

const char* type_of(const Setting& s) {
    if (!s.choices.empty()) return "NAME";
    return s.unit == "days" ? "AGE" : s.unit == "mm" ? "MM" : "N";
}

void apply_number(const Setting& s, const std::string& text, session::Document& document) {
    if (s.set_automatic && text == "auto") {
        s.set_automatic(document);
        return;
    }
    const auto value = s.unit == "days" ? std::optional(session::parse_age_days(text)) : number_of(text);
    if (!value) throw UsageError("--" + s.name + " '" + text + "' is no number: give " + range_of(s));
    // 0 leaves the scale to the photo; no photo of a head lies between 0 and one step.
    if (s.name == "px-per-mm" && *value > 0.0 && *value < s.step)
        throw UsageError("--" + s.name + " " + text + " is out of range: give " + plain(s.step) + " to " +
                         plain(s.maximum) + " px/mm, or 0 to measure it in the photo");
    if (*value < s.minimum || *value > s.maximum)
        throw UsageError("--" + s.name + " " + text + " is out of range: give " + range_of(s));
    if (s.step == 1.0 && s.unit != "days" && *value != std::floor(*value))
        throw UsageError("--" + s.name + " " + text + " is no whole number: give " + range_of(s));
    s.set_number(document, *value);
}

scalp::KnownLength known_length_of(const std::string& text) {
    const auto v = numbers_of("--known", text, 5, "X1,Y1,X2,Y2,MM, as 410,200,610,200,25");
    const scalp::KnownLength known{{v[0], v[1]}, {v[2], v[3]}, v[4]};
    if (const auto objection = session::objection_to(known))
        throw UsageError("--known '" + text + "' cannot set the scale: " + *objection);
    return known;
}

double reference_of(const std::string& text) {
    const auto mm = number_of(text);
    if (!mm || *mm < scalp::least_reference_mm || *mm > scalp::most_reference_mm)
        throw UsageError("--reference '" + text +
                         "' is no diameter that can be looked for: give 10 to 30 mm, as 23.25");
    return *mm;
}

std::string names_of_handles() {
    std::string list;
    for (const auto name : scalp::handle_names) (list += list.empty() ? "" : ", ") += name;
    return list;
}

// NAME=X,Y, each name once.
void apply_handles(const std::vector<std::string>& given, scalp::Handles& handles) {
    std::set<scalp::Handle> seen;
    for (const std::string& text : given) {
        const std::size_t equals = std::min(text.find('='), text.size());
        const auto handle = scalp::handle_named(text.substr(0, equals));
        if (!handle)
            throw UsageError("--handle '" + text + "' names no point of the head: use " + names_of_handles());
        if (!seen.insert(*handle).second)
            throw UsageError("--handle '" + text + "' shows a point that is shown already: give each once");
        const char* const form = "NAME=X,Y, as crown=700,210";
        if (equals == text.size()) throw UsageError("--handle '" + text + "' has no place: write " + form);
        const auto v = numbers_of("--handle " + text.substr(0, equals), text.substr(equals + 1), 2, form);
        handles[static_cast<std::size_t>(*handle)] = {v[0], v[1]};
    }
}

core::LinearRgb transmittance_of(const std::string& text) {
    const auto v = numbers_of("--transmittance", text, 3, "R,G,B, as 0.26,0.36,0.41");
    for (const double share : v)
        if (share < 0.0 || share > 1.0)
            throw UsageError("--transmittance '" + text + "' is out of range: give three shares from 0 to 1");
    return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

}  // namespace

void apply_setting(const std::string& name, const std::string& text, session::Document& document) {
    const Setting& s = session::setting(name);
    try {
        if (s.choices.empty())
            apply_number(s, text, document);
        else
            s.set_choice(document, text);
    } catch (const std::invalid_argument& error) {
        throw UsageError("--" + name + ": " + error.what());
    }
}

const std::vector<std::string>& replaced_by_map() {
    static const std::vector<std::string> names = {"hairline", "diffusion", "lower",      "irregularity",
                                                   "density",  "units",     "naturalness"};
    return names;
}

void PlanOptions::add_to(CLI::App& command, const std::set<std::string>& groups, bool treat) {
    for (const Setting& s : session::settings())
        if (groups.empty() || groups.count(s.group) > 0)
            command.add_option("--" + s.name, given_[s.name], description_of(s))->type_name(type_of(s));
    add_corrections_to(command);
    if (treat) add_map_to(command);
}

void PlanOptions::add_corrections_to(CLI::App& command) {
    command
        .add_option("--known", known_,
                    "Two photo points and the mm between them, where a ruler or sticker lies")
        ->type_name("X1,Y1,X2,Y2,MM");
    command
        .add_option("--reference", reference_,
                    "Diameter of the round sticker or coin in the photo, 10 to 30 mm: it is looked for, and "
                    "the scale taken from it")
        ->type_name("MM");
    command
        .add_option(
            "--handle", handles_,
            "A point of the head and where it is in the photo, to fit the head to; may be given for " +
                names_of_handles() + " (ears: where the upper rim meets the head)")
        ->allow_extra_args(false)
        ->type_name("NAME=X,Y");
    command
        .add_option(
            "--hints", hints_,
            "View, scale, forehead boundary, handles and strokes that correct what is found, as saved in the "
            "window; options beside it win")
        ->type_name("HINTS.json");
    command
        .add_option(
            "--parser", parser_,
            "Your own face-parsing net as a further witness for hair and skin: input 1x3xHxW, RGB with "
            "ImageNet mean and deviation, output 1xCxhxw, classes of BiSeNet on CelebAMask-HQ; "
            "MODEL.json beside it says what differs (see README)")
        ->type_name("MODEL.onnx");
}

void PlanOptions::add_map_to(CLI::App& command) {
    command
        .add_option(
            "--treat", treat_,
            "Treat exactly what this map says, in place of hairline, density and units: 16-bit grey, the "
            "photo's size, dots per cm2 x 100")
        ->type_name("MAP.png");
    command
        .add_option("--transmittance", transmittance_,
                    "With --treat: linear share of light left at a dot's centre, in place of the shade's")
        ->type_name("R,G,B");
}

bool PlanOptions::gives(const std::string& setting) const {
    const auto given = given_.find(setting);
    return given != given_.end() && !given->second.empty();
}

void PlanOptions::refuse_two_scales() const {
    std::string first;
    for (const auto& [option, is_given] : {std::pair("--known", !known_.empty()),
                                           {"--reference", !reference_.empty()},
                                           {"--px-per-mm", gives("px-per-mm")}}) {
        if (!is_given) continue;
        if (!first.empty())
            throw UsageError(first + " and " + option + " both set the scale: give one of them");
        first = option;
    }
}

void PlanOptions::apply_hints(session::Document& document) const {
    refuse_two_scales();
    if (!hints_.empty()) document.hints = session::load_hints(hints_);
    if (!known_.empty() || !reference_.empty()) document.hints.px_per_mm.reset();
    if (!reference_.empty() || gives("px-per-mm")) document.hints.known_length.reset();
}

void PlanOptions::apply(session::Document& document) const {
    apply_hints(document);
    for (const auto& [name, text] : given_)
        if (!text.empty()) apply_setting(name, text, document);
    if (!known_.empty()) document.hints.known_length = known_length_of(known_);
    if (!reference_.empty()) document.hints.reference_mm = reference_of(reference_);
    apply_handles(handles_, document.hints.handles);
    if (!parser_.empty()) document.hints.parser = session::face_parser(parser_);
    apply_map(document);
}

void PlanOptions::apply_map(session::Document& document) const {
    if (treat_.empty() && !transmittance_.empty())
        throw UsageError("--transmittance goes with --treat: name a map as well, or leave it out");
    if (treat_.empty()) return;
    for (const std::string& planned : replaced_by_map())
        if (gives(planned))
            throw UsageError("--treat and --" + planned + " both say where dots lie: give one of them");
    for (const char* recipe : {"shade", "dilution", "warmth"})
        if (!transmittance_.empty() && gives(recipe))
            throw UsageError(std::string("--transmittance and --") + recipe +
                             " both say how dark dots are: give one of them");
    document.treat = session::TreatMap{treat_, std::nullopt};
    if (!transmittance_.empty()) document.treat->transmittance = transmittance_of(transmittance_);
}

}  // namespace stubble::cli
