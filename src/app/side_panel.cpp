#include <imgui.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {
namespace {

constexpr double largest_warning_share = 0.3;  // of the height of the panels

bool begin_section(const char* title, const Fonts& fonts, bool open) {
    ImGui::PushFont(fonts.heading);
    ImGui::SetNextItemOpen(open, ImGuiCond_Once);
    const bool shown = ImGui::CollapsingHeader(title);
    ImGui::PopFont();
    if (shown) {
        ImGui::PushID(title);
        ImGui::Spacing();
    }
    return shown;
}

void end_section() {
    ImGui::PopID();
    ImGui::Dummy({0, ImGui::GetFontSize() * 0.5f});
}

// Begins a window that fills its area beside the canvas. Warnings that appear leave the keyboard where it is.
void begin_panel(const char* name, const Area& area) {
    ImGui::SetNextWindowPos({static_cast<float>(area.from.x), static_cast<float>(area.from.y)});
    ImGui::SetNextWindowSize({static_cast<float>(area.size().x), static_cast<float>(area.size().y)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar();
}

// The part of the panels' area that warnings take, so that they are in sight wherever the panels are scrolled
// to; more of them than fit scroll. Empty without warnings.
Area warning_area(const std::vector<session::Warning>& warnings, const Area& panels) {
    const ImGuiStyle& style = ImGui::GetStyle();
    const float width = static_cast<float>(panels.size().x) - 2 * style.WindowPadding.x - style.ScrollbarSize;
    float height = warnings.empty() ? 0.0f : 2 * style.WindowPadding.y - style.ItemSpacing.y;
    for (const session::Warning& warning : warnings)
        height += ImGui::CalcTextSize(warning.text.c_str(), nullptr, false, width).y + style.ItemSpacing.y;
    const double kept = std::min(static_cast<double>(height), largest_warning_share * panels.size().y);
    return {{panels.from.x, panels.to.y - kept}, panels.to};
}

void draw_warnings(const std::vector<session::Warning>& warnings, const Area& area) {
    if (warnings.empty()) return;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ImGui::GetColorU32(ImGuiCol_MenuBarBg));
    begin_panel("##warnings", area);
    for (const session::Warning& warning : warnings) draw_paragraph(warning.text, warning_colour);
    ImGui::End();
    ImGui::PopStyleColor();
}

std::optional<Edit> draw_sections(Model& model, Commands& commands, const Fonts& fonts) {
    const session::Document& document = model.document();
    const session::Derived& derived = model.derived();
    std::optional<Edit> edit;
    const auto section = [&](const char* title, bool open, const std::function<std::optional<Edit>()>& draw) {
        if (!begin_section(title, fonts, open)) return;
        if (auto change = draw()) edit = std::move(change);
        end_section();
    };
    section("Hairline", true, [&] { return draw_hairline_panel(document, derived); });
    section("Density", true, [&] { return draw_density_panel(document, derived); });
    section("Shade", true, [&] { return draw_shade_panel(document, derived); });
    section("Time", true, [&] { return draw_age_panel(document, derived, model.look); });
    section("Light", false, [&] { return draw_group("light", document); });
    section("Dots", false, [&] { return draw_dot_panel(document, derived); });
    section("Photo", true, [&] { return draw_photo_panel(document, derived, commands); });
    return edit;
}

}  // namespace

void draw_side_panel(Model& model, const std::vector<Action>& actions, const Fonts& fonts, const Area& area) {
    const auto& warnings = model.derived().warnings;
    const Area below = warning_area(warnings, area);
    begin_panel(side_panel_name, {area.from, {area.to.x, below.from.y}});
    ImGui::BeginDisabled(!model.is_read());
    Commands commands{model, actions};
    const auto edit = draw_sections(model, commands, fonts);
    ImGui::EndDisabled();
    ImGui::End();
    draw_warnings(warnings, below);
    if (edit) model.apply(*edit);
    if (commands.chosen) commands.chosen->run(model);
}

}  // namespace stubble::app
