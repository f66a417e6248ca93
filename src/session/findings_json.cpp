#include "session/findings_json.h"

#include <cmath>

namespace stubble::session {
namespace {

using Json = nlohmann::ordered_json;

Json srgb_json(const core::LinearRgb& colour) {
    const core::Rgb8 encoded = core::srgb8_from_linear(colour);
    return {encoded.r, encoded.g, encoded.b};
}

}  // namespace

Json skin_json(const scalp::Skin& skin) {
    return {{"class", scalp::skin_class_of(skin.ita_deg)},
            {"ita_deg", skin.ita_deg},
            {"ita_sigma_deg", skin.ita_sigma_deg},
            {"undertone", scalp::name_of(skin.undertone)},
            {"hue_deg", skin.hue_deg},
            {"photographed_srgb", srgb_json(skin.colour)}};
}

Json hair_json(const scalp::Hair& hair) {
    Json json = {{"colour", nullptr},
                 {"length", scalp::name_of(hair.length)},
                 {"photographed_srgb", srgb_json(hair.colour)},
                 {"stubble_over_skin", nullptr}};
    if (hair.colour_name) json["colour"] = scalp::name_of(*hair.colour_name);
    if (const auto& left = hair.stubble_over_skin) json["stubble_over_skin"] = {left->r, left->g, left->b};
    return json;
}

Json light_json(const scalp::Light& light) {
    return {{"highlight_colour", {light.colour.r, light.colour.g, light.colour.b}},
            {"shine_share", light.shine_share},
            {"burnt_share", light.burnt_share}};
}

Json camera_json(const scalp::Camera& camera) {
    Json noise = Json::array();
    for (int bin = 0; bin < camera.noise.width(); ++bin)
        if (const float levels = camera.noise.at(bin, 0); std::isfinite(levels))
            noise.push_back({{"brightness", (bin + 0.5) * 256.0 / camera.noise.width()}, {"levels", levels}});
    return {{"blur_sigma_px", camera.blur_sigma_px}, {"sharpening", camera.sharpening}, {"noise", noise}};
}

Json stage_json(const std::optional<scalp::LossStage>& stage) {
    if (!stage) return nullptr;
    return {{"scale", stage->scale},
            {"stage", stage->stage},
            {"at_least", stage->at_least},
            {"confidence", stage->confidence}};
}

}  // namespace stubble::session
