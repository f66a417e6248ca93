#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {
namespace {

// A front line as seen from the front: x to the viewer's right, y down, in mm.
using FrontView = std::vector<ImVec2>;

const FrontView& front_view(const design::HairlineInfo& info) {
    static std::map<design::HairlineStyle, FrontView> known;
    FrontView& view = known[info.style];
    if (!view.empty()) return view;
    design::Plan plan;
    plan.style = info.style;
    plan.diffusion = info.usual_diffusion;
    plan.irregularity = 0.0;
    for (const core::HeadPoint& point : design::Hairline(plan, core::HeadShape{}).front_line())
        view.emplace_back(static_cast<float>(point.x), static_cast<float>(-point.z));
    return view;
}

// The forehead's outline with the line across it.
void draw_preview(const design::HairlineInfo& info, const ImVec2& from, const ImVec2& to, bool lit) {
    const core::HeadShape head;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = to.x - from.x, height = to.y - from.y;
    const float px_per_mm = std::min(width / static_cast<float>(2.3 * head.half_breadth_mm), height / 125.0f);
    const ImVec2 origin{(from.x + to.x) * 0.5f,
                        from.y + height * 0.08f + static_cast<float>(head.up_mm) * px_per_mm};
    const auto place = [&](float x_mm, float y_mm) {
        return ImVec2{origin.x + x_mm * px_per_mm, origin.y + y_mm * px_per_mm};
    };
    list.PushClipRect(from, to, true);
    for (int i = 0; i <= 48; ++i) {
        const float angle = 3.14159265f * static_cast<float>(i) / 48.0f;
        list.PathLineTo(place(-std::cos(angle) * static_cast<float>(head.half_breadth_mm),
                              -std::sin(angle) * static_cast<float>(head.up_mm)));
    }
    list.PathStroke(IM_COL32(150, 150, 150, 200), 0, 1.5f);
    for (const ImVec2& point : front_view(info)) list.PathLineTo(place(point.x, point.y));
    list.PathStroke(lit ? IM_COL32(240, 240, 240, 255) : IM_COL32(205, 205, 205, 255), 0, 2.5f);
    list.PopClipRect();
}

bool draw_style_button(const design::HairlineInfo& info, const ImVec2& size, bool lit) {
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImGui::PushID(info.name);
    ImGui::PushStyleColor(ImGuiCol_Button,
                          lit ? IM_COL32(66, 96, 130, 255) : ImGui::GetColorU32(ImGuiCol_Button));
    const bool clicked = ImGui::Button("##style", size);
    ImGui::PopStyleColor();
    if (ImGui::IsItemHovered()) draw_tooltip(info.help);
    ImGui::PopID();
    const float line = ImGui::GetFontSize() * 1.35f;
    draw_preview(info, from, {from.x + size.x, from.y + size.y - line}, lit);
    const std::string label = short_label(info.label);
    const ImVec2 text = ImGui::CalcTextSize(label.c_str());
    ImGui::GetWindowDrawList()->AddText({from.x + (size.x - text.x) * 0.5f, from.y + size.y - line},
                                        bright_text_colour, label.c_str());
    return clicked;
}

// With a little air on both sides.
float widest_label() {
    float widest = 0;
    for (const design::HairlineInfo& info : design::hairline_styles())
        widest = std::max(widest, ImGui::CalcTextSize(short_label(info.label).c_str()).x);
    return widest + 0.15f * ImGui::GetFontSize();
}

}  // namespace

std::optional<Edit> draw_hairline_panel(const session::Document& document, const session::Derived&) {
    std::optional<Edit> edit;
    const float gap = ImGui::GetStyle().ItemSpacing.x * 0.5f, room = ImGui::GetContentRegionAvail().x + gap;
    const int columns = std::clamp(static_cast<int>(room / (widest_label() + gap)), 1, 3);
    const float width = room / static_cast<float>(columns) - gap;
    const float height = std::min(width * 0.78f, 6.0f * ImGui::GetFontSize());
    int index = 0;
    for (const design::HairlineInfo& info : design::hairline_styles()) {
        if (index++ % columns) ImGui::SameLine(0, gap);
        if (draw_style_button(info, {width, height}, document.plan.style == info.style)) {
            edit = Edit{document, false};
            session::setting("hairline").set_choice(edit->document, info.name);
        }
    }
    ImGui::Spacing();
    if (auto change = draw_group("hairline", document, {"hairline"})) edit = std::move(change);
    return edit;
}

}  // namespace stubble::app
