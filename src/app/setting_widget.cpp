#include "app/setting_widget.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "app/style.h"

namespace stubble::app {
namespace {

constexpr std::size_t largest_button_row = 3;
constexpr float tooltip_width = 24.0f;  // in font heights

int decimals_for(double step) {
    return step <= 0 ? 0 : std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 3);
}

std::optional<Edit> draw_number(const session::Setting& setting, const session::Document& document) {
    const double value = setting.number(document);
    draw_label(setting.label, value_text(setting, value), setting.help);
    const std::string format = "%." + std::to_string(decimals_for(setting.step)) + "f";
    float moved = static_cast<float>(value);
    const std::string id = "##" + setting.name;
    // The value stands above: the slider itself stays clear, and shows the number only while it is typed.
    const bool typing = ImGui::TempInputIsActive(ImGui::GetID(id.c_str()));
    ImGui::SetNextItemWidth(-1);
    if (!typing) ImGui::PushStyleColor(ImGuiCol_Text, IM_COL32(0, 0, 0, 0));
    const bool changed = ImGui::SliderFloat(id.c_str(), &moved, static_cast<float>(setting.minimum),
                                            static_cast<float>(setting.maximum), format.c_str());
    if (!typing) ImGui::PopStyleColor();
    const bool dragging = ImGui::IsItemActive();
    if (ImGui::IsItemHovered() && !dragging) draw_tooltip(setting.help + "\nCtrl+click to type a number.");
    if (!changed) return std::nullopt;
    Edit edit{document, dragging};
    const double step = setting.step > 0 ? setting.step : 1e-3;
    setting.set_number(edit.document, std::round(static_cast<double>(moved) / step) * step);
    return edit;
}

std::optional<Edit> chosen(const session::Setting& setting, const session::Document& document,
                           std::size_t index) {
    Edit edit{document, false};
    setting.set_choice(edit.document, setting.choices[index].name);
    return edit;
}

std::optional<Edit> draw_choice(const session::Setting& setting, const session::Document& document) {
    const std::string current = setting.choice(document);
    const auto found = std::find_if(setting.choices.begin(), setting.choices.end(),
                                    [&](const session::Choice& choice) { return choice.name == current; });
    const int index = static_cast<int>(found - setting.choices.begin());
    draw_label(setting.label, "", setting.help);
    if (setting.choices.size() <= largest_button_row) {
        std::vector<RowButton> buttons;
        for (const auto& choice : setting.choices)
            buttons.push_back({short_label(choice.label), choice.label + ". " + setting.help});
        const auto clicked = draw_button_row(setting.name.c_str(), buttons, index);
        return clicked ? chosen(setting, document, static_cast<std::size_t>(*clicked)) : std::nullopt;
    }
    std::optional<Edit> edit;
    ImGui::SetNextItemWidth(-1);
    const std::string shown = found == setting.choices.end() ? current : found->label;
    if (ImGui::BeginCombo(("##" + setting.name).c_str(), shown.c_str())) {
        for (std::size_t i = 0; i < setting.choices.size(); ++i)
            if (ImGui::Selectable(setting.choices[i].label.c_str(), static_cast<int>(i) == index))
                edit = chosen(setting, document, i);
        ImGui::EndCombo();
    } else if (ImGui::IsItemHovered()) {
        draw_tooltip(setting.help);
    }
    return edit;
}

// Below the item, so that its neighbours stay in sight.
void draw_tooltip_below(const std::string& text) {
    const float unit = ImGui::GetFontSize();
    const float rightmost = ImGui::GetIO().DisplaySize.x - (tooltip_width + 2.0f) * unit;
    const float left = std::max(0.0f, std::min(ImGui::GetItemRectMin().x, rightmost));
    ImGui::SetNextWindowPos({left, ImGui::GetItemRectMax().y + 0.5f * unit});
    draw_tooltip(text);
}

// The same width for all or, where a label needs more, what is left beside the labels shared among them.
std::vector<float> shared_widths(const std::vector<RowButton>& buttons, float whole, float gap) {
    const auto count = static_cast<float>(buttons.size());
    const float room = whole - gap * (count - 1);
    std::vector<float> texts;
    float sum = 0;
    for (const RowButton& button : buttons) {
        texts.push_back(ImGui::CalcTextSize(button.label.c_str()).x);
        sum += texts.back();
    }
    const float widest = *std::max_element(texts.begin(), texts.end());
    const bool all_fit = widest + 2 * ImGui::GetStyle().FramePadding.x <= room / count;
    for (float& width : texts) width = std::floor(all_fit ? room / count : width + (room - sum) / count);
    return texts;
}

}  // namespace

