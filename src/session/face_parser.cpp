#include "session/face_parser.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/error.h"
#include "photo/file.h"
#include "session/onnx_input.h"

namespace stubble::session {
namespace {

using Json = nlohmann::json;
using Path = std::filesystem::path;

// Limits of plausibility: nets for faces are fed 128 to 1024 px and tell some twenty classes.
constexpr int least_side_px = 16, largest_side_px = 4096, largest_class = 1000;
constexpr std::uint64_t most_net_bytes = 1'000'000'000, most_json_bytes = 1'000'000;

[[noreturn]] void refuse(const Path& file, const std::string& why) {
    throw core::LoadError("Cannot use " + file.string() + " as face parser: " + why);
}

void set_size(const Path& file, scalp::ParserModel& model, int width, int height) {
    if (std::min(width, height) < least_side_px || std::max(width, height) > largest_side_px)
        refuse(file, "a picture of " + std::to_string(width) + "x" + std::to_string(height) +
                         " px is no size to find a face in; 16 to 4096 px are.");
    model.size = {width, height};
}

void use_declared_input(scalp::ParserModel& model) {
    const auto bytes = photo::read_file(model.file, "face parser", most_net_bytes);
    const auto shape = onnx_input_shape({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!shape) refuse(model.file, "it is no ONNX model; export the net as ONNX.");
    if (shape->empty()) return;
    std::string text;
    for (const int side : *shape) text += (text.empty() ? "" : "x") + (side ? std::to_string(side) : "?");
    const auto& s = *shape;
    if (s.size() != 4 || s[0] > 1 || (s[1] != 0 && s[1] != 3))
        refuse(model.file, "it takes " + text + " where a colour picture of 1x3xHEIGHTxWIDTH is needed.");
    if (s[2] > 0 && s[3] > 0) set_size(model.file, model, s[3], s[2]);
}

template <class Value>
std::vector<Value> list_of(const Path& file, const std::string& key, const Json& json,
                           std::optional<std::size_t> count) {
    const bool right = json.is_array() && (!count || json.size() == *count) &&
                       std::all_of(json.begin(), json.end(), [](const Json& item) {
                           return std::is_integral_v<Value> ? item.is_number_integer() : item.is_number();
                       });
    if (!right)
        refuse(file, "'" + key + "' must be a list of " + (count ? std::to_string(*count) + " " : "") +
                         (std::is_integral_v<Value> ? "whole numbers." : "numbers."));
    return json.get<std::vector<Value>>();
}

std::array<double, 3> channels_of(const Path& file, const std::string& key, const Json& json) {
    const auto v = list_of<double>(file, key, json, 3);
    if (key == "std" && std::any_of(v.begin(), v.end(), [](double d) { return !(d > 0.0); }))
        refuse(file, "'std' divides, so its numbers must be above 0.");
    return {v[0], v[1], v[2]};
}

void set_classes(const Path& file, const Json& json, scalp::ParserModel& model) {
    if (!json.is_object()) refuse(file, "'classes' must name lists for background, skin and hair.");
    model.background.clear(), model.skin.clear(), model.hair.clear();
    std::vector<int> seen;
    for (const auto& [name, channels] : json.items()) {
        std::vector<int>* wanted = name == "background" ? &model.background
                                   : name == "skin"     ? &model.skin
                                   : name == "hair"     ? &model.hair
                                                        : nullptr;
        if (!wanted) refuse(file, "'classes' knows background, skin and hair, no '" + name + "'.");
        *wanted = list_of<int>(file, "classes." + name, channels, std::nullopt);
        for (const int channel : *wanted) {
            if (channel < 0 || channel > largest_class || std::count(seen.begin(), seen.end(), channel) > 0)
                refuse(file, "class " + std::to_string(channel) + " of '" + name +
                                 "' is out of range or named twice.");
            seen.push_back(channel);
        }
    }
    if (model.skin.empty() || model.hair.empty())
        refuse(file, "'classes' must name at least one class of skin and one of hair.");
}

std::string word_of(const Path& file, const std::string& key, const Json& json) {
    if (!json.is_string()) refuse(file, "'" + key + "' must be a word in quotation marks.");
    return json.get<std::string>();
}

void set_key(const Path& file, const std::string& key, const Json& json, scalp::ParserModel& model) {
    if (key == "size") {
        const auto size = list_of<int>(file, key, json, 2);
        set_size(file, model, size[0], size[1]);
    } else if (key == "mean") {
        model.mean = channels_of(file, key, json);
    } else if (key == "std") {
        model.deviation = channels_of(file, key, json);
    } else if (key == "order") {
        const std::string order = word_of(file, key, json);
        if (order != "RGB" && order != "BGR") refuse(file, "'order' is RGB or BGR, not '" + order + "'.");
        model.blue_first = order == "BGR";
    } else if (key == "output") {
        model.output = word_of(file, key, json);
    } else if (key == "classes") {
        set_classes(file, json, model);
    } else {
        refuse(file, "there is no key '" + key + "'; known are size, mean, std, order, output and classes.");
    }
}

}  // namespace

scalp::ParserModel face_parser(const Path& file) {
    scalp::ParserModel model;
    model.file = file;
    use_declared_input(model);
    Path beside = file;
    beside.replace_extension(".json");
    std::error_code ignored;
    if (!std::filesystem::exists(beside, ignored)) return model;
    const Json json =
        Json::parse(photo::read_file(beside, "face parser's file", most_json_bytes), nullptr, false);
    if (!json.is_object()) refuse(beside, "it is no JSON object; correct it or take it away.");
    for (const auto& [key, value] : json.items()) set_key(beside, key, value, model);
    return model;
}

}  // namespace stubble::session
