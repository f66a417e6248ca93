#include <imgui.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {
namespace {

constexpr const char* recipe_settings[] = {"dilution", "warmth"};

session::Document without_own_recipe(session::Document document) {
    for (const char* name : recipe_settings) session::setting(name).set_automatic(document);
    return document;
}

// The client's scalp under that shade at the planned density: what is seen from a few steps away.
ImU32 treated_colour(const pigment::Shade& shade, const session::Document& document,
                     const session::Derived& derived) {
    const core::LinearRgb bare = derived.scalp ? derived.treated.colour : scalp::Skin{}.colour,
                          tone = pigment::expected_tone(shade, document.look,
                                                        document.plan.core_density_per_cm2);
    const core::Rgb8 seen =
        core::srgb8_from_linear(pigment::treated_skin(bare, tone, derived.treated.reflected_share));
    return IM_COL32(seen.r, seen.g, seen.b, 255);
}

bool draw_swatch(const pigment::Shade& shade, ImU32 colour, const ImVec2& size, bool lit) {
    const ImVec2 from = ImGui::GetCursorScreenPos(), to{from.x + size.x, from.y + size.y};
    ImGui::PushID(shade.name.c_str());
    const bool clicked = ImGui::InvisibleButton("##shade", size);
    const bool hovered = ImGui::IsItemHovered(), focused = ImGui::IsItemFocused();
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    list.AddRectFilled(from, to, colour, round);
    if (lit)
        list.AddRect(from, to, IM_COL32(255, 255, 255, 255), round, 0, 2.5f);
    else if (hovered || focused)
        list.AddRect(from, to, IM_COL32(255, 255, 255, 130), round, 0, 1.5f);
    if (hovered) draw_tooltip(shade.label);
    return clicked;
}

// A row of swatches that share the width; the one clicked.
std::optional<std::string> draw_swatches(const std::vector<pigment::Shade>& shades, std::size_t from,
                                         std::size_t to, const session::Document& document,
                                         const session::Derived& derived) {
    std::optional<std::string> clicked;
    const auto count = static_cast<float>(to - from);
    const float gap = ImGui::GetStyle().ItemSpacing.x * 0.5f;
    const float width = (ImGui::GetContentRegionAvail().x - gap * (count - 1)) / count;
    for (std::size_t i = from; i < to; ++i) {
        if (i > from) ImGui::SameLine(0, gap);
        if (draw_swatch(shades[i], treated_colour(shades[i], document, derived),
                        {width, ImGui::GetFontSize() * 2.4f}, shades[i].name == derived.shade.name))
            clicked = shades[i].name;
    }
    return clicked;
}

std::optional<std::string> draw_creative(const session::Document& document, const session::Derived& derived) {
    const auto& shades = pigment::creative_shades();
    const bool in_use = derived.shade.palette == pigment::Palette::creative;
    ImGui::SetNextItemOpen(in_use, ImGuiCond_Once);
    if (!ImGui::TreeNode("Creative colours")) return std::nullopt;
    auto clicked = draw_swatches(shades, 0, shades.size() / 2, document, derived);
    if (auto lower = draw_swatches(shades, shades.size() / 2, shades.size(), document, derived))
        clicked = std::move(lower);
    draw_paragraph("Not used in clinical SMP", warning_colour);
    ImGui::TreePop();
    return clicked;
}

// Sliders that begin at the shade's own recipe, and a way back to it.
std::optional<Edit> draw_recipe(const session::Document& document, const session::Derived& derived) {
    std::optional<Edit> edit;
    for (const char* name : recipe_settings) {
        const session::Setting& setting = session::setting(name);
        session::Document shown = document;
        if (setting.is_automatic(document) && derived.scalp)
            setting.set_number(
                shown, std::string(name) == "dilution" ? derived.shade.dilution : derived.shade.warmth);
        const auto moved = draw_setting(setting, shown);
        if (!moved) continue;
        edit = Edit{document, moved->dragging};
        setting.set_number(edit->document, setting.number(moved->document));
    }
    const bool own = !document.dilution && !document.warmth;
    ImGui::BeginDisabled(own);
    if (ImGui::Button("Back to the shade's own recipe")) edit = Edit{without_own_recipe(document), false};
    ImGui::EndDisabled();
    return edit;
}

}  // namespace

session::Document with_shade(session::Document document, const std::string& name) {
    session::setting("shade").set_choice(document, name);
    return without_own_recipe(std::move(document));
}

std::optional<Edit> draw_shade_panel(const session::Document& document, const session::Derived& derived) {
    std::optional<Edit> edit;
    const session::Setting& setting = session::setting("shade");
    const auto choose = [&](const std::string& name) { edit = Edit{with_shade(document, name), false}; };
    const bool automatic = document.shade == session::automatic_shade;
    const bool any_hair = derived.scalp && derived.scalp->hair.length != scalp::HairLength::none;
    const char* how = !automatic ? "chosen" : any_hair ? "matched to hair and skin" : "matched to the skin";
    draw_label(derived.scalp ? derived.shade.label : setting.label, how, setting.help);
    const auto& shades = pigment::clinical_shades();
    if (const auto clicked = draw_swatches(shades, 0, shades.size(), document, derived)) choose(*clicked);
    draw_paragraph("This client's scalp under each shade", muted_text_colour);
    bool matched = automatic;
    if (ImGui::Checkbox("Match the client's own hair", &matched))
        choose(matched ? session::automatic_shade : derived.shade.name);
    if (const auto clicked = draw_creative(document, derived)) choose(*clicked);
    if (auto change = draw_recipe(document, derived)) edit = std::move(change);
    if (auto change = draw_group("shade", document, {"shade", "dilution", "warmth", "depth", "dot-gain"}))
        edit = std::move(change);
    return edit;
}

}  // namespace stubble::app
