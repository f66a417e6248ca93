#include <imgui.h>

#include <cstdio>
#include <utility>

#include "app/panels.h"
#include "app/setting_widget.h"
#include "core/region.h"

namespace stubble::app {
namespace {

void draw_fact(const char* label, const std::string& value, const std::string& help) {
    draw_label(label, value, help);
}

std::string rounded(double value, int decimals, const char* unit) {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f%s%s", decimals, value, *unit ? " " : "", unit);
    return text;
}

const char* skin_type_of(double ita_deg) {  // classes of the individual typology angle, domain.md 3
    if (ita_deg > 55) return "very light";
    if (ita_deg > 41) return "light";
    if (ita_deg > 28) return "intermediate";
    if (ita_deg > 10) return "tan";
    return ita_deg > -30 ? "brown" : "dark";
}

// A square in the region's tint in front of its name, while the tints are shown.
void draw_legend_square(std::size_t region) {
    const core::Rgb8 tint = core::region_tints[region];
    const float side = ImGui::GetFontSize() * 0.8f;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float top = at.y + (ImGui::GetTextLineHeight() - side) * 0.5f;
    ImGui::GetWindowDrawList()->AddRectFilled({at.x, top}, {at.x + side, top + side},
                                              IM_COL32(tint.r, tint.g, tint.b, 255), 2.0f);
    ImGui::Dummy({side, 0});
    ImGui::SameLine();
}

void draw_scalp_facts(const scalp::Scalp& scalp, const PhotoFacts& facts, bool with_legend) {
    const double share = 100.0 * scalp.scale.sigma_share;
    draw_fact(
        "Scale",
        rounded(scalp.scale.px_per_mm, 1, "px/mm") + "  \u00b1 " + rounded(share, share < 10 ? 1 : 0, "%"),
        "Photo pixels per millimetre at the middle of the scalp, with one standard deviation. From: " +
            scalp.scale.method + ".");
    draw_fact(
        "Skin",
        std::string(skin_type_of(scalp.skin.ita_deg)) + ", ITA " + rounded(scalp.skin.ita_deg, 0, "\u00b0"),
        "Individual typology angle of the scalp's skin: higher is lighter.");
    const std::string sure =
        "Certainty of the regions: " + rounded(100 * scalp.region_finding.confidence, 0, "%") + " (" +
        scalp.region_finding.how + ").";
    for (const auto region : {core::Region::bald, core::Region::thinning, core::Region::hair}) {
        const auto index = static_cast<std::size_t>(region);
        static constexpr const char* labels[] = {"", "", "Hair", "Bald scalp", "Thinning scalp"};
        if (index >= facts.areas_cm2.size() || facts.areas_cm2[index] < 0.5) continue;
        if (with_legend) draw_legend_square(index);
        draw_fact(labels[index], rounded(facts.areas_cm2[index], 0, "cm\u00b2"), sure);
    }
}

void draw_treatment_facts(const session::Document& document, const session::Derived& derived) {
    if (!derived.dots) return;
    const auto count = static_cast<int>(derived.dots->size());
    draw_fact("Dots on this photo", grouped_number(count),
              "Only what this photo shows: other sides of the head come on top.");
    double low = 0, high = 0;
    for (const auto& session : design::estimate_sessions(count, document.look.sessions))
        low += session.hours_low, high += session.hours_high;
    draw_fact("Work",
              std::to_string(document.look.sessions) +
                  (document.look.sessions == 1 ? " session, " : " sessions, ") +
                  rounded(low, low < 10 ? 1 : 0, "") + "\u2013" + rounded(high, high < 10 ? 1 : 0, "h"),
              "Estimate for the dots on this photo.");
}

std::optional<Edit> draw_scale_override(const session::Document& document, const scalp::Scalp& scalp) {
    std::optional<Edit> edit;
    const session::Setting& setting = session::setting("px-per-mm");
    bool own = document.hints.px_per_mm.has_value();
    if (ImGui::Checkbox("Set the scale myself", &own)) {
        edit = Edit{document, false};
        setting.set_number(edit->document, own ? scalp.scale.px_per_mm : 0.0);
    }
    if (ImGui::IsItemHovered()) draw_tooltip(setting.help);
    if (!document.hints.px_per_mm) return edit;
    float value = static_cast<float>(*document.hints.px_per_mm);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::SliderFloat("##scale", &value, 1.0f, 60.0f, "%.2f px/mm", ImGuiSliderFlags_Logarithmic)) {
        edit = Edit{document, ImGui::IsItemActive()};
        setting.set_number(edit->document, static_cast<double>(value));
    }
    return edit;
}

}  // namespace

std::optional<Edit> draw_photo_panel(const session::Document& document, const session::Derived& derived,
                                     const PhotoFacts& facts, Look& look) {
    draw_scalp_facts(*derived.scalp, facts, look.show_regions);
    draw_treatment_facts(document, derived);
    ImGui::Spacing();
    ImGui::Checkbox("Show the regions found", &look.show_regions);
    if (ImGui::IsItemHovered())
        draw_tooltip("Tints the left half by what was found: hair, thinning and bald scalp, skin.");
    auto edit = draw_scale_override(document, *derived.scalp);
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
