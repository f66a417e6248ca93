#include <imgui.h>

#include <utility>

#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {
namespace {

// The client's skin under that shade at the planned density: what is seen from a few steps away.
ImU32 treated_colour(const pigment::Shade& shade, const session::Document& document,
                     const session::Derived& derived) {
    const core::LinearRgb skin = derived.scalp ? derived.scalp->skin.colour : scalp::Skin{}.colour;
    const auto optics = pigment::dot_optics(shade, document.look);
    const core::Rgb8 seen =
        core::srgb8_from_linear(skin * pigment::expected_tone(optics, document.plan.core_density_per_cm2));
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

}  // namespace

std::optional<Edit> draw_shade_panel(const session::Document& document, const session::Derived& derived) {
    std::optional<Edit> edit;
    const session::Setting& setting = session::setting("shade");
    const auto choose = [&](const std::string& name) {
        edit = Edit{document, false};
        setting.set_choice(edit->document, name);
    };
    const bool automatic = document.shade == session::automatic_shade;
    draw_label(derived.scalp ? derived.shade.label : setting.label, automatic ? "matched" : "chosen",
               setting.help);
    const auto& shades = pigment::clinical_shades();
    const auto count = static_cast<float>(shades.size());
    const float gap = ImGui::GetStyle().ItemSpacing.x * 0.5f;
    const float width = (ImGui::GetContentRegionAvail().x - gap * (count - 1)) / count;
    for (std::size_t i = 0; i < shades.size(); ++i) {
        if (i) ImGui::SameLine(0, gap);
        if (draw_swatch(shades[i], treated_colour(shades[i], document, derived),
                        {width, ImGui::GetFontSize() * 2.4f}, shades[i].name == derived.shade.name))
            choose(shades[i].name);
    }
    draw_paragraph("This client's scalp under each shade", muted_text_colour);
    bool matched = automatic;
    if (ImGui::Checkbox("Match the client's own hair", &matched))
        choose(matched ? session::automatic_shade : derived.shade.name);
    if (auto change = draw_group("shade", document, {"shade", "depth", "dot-gain"})) edit = std::move(change);
    return edit;
}

}  // namespace stubble::app
