#include "app/captions.h"

#include <imgui.h>

#include <algorithm>
#include <array>

#include "app/style.h"

namespace stubble::app {
namespace {

constexpr Colour backdrop = IM_COL32(20, 20, 20, 185);
constexpr std::array legend = {core::Region::hair, core::Region::thinning, core::Region::bald,
                               core::Region::skin};

ImVec2 padded(const char* text) {
    const ImVec2 size = ImGui::CalcTextSize(text);
    return {size.x + 0.9f * ImGui::GetFontSize(), size.y + 0.45f * ImGui::GetFontSize()};
}

void draw_caption(const ImVec2& from, const char* text) {
    const float pad = ImGui::GetFontSize() * 0.45f;
    const ImVec2 size = padded(text);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, {from.x + size.x, from.y + size.y}, backdrop, pad);
    list.AddText({from.x + pad, from.y + pad * 0.5f}, bright_text_colour, text);
}

ImU32 tint_of(core::Region region) {
    const core::Rgb8 tint = core::region_tints[static_cast<std::size_t>(region)];
    return IM_COL32(tint.r, tint.g, tint.b, 255);
}

void fill_square(const ImVec2& line_from, core::Region region) {
    const float side = ImGui::GetFontSize() * 0.8f;
    const float top = line_from.y + (ImGui::GetTextLineHeight() - side) * 0.5f;
    ImGui::GetWindowDrawList()->AddRectFilled({line_from.x, top}, {line_from.x + side, top + side},
                                              tint_of(region), 2.0f);
}

const char* title_of(scalp::Overlay overlay) {
    static constexpr std::array titles = {"Regions found", "Hair density found", "Certainty of the regions"};
    return titles[static_cast<std::size_t>(overlay)];
}

// Shares from 0 to 100 % in their tints; stands on `bottom_left`.
void draw_scale(const ImVec2& bottom_left) {
    const float unit = ImGui::GetFontSize(), pad = unit * 0.45f, width = unit * 9, height = unit * 0.7f;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 from{bottom_left.x, bottom_left.y - height - unit - 3 * pad};
    list.AddRectFilled(from, {from.x + width + 2 * pad, bottom_left.y}, backdrop, pad);
    constexpr int steps = 24;
    for (int i = 0; i < steps; ++i) {
        const core::Rgb8 tint = core::share_tint((static_cast<float>(i) + 0.5f) / steps);
        const float left = from.x + pad + width * static_cast<float>(i) / steps;
        list.AddRectFilled({left, from.y + pad}, {left + width / steps, from.y + pad + height},
                           IM_COL32(tint.r, tint.g, tint.b, 255));
    }
    const float line = from.y + 2 * pad + height, end = ImGui::CalcTextSize("100 %").x;
    list.AddText({from.x + pad, line}, bright_text_colour, "0 %");
    list.AddText({from.x + pad + width - end, line}, bright_text_colour, "100 %");
}

// Stands on `bottom_left`.
void draw_legend(const ImVec2& bottom_left) {
    const float unit = ImGui::GetFontSize(), line = unit * 1.3f, pad = unit * 0.45f;
    float width = 0;
    for (const core::Region region : legend) width = std::max(width, ImGui::CalcTextSize(label_of(region)).x);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImVec2 at{bottom_left.x, bottom_left.y - line * legend.size() - pad};
    list.AddRectFilled(at, {at.x + width + unit * 1.2f + 2 * pad, bottom_left.y}, backdrop, pad);
    at = {at.x + pad, at.y + pad};
    for (const core::Region region : legend) {
        fill_square(at, region);
        list.AddText({at.x + unit * 1.2f, at.y}, bright_text_colour, label_of(region));
        at.y += line;
    }
}

}  // namespace

const char* label_of(core::Region region) {
    static constexpr std::array labels = {"Background", "Other skin", "Hair", "Bald scalp", "Thinning scalp"};
    return labels[static_cast<std::size_t>(region)];
}

void draw_tint_square(core::Region region) {
    fill_square(ImGui::GetCursorScreenPos(), region);
    ImGui::Dummy({ImGui::GetFontSize() * 0.8f, 0});
    ImGui::SameLine();
}

void draw_captions(Compare compare, const std::optional<scalp::Overlay>& overlay, const std::string& light,
                   bool creative, const Area& visible) {
    const float gap = ImGui::GetFontSize() * 0.6f;
    const std::string in_light = light.empty() ? "" : ", in other light: " + light;
    const std::string before = "Before" + in_light, after = std::string("After (simulated") +
                                                            (creative ? ", creative colour" : "") + in_light +
                                                            ")";
    const char* left = overlay ? title_of(*overlay) : before.c_str();
    const char* right = after.c_str();
    const bool has_left = compare != Compare::after || overlay;
    const bool has_right = compare == Compare::split || !has_left;
    const ImVec2 right_from{static_cast<float>(visible.to.x) - gap - padded(right).x,
                            static_cast<float>(visible.to.y) - gap - padded(right).y};
    ImVec2 left_from{static_cast<float>(visible.from.x) + gap, right_from.y};
    // Where both do not fit beside each other, one stands above the other.
    if (has_left && has_right && left_from.x + padded(left).x + gap > right_from.x)
        left_from.y -= padded(left).y + gap;
    if (has_left) draw_caption(left_from, left);
    if (has_right) draw_caption(right_from, right);
    const ImVec2 above{left_from.x, left_from.y - gap * 0.5f};
    if (overlay == scalp::Overlay::regions)
        draw_legend(above);
    else if (overlay)
        draw_scale(above);
}

}  // namespace stubble::app
