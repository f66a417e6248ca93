#include <imgui.h>

#include <cstdio>
#include <tuple>
#include <utility>

#include "app/captions.h"
#include "app/measure.h"
#include "app/panels.h"
#include "app/setting_widget.h"
#include "core/region.h"

namespace stubble::app {
namespace {

std::string rounded(double value, int decimals, const char* unit) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f%s%s", decimals, value, *unit ? " " : "", unit);
    return text;
}

// An area that may be none at all has no middle worth naming.
std::string area_of(const scalp::Area& area) {
    if (area.sigma_cm2 > area.cm2) return "up to " + rounded(area.cm2 + area.sigma_cm2, 0, "cm\u00b2");
    return rounded(area.cm2, 0, "\u00b1 ") + rounded(area.sigma_cm2, 0, "cm\u00b2");
}

void draw_scalp_facts(const scalp::Scalp& scalp, bool with_legend) {
    const double share = 100.0 * scalp.scale.sigma_share;
    draw_label(
        "Scale",
        rounded(scalp.scale.px_per_mm, 1, "px/mm") + "  \u00b1 " + rounded(share, share < 10 ? 1 : 0, "%"),
        "Photo pixels per millimetre at the middle of the scalp, with one standard deviation.");
    std::string seen =
        "What the scale rests on. Average sizes are a few percent off; a measured length is best.";
    for (const scalp::ScaleMeasure& m : scalp.scale.measures)
        seen += "\n" + m.name + ": " + rounded(m.px_per_mm, 2, "px/mm") + " \u00b1 " +
                rounded(100.0 * m.sigma_share, 1, "%");
    draw_label("Scale from", scalp.scale.method, seen);
    const auto& [skin, hair] = std::tie(scalp.skin, scalp.hair);
    draw_label("Skin", scalp::skin_classes_of(skin) + ", " + scalp::name_of(skin.undertone),
               "By the individual typology angle, " + rounded(skin.ita_deg, 0, "\u00b0") + " \u00b1 " +
                   rounded(skin.ita_sigma_deg, 0, "\u00b0") + ": higher is lighter. Undertone by hue.");
    draw_label(
        "Own hair",
        (hair.colour_name ? std::string(scalp::name_of(*hair.colour_name)) + ", " : "") +
            scalp::name_of(hair.length),
        "Shaved is up to 0.5 mm, stubble up to 3 mm, short up to 30 mm; long hair falls below the neck.");
    if (const auto& loss = scalp.loss_stage)
        draw_label("Stage", (loss->at_least ? "at least " : "") + loss->scale + " " + loss->stage,
                   "A suggestion by where the scalp is bare, " + rounded(100 * loss->confidence, 0, "%") +
                       " sure; what this view hides is not counted.");
    const std::string sure =
        "Certainty of the regions: " + rounded(100 * scalp.region_finding.confidence, 0, "%") + " (" +
        scalp.region_finding.how + ").";
    for (const auto region : {core::Region::bald, core::Region::thinning, core::Region::hair}) {
        const auto index = static_cast<std::size_t>(region);
        if (index >= scalp.areas.size() || scalp.areas[index].cm2 < 0.5) continue;
        const auto& area = scalp.areas[index];
        if (with_legend) draw_tint_square(region);
        draw_label(label_of(region), area_of(area), sure);
    }
}

std::string work_of(std::size_t dots, int sessions) {
    double low = 0, high = 0;
    for (const auto& session : design::estimate_sessions(static_cast<int>(dots), sessions))
        low += session.hours_low, high += session.hours_high;
    return std::to_string(sessions) + (sessions == 1 ? " session, " : " sessions, ") +
           rounded(low, low < 10 ? 1 : 0, "") + "\u2013" + rounded(high, high < 10 ? 1 : 0, "h");
}

void draw_treatment_facts(const session::Document& document, const session::Derived& derived) {
    draw_label("Dots on this photo", dot_count(derived),
               "Only what this photo shows: other sides of the head come on top.");
    draw_label("Work", derived.dots ? work_of(derived.dots->size(), document.look.sessions) : "\u2013",
               "Estimate for the dots on this photo.");
}

// Controls that stand for a command.
void draw_tick(Commands& commands, const char* label, const char* help) {
    const Action& action = command(commands.actions, label);
    bool ticked = action.ticked(commands.model);
    if (ImGui::Checkbox(label, &ticked)) commands.chosen = &action;
    if (ImGui::IsItemHovered()) draw_tooltip(help);
}

void draw_button(Commands& commands, const char* label, const char* shown) {
    if (ImGui::Button(shown, {-1, 0})) commands.chosen = &command(commands.actions, label);
}

void draw_known_length(const session::Document& document, Commands& commands) {
    const auto& known = document.hints.known_length;
    if (known)
        draw_label("Known length", rounded(known->length_mm, 1, "mm"), "The length measured on this photo.");
    constexpr const char *measure = "Measure a known length", *forget = "Forget the known length";
    draw_button(commands, measure, known ? "Measure again" : measure);
    if (ImGui::IsItemHovered())
        draw_tooltip(
            "Drag a line along a sticker or ruler on the head and type its length: the scale is exact then.");
    if (known) draw_button(commands, forget, forget);
}

std::optional<Edit> draw_reference(const session::Document& document) {
    std::optional<Edit> edit;
    bool there = document.hints.reference_mm.has_value();
    constexpr double usual_mm = 20.0;
    if (ImGui::Checkbox("Look for a sticker or coin", &there)) {
        edit = Edit{document, false};
        edit->document.hints.reference_mm = there ? std::optional(usual_mm) : std::nullopt;
    }
    if (ImGui::IsItemHovered())
        draw_tooltip("A round sticker or coin of known diameter on the head, seen whole, gives the scale.");
    if (!document.hints.reference_mm) return edit;
    float diameter_mm = static_cast<float>(*document.hints.reference_mm);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::SliderFloat("##reference", &diameter_mm, static_cast<float>(scalp::least_reference_mm),
                           static_cast<float>(scalp::most_reference_mm), "%.2f mm",
                           ImGuiSliderFlags_AlwaysClamp)) {
        edit = Edit{document, ImGui::IsItemActive()};
        edit->document.hints.reference_mm = static_cast<double>(diameter_mm);
    }
    return edit;
}

