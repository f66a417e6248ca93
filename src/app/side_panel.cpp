#include <imgui.h>

#include <functional>
#include <utility>

#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {
namespace {

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

void draw_warnings(const std::vector<session::Warning>& warnings) {
    for (const session::Warning& warning : warnings) {
        draw_paragraph(warning.text, warning_colour);
        ImGui::Spacing();
    }
}

}  // namespace

void draw_side_panel(Model& model, const Fonts& fonts, const Area& area) {
    ImGui::SetNextWindowPos({static_cast<float>(area.from.x), static_cast<float>(area.from.y)});
    ImGui::SetNextWindowSize({static_cast<float>(area.size().x), static_cast<float>(area.size().y)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGui::Begin("##panels", nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoCollapse |
                     ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus);
    ImGui::PopStyleVar();
    if (model.has_photo()) {
        const session::Document document = model.document();
        const session::Derived& derived = model.derived();
        std::optional<Edit> edit;
        ImGui::BeginDisabled(!model.is_read());
        const auto section = [&](const char* title, bool open,
                                 const std::function<std::optional<Edit>()>& draw) {
            if (!begin_section(title, fonts, open)) return;
            if (auto change = draw()) edit = std::move(change);
            end_section();
        };
        section("Hairline", true, [&] { return draw_hairline_panel(document, derived); });
        section("Density", true, [&] { return draw_density_panel(document, derived); });
        section("Shade", true, [&] { return draw_shade_panel(document, derived); });
        section("Time", true, [&] { return draw_age_panel(document, derived); });
        section("Dots", false, [&] { return draw_dot_panel(document, derived); });
        section("Photo", true,
                [&] { return draw_photo_panel(document, derived, model.areas_cm2(), model.look); });
        ImGui::EndDisabled();
        draw_warnings(derived.warnings);
        if (edit) model.apply(*edit);
    }
    ImGui::End();
}

}  // namespace stubble::app
