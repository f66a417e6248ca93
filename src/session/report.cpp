#include "session/report.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/region.h"
#include "session/findings_json.h"
#include "session/hints_file.h"
#include "session/settings.h"

namespace stubble::session {
namespace {

using Json = nlohmann::ordered_json;

// File names need not be UTF-8; what is not is replaced, so that a report never fails.
std::string written(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json photo_json(const photo::Photo& photo) {
    Json json = {{"path", photo.path.string()},
                 {"width", photo.pixels.width()},
                 {"height", photo.pixels.height()},
                 {"sha256", photo.sha256},
                 {"fine_colour", photo.fine_colour}};
    if (photo.missing_share > 0.0) json["missing_share"] = photo.missing_share;
    return json;
}

Json scale_json(const scalp::Scale& scale) {
    Json measures = Json::array();
    for (const scalp::ScaleMeasure& m : scale.measures)
        measures.push_back({{"name", m.name}, {"px_per_mm", m.px_per_mm}, {"sigma_share", m.sigma_share}});
    return {{"px_per_mm", scale.px_per_mm},
            {"sigma", scale.sigma_share},
            {"method", scale.method},
            {"measures", measures}};
}

Json head_json(const scalp::Scalp& scalp) {
    const core::HeadFrame& frame = scalp.frame;
    Json rotation = Json::array();  // rows of the rotation from head to camera axes
    for (int row = 0; row < 3; ++row)
        rotation.push_back(
            {frame.head_to_camera[0][row], frame.head_to_camera[1][row], frame.head_to_camera[2][row]});
    const glm::dvec3& origin = frame.origin_camera_mm;
    return {{"semi_axes_mm", {frame.shape.half_breadth_mm, frame.shape.half_length_mm, frame.shape.up_mm}},
            {"down_mm", frame.shape.down_mm},
            {"pose",
             {{"head_to_camera", rotation},
              {"origin_camera_mm", {origin.x, origin.y, origin.z}},
              {"focal_px", frame.focal_px},
              {"principal_point_px", {frame.principal_point_px.x, frame.principal_point_px.y}},
              {"view", scalp::name_of(scalp.view)}}},
            {"sigma", scalp.scale.sigma_share},
            {"confidence", scalp.head_finding.confidence},
            {"how", scalp.head_finding.how}};
}

Json regions_json(const scalp::Scalp& scalp) {
    const std::vector<scalp::Area>& areas = scalp.areas;
    Json by_name = Json::object(), sigma_by_name = Json::object();
    for (std::size_t i = 1; i < core::region_names.size() && i < areas.size(); ++i) {
        by_name[std::string(core::region_names[i])] = areas[i].cm2;
        sigma_by_name[std::string(core::region_names[i])] = areas[i].sigma_cm2;
    }
    Json hairs = Json::object();
    const auto counted = scalp::mean_hairs_per_cm2(scalp);
    for (std::size_t i = 1; i < core::region_names.size() && i < counted.size(); ++i)
        if (counted[i]) hairs[std::string(core::region_names[i])] = *counted[i];
    return {{"area_cm2", by_name},
            {"area_sigma_cm2", sigma_by_name},
            {"hairs_per_cm2", hairs},
            {"confidence", scalp.region_finding.confidence},
            {"how", scalp.region_finding.how}};
}

std::string key_of(const Setting& s) {
    std::string key = s.name;
    for (char& c : key)
        if (c == '-') c = '_';
    return key;
}

Json plan_json(const Derived& derived) {
    Json json = Json::object();
    for (const Setting& s : settings()) {
        if (!s.choices.empty())
            json[key_of(s)] = s.choice(derived.document);
        else if (const double value = s.number(derived.document); value == std::floor(value))
            json[key_of(s)] = static_cast<std::int64_t>(value);
        else
            json[key_of(s)] = value;
    }
    json["shade"] = derived.shade.name;
    json["shade_asked"] = derived.document.shade;
    json["dilution"] = derived.shade.dilution;
    json["warmth"] = derived.shade.warmth;
    json["palette"] = pigment::name_of(derived.shade.palette);
    if (const auto& known = derived.document.hints.known_length)
        json["known"] = {known->from_px.x, known->from_px.y, known->to_px.x, known->to_px.y,
                         known->length_mm};
    if (const auto& treat = derived.document.treat) {
        json["treat"] = treat->map.string();
        const auto& t = derived.optics.transmittance;
        json["transmittance"] = {t.x, t.y, t.z};
    }
    return json;
}

Json zones_json(const Derived& derived) {
    if (derived.document.treat) return {{"map", derived.dots->size()}};
    using design::Zone;
    const core::HeadFrame& frame = derived.scalp->covering_frame;  // by which dots are placed
    const design::Hairline hairline(derived.document.plan, frame.shape);
    constexpr std::array zones = {Zone::transition, Zone::front, Zone::crown, Zone::sides};
    std::array<int, zones.size()> counts{};
    for (const stipple::Dot& dot : *derived.dots) {
        const auto hit = frame.hit({dot.centre_px.x, dot.centre_px.y});
        Zone zone = hit ? hairline.zone_of(hit->point) : Zone::sides;
        if (zone == Zone::outside) zone = Zone::transition;  // moved a fraction of a spacing over the edge
        for (std::size_t i = 0; i < zones.size(); ++i) counts[i] += zones[i] == zone;
    }
    Json json = Json::object();
    for (std::size_t i = 0; i < zones.size(); ++i) json[design::name_of(zones[i])] = counts[i];
    return json;
}

Json sessions_json(const Derived& derived) {
    Json json = Json::array();
    const int count = static_cast<int>(derived.dots->size());
    for (const auto& e : design::estimate_sessions(count, derived.document.look.sessions))
        json.push_back({{"dots", e.dots}, {"hours", {{"low", e.hours_low}, {"high", e.hours_high}}}});
    return json;
}

Json warnings_json(const std::vector<Warning>& warnings) {
    Json json = Json::array();
    for (const Warning& w : warnings) json.push_back({{"code", w.code}, {"text", w.text}});
    return json;
}

}  // namespace

double treated_area_cm2(const Derived& derived) {
    if (!derived.placed || !derived.density) return 0.0;
    double area_mm2 = 0.0;
    for (const auto& follicle : *derived.placed)
        if (derived.density->at(follicle.centre_px.x, follicle.centre_px.y) > 0.0f)
            area_mm2 += static_cast<double>(follicle.skin_mm2);
    return area_mm2 / 100.0;
}

std::string report_json(const Derived& derived) {
    Json json = Json::object();
    if (derived.photo) json["photo"] = photo_json(*derived.photo);
    if (derived.scalp) {
        const scalp::Scale& scale = derived.scalp->scale;
        json["scale"] = scale_json(scale);
        json["head"] = head_json(*derived.scalp);
        json["regions"] = regions_json(*derived.scalp);
        json["hints"] = Json::parse(hints_json(derived.document.hints));
        if (const auto& parser = derived.document.hints.parser)
            json["regions"]["parser"] = parser->file.string();
        json["skin"] = skin_json(derived.scalp->skin);
        json["hair"] = hair_json(derived.scalp->hair);
        json["light"] = light_json(derived.scalp->light);
        json["camera"] = camera_json(derived.scalp->camera);
        json["stage"] = stage_json(derived.scalp->loss_stage);
    }
    if (derived.dots) {
        json["plan"] = plan_json(derived);
        const double area_cm2 = treated_area_cm2(derived);
        const auto count = static_cast<double>(derived.dots->size());
        json["dots"] = {{"count", derived.dots->size()},
                        {"by_zone", zones_json(derived)},
                        {"treated_area_cm2", area_cm2},
                        {"mean_density_per_cm2", area_cm2 > 0.0 ? count / area_cm2 : 0.0}};
        json["sessions"] = sessions_json(derived);
    }
    json["warnings"] = warnings_json(derived.warnings);
    const Timings& t = derived.timings;
    json["timings_ms"] = {
        {"load", t.load}, {"analyse", t.analyse}, {"select", t.select}, {"draw", t.draw}, {"save", t.save}};
    json["seed"] = derived.document.seed;
    json["version"] = STUBBLE_VERSION;
    return written(json);
}

std::string hairlines_json() {
    Json json = Json::array();
    for (const auto& info : design::hairline_styles()) {
        const auto& usual = design::diffusions()[static_cast<std::size_t>(info.usual_diffusion)];
        json.push_back({{"name", info.name},
                        {"label", info.label},
                        {"help", info.help},
                        {"usual_diffusion", usual.name}});
    }
    return written(json);
}

std::string shades_json() {
    Json json = Json::array();
    for (const auto* palette : {&pigment::clinical_shades(), &pigment::creative_shades()})
        for (const pigment::Shade& shade : *palette)
            json.push_back({{"name", shade.name},
                            {"label", shade.label},
                            {"dilution", shade.dilution},
                            {"warmth", shade.warmth},
                            {"palette", pigment::name_of(shade.palette)},
                            {"clinical", shade.palette == pigment::Palette::clinical}});
    return written(json);
}

std::string settings_json() {
    const Document defaults;
    Json json = Json::array();
    for (const Setting& s : settings()) {
        Json item = {
            {"name", s.name}, {"label", s.label}, {"group", s.group}, {"unit", s.unit}, {"help", s.help}};
        if (s.choices.empty()) {
            item["minimum"] = s.minimum, item["maximum"] = s.maximum, item["step"] = s.step;
            item["default"] = s.is_automatic ? Json("auto") : Json(s.number(defaults));
        } else {
            item["choices"] = Json::array();
            for (const Choice& c : s.choices)
                item["choices"].push_back({{"name", c.name}, {"label", c.label}});
            item["default"] = s.choice(defaults);
        }
        json.push_back(std::move(item));
    }
    return written(json);
}

}  // namespace stubble::session