const int floating_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                            ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings |
                            ImGuiWindowFlags_NoFocusOnAppearing;

void take_comma_for_point() {
    const ImGuiContext& imgui = *ImGui::GetCurrentContext();
    if (imgui.TempInputId == 0 || imgui.ActiveId != imgui.TempInputId) return;
    for (ImWchar& typed : ImGui::GetIO().InputQueueCharacters)
        if (typed == ',') typed = '.';
}

std::string short_label(const std::string& label) {
    return label.substr(0, label.find(" ("));
}

std::string pretty_unit(std::string unit) {
    for (const auto* from : {"cm2", "mm2"})
        for (auto at = unit.find(from); at != std::string::npos; at = unit.find(from))
            unit.replace(at + 2, 1, "\u00b2");
    return unit;
}

std::string grouped_number(long long value) {
    std::string digits = std::to_string(value);
    for (int at = static_cast<int>(digits.size()) - 3; at > (value < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), "\u2009");
    return digits;
}

std::string value_text(const session::Setting& setting, double value) {
    if (value <= 0.0 && !setting.at_zero.empty()) return setting.at_zero;
    char number[64];
    std::snprintf(number, sizeof number, "%.*f", decimals_for(setting.step), value);
    if (setting.unit.empty()) return number;
    if (setting.unit == "N:1") return std::string(number) + " : 1";
    return std::string(number) + " " + pretty_unit(setting.unit);
}

void draw_tooltip(const std::string& text) {
    ImGui::BeginTooltip();
    ImGui::PushTextWrapPos(ImGui::GetFontSize() * tooltip_width);
    ImGui::TextUnformatted(pretty_unit(text).c_str());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

void draw_paragraph(const std::string& text, Colour colour) {
    ImGui::PushStyleColor(ImGuiCol_Text, colour);
    ImGui::PushTextWrapPos(0.0f);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
}

void draw_label(const std::string& label, const std::string& value, const std::string& help) {
    const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
    ImGui::TextUnformatted(label.c_str());
    if (!help.empty() && ImGui::IsItemHovered()) draw_tooltip(help);
    if (value.empty()) return;
    ImGui::SameLine(right - ImGui::CalcTextSize(value.c_str()).x);
    ImGui::PushStyleColor(ImGuiCol_Text, muted_text_colour);
    ImGui::TextUnformatted(value.c_str());
    ImGui::PopStyleColor();
}

std::optional<int> draw_button_row(const char* id, const std::vector<RowButton>& buttons, int chosen_index,
                                   float width) {
    std::optional<int> clicked;
    ImGui::PushID(id);
    const float gap = ImGui::GetStyle().ItemSpacing.x * 0.5f;
    const float whole = width > 0 ? width : ImGui::GetContentRegionAvail().x;
    const std::vector<float> widths = shared_widths(buttons, whole, gap);
    for (std::size_t i = 0; i < buttons.size(); ++i) {
        if (i) ImGui::SameLine(0, gap);
        const bool lit = static_cast<int>(i) == chosen_index;
        if (lit) ImGui::PushStyleColor(ImGuiCol_Button, IM_COL32(66, 96, 130, 255));
        if (lit) ImGui::PushStyleColor(ImGuiCol_ButtonHovered, IM_COL32(74, 106, 142, 255));
        if (ImGui::Button(buttons[i].label.c_str(), {widths[i], 0})) clicked = static_cast<int>(i);
        if (lit) ImGui::PopStyleColor(2);
        if (!buttons[i].help.empty() && ImGui::IsItemHovered()) draw_tooltip_below(buttons[i].help);
    }
    ImGui::PopID();
    return clicked;
}

std::optional<Edit> draw_group(const std::string& group, const session::Document& document,
                               const std::vector<std::string>& drawn_elsewhere) {
    std::optional<Edit> edit;
    for (const session::Setting& setting : session::settings()) {
        if (setting.group != group) continue;
        if (std::find(drawn_elsewhere.begin(), drawn_elsewhere.end(), setting.name) != drawn_elsewhere.end())
            continue;
        if (auto change = draw_setting(setting, document)) edit = std::move(change);
    }
    return edit;
}

std::optional<Edit> draw_setting(const session::Setting& setting, const session::Document& document) {
    return setting.choices.empty() ? draw_number(setting, document) : draw_choice(setting, document);
}

}  // namespace stubble::app
