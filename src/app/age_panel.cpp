#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "app/age_scale.h"
#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {
namespace {

std::string in_words(double days) {
    if (days < 0.5) return "just treated";
    const long long whole = std::llround(days);
    if (days < 60) return std::to_string(whole) + (whole == 1 ? " day" : " days") + " after";
    if (days < 365) return std::to_string(std::llround(days / 30.4)) + " months after";
    const double years = std::round(days / 36.5) / 10.0;
    std::string text = std::to_string(years);
    text.resize(text.find('.') + (years == std::floor(years) ? 0 : 2));
    return text + (years == 1.0 ? " year after" : " years after");
}

// Clickable marks under a slider that spans `width` from `left`.
std::optional<double> draw_marks(float left, float width) {
    std::optional<double> clicked;
    const float grab = ImGui::GetStyle().GrabMinSize * 0.5f + 2.0f;
    const float top = ImGui::GetCursorScreenPos().y;
    const std::vector<AgeMark>& marks = age_marks();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const float x = left + grab + (width - 2 * grab) * static_cast<float>(position_of_age(marks[i].days));
        const ImVec2 size = ImGui::CalcTextSize(marks[i].label.c_str());
        ImGui::SetCursorScreenPos({std::clamp(x - size.x * 0.5f, left, left + width - size.x), top});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("mark", {size.x, size.y})) clicked = marks[i].days;
        const ImU32 colour =
            ImGui::IsItemHovered() || ImGui::IsItemFocused() ? bright_text_colour : muted_text_colour;
        ImGui::GetWindowDrawList()->AddText(ImGui::GetItemRectMin(), colour, marks[i].label.c_str());
        ImGui::PopID();
    }
    return clicked;
}

// All the years pass in that time, most of it in the first month, as on the slider. A default.
constexpr double play_takes_s = 14.0;

// A button that plays from here, or from the start at the end; pressed again it stops.
void draw_play_button(double days, Look& look) {
    const float width = ImGui::GetFontSize() * 5.0f;
    if (!ImGui::Button(look.playing ? "Stop##play" : "Play##play", {width, 0})) return;
    if (look.playing)
        look.playing.reset();
    else
        look.playing = Playing{position_of_age(days) < 1.0 ? position_of_age(days) : 0.0};
}

// The next step once the last one is drawn, so that none is passed over.
std::optional<Edit> play_on(const session::Document& document, const session::Derived& derived, Look& look) {
    if (!look.playing || !(derived.document == document)) return std::nullopt;
    const double passed = std::min(static_cast<double>(ImGui::GetIO().DeltaTime), 0.2);
    double& position = look.playing->position;
    position = std::min(position + passed / play_takes_s, 1.0);
    Edit edit{document, true};
    session::setting("age").set_number(edit.document, std::round(age_at(position)));
    if (position >= 1.0) look.playing.reset();
    return edit;
}

}  // namespace

std::optional<Edit> draw_age_panel(const session::Document& document, const session::Derived& derived,
                                   Look& look) {
    const session::Setting& setting = session::setting("age");
    std::optional<Edit> edit;
    const double days = setting.number(document);
    draw_label(setting.label, in_words(days), setting.help);
    auto position = static_cast<float>(position_of_age(days));
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::SetNextItemWidth(-1);
    if (ImGui::SliderFloat("##age", &position, 0.0f, 1.0f, "", ImGuiSliderFlags_NoInput)) {
        edit = Edit{document, ImGui::IsItemActive()};
        setting.set_number(edit->document, std::round(age_at(position)));
    }
    if (const auto clicked = draw_marks(from.x, width)) {
        edit = Edit{document, false};
        setting.set_number(edit->document, *clicked);
    }
    if (edit) look.playing.reset();
    if (auto step = play_on(document, derived, look)) edit = std::move(step);
    draw_play_button(days, look);
    if (auto change = draw_setting(session::setting("sessions"), document)) edit = std::move(change);
    if (auto change = draw_group("age", document, {"age"})) edit = std::move(change);
    return edit;
}

}  // namespace stubble::app