std::optional<Edit> draw_scale_override(const session::Document& document, double px_per_mm) {
    std::optional<Edit> edit;
    const session::Setting& setting = session::setting("px-per-mm");
    const auto with_scale = [&](double value) {
        // Of two words on the scale the later one counts.
        session::Document changed = with_known_length(document, std::nullopt);
        setting.set_number(changed, value);
        return changed;
    };
    bool own = document.hints.px_per_mm.has_value();
    if (ImGui::Checkbox("Set the scale myself", &own)) edit = Edit{with_scale(own ? px_per_mm : 0.0), false};
    if (ImGui::IsItemHovered())
        draw_tooltip(
            "Give the photo pixels per millimetre at the middle of the scalp, where they are known.");
    if (!document.hints.px_per_mm) return edit;
    float value = static_cast<float>(*document.hints.px_per_mm);
    ImGui::SetNextItemWidth(-1);
    // At 0 the photo would be asked again, which the tick above is for.
    if (ImGui::SliderFloat("##scale", &value, static_cast<float>(setting.step),
                           static_cast<float>(setting.maximum), "%.2f px/mm",
                           ImGuiSliderFlags_Logarithmic | ImGuiSliderFlags_AlwaysClamp))
        edit = Edit{with_scale(static_cast<double>(value)), ImGui::IsItemActive()};
    return edit;
}

void draw_looks(Commands& commands) {
    draw_tick(commands, "Show the regions found",
              "Tints the before side by what was found: hair, thinning and bald scalp, other skin (R).");
    draw_tick(commands, "Show the hair density found",
              "Tints the scalp by the share of full hair density that grows there (V).");
    draw_tick(commands, "Show how certain the regions are",
              "Where the tint is dark the photo leaves doubt: look there first (K).");
    draw_tick(commands, "Fit the head by hand",
              "Shows the head as it was found; drag crown, ears and brow where it is off (F).");
}

}  // namespace

std::optional<Edit> draw_photo_panel(const session::Document& document, const session::Derived& derived,
                                     Commands& commands) {
    const bool with_legend = commands.model.look.overlay == scalp::Overlay::regions;
    if (derived.scalp) draw_scalp_facts(*derived.scalp, with_legend);
    draw_treatment_facts(document, derived);
    ImGui::Spacing();
    draw_looks(commands);
    draw_known_length(document, commands);
    auto edit = draw_reference(document);
    if (auto change = draw_scale_override(document, derived.scalp ? derived.scalp->scale.px_per_mm : 0.0))
        edit = std::move(change);
    if (auto change = draw_group("photo", document, {"px-per-mm", "seed"})) edit = std::move(change);
    if (ImGui::Button("Arrange the dots anew", {-1, 0})) {
        const session::Setting& seed = session::setting("seed");
        edit = Edit{document, false};
        seed.set_number(edit->document, seed.number(document) + 1.0);
    }
    if (ImGui::IsItemHovered()) draw_tooltip(session::setting("seed").help);
    return edit;
}

}  // namespace stubble::app
