#include "app/measure.h"

#include <imgui.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <utility>

#include "app/bars.h"
#include "app/on_screen.h"
#include "app/setting_widget.h"
#include "app/style.h"
#include "session/known_length.h"

namespace stubble::app {
namespace {

constexpr double usual_length_mm = 25.0;  // default: a common round sticker
// No head, of child or adult, is narrower or broader.
constexpr double least_head_breadth_mm = 90.0, most_head_breadth_mm = 230.0;
constexpr double end_reach_px = 12.0;  // of the screen, around an end of the line

double length_px(const scalp::KnownLength& known) {
    return glm::distance(known.from_px, known.to_px);
}

// Dark below bright, so that it stands out from skin and hair alike.
void draw_stroke(const ImVec2& from, const ImVec2& to, float width) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine(from, to, IM_COL32(0, 0, 0, 150), width + 2.0f);
    list.AddLine(from, to, warning_colour, width);
}

// In place of the pointer, which would hide the very point it is set on.
void draw_cross(float unit) {
    ImGui::SetMouseCursor(ImGuiMouseCursor_None);
    const ImVec2 at = ImGui::GetIO().MousePos;
    const float gap = unit * 0.2f, reach = unit * 0.9f;
    for (const float side : {-1.0f, 1.0f}) {
        draw_stroke({at.x + side * gap, at.y}, {at.x + side * reach, at.y}, 1.0f);
        draw_stroke({at.x, at.y + side * gap}, {at.x, at.y + side * reach}, 1.0f);
    }
}

void draw_line(const scalp::KnownLength& known, const View& view, float unit) {
    const ImVec2 from = on_screen(view, known.from_px), to = on_screen(view, known.to_px);
    draw_stroke(from, to, 2.0f);
    const glm::dvec2 along = known.to_px - known.from_px;
    const double length = glm::length(along);
    if (length <= 0.0) return;
    const ImVec2 tick{static_cast<float>(-along.y / length) * unit * 0.5f,
                      static_cast<float>(along.x / length) * unit * 0.5f};
    for (const ImVec2& end : {from, to})
        draw_stroke({end.x - tick.x, end.y - tick.y}, {end.x + tick.x, end.y + tick.y}, 2.0f);
}

// Where the field for the length stands: below the line or, where there is no room, above it.
ImVec2 beside_line(const scalp::KnownLength& known, const View& view, const Area& canvas, float unit) {
    const ImVec2 from = on_screen(view, known.from_px), to = on_screen(view, known.to_px);
    const ImVec2 room{15 * unit, 5 * unit};
    const float gap = 1.4f * unit, low = std::max(from.y, to.y) + gap;
    const bool fits_below = low + room.y < static_cast<float>(canvas.to.y);
    const float top = fits_below ? low : std::min(from.y, to.y) - gap - room.y;
    const auto within = [](float value, double least, double most) {
        return std::clamp(value, static_cast<float>(least), static_cast<float>(std::max(least, most)));
    };
    const float left = (from.x + to.x - room.x) * 0.5f;
    return {within(left, canvas.from.x, canvas.to.x - static_cast<double>(room.x)),
            within(top, canvas.from.y, canvas.to.y - static_cast<double>(room.y))};
}

std::string in_usual_unit(double length_mm) {
    char text[32];
    if (length_mm < 1000.0)
        std::snprintf(text, sizeof text, "%.*f cm", length_mm < 100.0 ? 1 : 0, length_mm / 10.0);
    else
        std::snprintf(text, sizeof text, "%.1f m", length_mm / 1000.0);
    return text;
}

// What follows from the length: the scale, and what speaks against it.
void draw_verdict(const scalp::KnownLength& known, const std::string& objection, const scalp::Scalp* scalp) {
    if (!objection.empty()) {
        draw_paragraph(objection, warning_colour);
        return;
    }
    char scale[64];
    std::snprintf(scale, sizeof scale, "%.2f px/mm along the line", length_px(known) / known.length_mm);
    draw_paragraph(scale, muted_text_colour);
    const std::string doubt = scalp ? doubt_about(known, *scalp) : "";
    if (!doubt.empty()) draw_paragraph(doubt, warning_colour);
}

}  // namespace

Measuring begin_measuring(const session::Document& document) {
    if (const auto& known = document.hints.known_length) return {*known, true, true};
    return {{{}, {}, usual_length_mm}};
}

session::Document with_known_length(session::Document document,
                                    const std::optional<scalp::KnownLength>& known) {
    document.hints.known_length = known;
    // Of two words on the scale the later one counts.
    if (known) document.hints.px_per_mm.reset();
    return document;
}

std::string objection_to(const scalp::KnownLength& known) {
    if (std::isnan(known.length_mm)) return "Type a number, such as 25 or 12.5";
    std::string text = session::objection_to(known).value_or("");
    if (!text.empty()) text.front() = 'T';  // each begins with "the"
    return text;
}

double length_typed(const std::string& text) {
    std::string number = text;
    std::replace(number.begin(), number.end(), ',', '.');
    double length_mm = 0.0;
    const char* end = number.data() + number.size();
    const auto [rest, problem] = std::from_chars(number.data(), end, length_mm, std::chars_format::fixed);
    return problem == std::errc() && rest == end ? length_mm : std::nan("");
}

std::string doubt_about(const scalp::KnownLength& known, const scalp::Scalp& scalp) {
    if (scalp.view == scalp::View::close_up || !objection_to(known).empty()) return {};
    const auto from = scalp.frame.hit(known.from_px), to = scalp.frame.hit(known.to_px);
    const double now_mm =
        from && to ? glm::distance(from->point, to->point) : length_px(known) / scalp.scale.px_per_mm;
    const double breadth_mm = 2.0 * scalp.frame.shape.half_breadth_mm * known.length_mm / now_mm;
    if (breadth_mm >= least_head_breadth_mm && breadth_mm <= most_head_breadth_mm) return {};
    return "With this length the head would be " + in_usual_unit(breadth_mm) + " wide; check it.";
}

void MeasureTool::press(const Measuring& measuring, const View& view) {
    before_drag_ = measuring;
    const glm::dvec2 mouse = mouse_position();
    const auto near = [&](const core::PhotoPoint& end) {
        return measuring.is_drawn &&
               glm::distance(view.screen_of(end), mouse) < end_reach_px * ImGui::GetFontSize() / 16.0;
    };
    grip_ = near(measuring.known.from_px) ? Grip::from : Grip::to;
    starts_anew_ = grip_ == Grip::to && !near(measuring.known.to_px);
}

void MeasureTool::drag(Measuring& measuring, const View& view, core::Size photo) {
    const core::PhotoPoint point = glm::clamp(view.photo_of(mouse_position()), core::PhotoPoint(0.0),
                                              core::PhotoPoint(photo.width, photo.height));
    if (std::exchange(starts_anew_, false)) measuring.known.from_px = point;
    (grip_ == Grip::from ? measuring.known.from_px : measuring.known.to_px) = point;
    measuring.is_drawn = length_px(measuring.known) >= session::shortest_known_px;
    if (ImGui::IsMouseDown(0)) return;
    grip_ = Grip::none;
    if (!measuring.is_drawn) measuring = before_drag_;
    measuring.takes_typing = measuring.is_drawn;
}

void MeasureTool::handle(Model& model) {
    if (!model.has_photo() || !model.look.measuring) {
        grip_ = Grip::none;
        return;
    }
    Measuring& measuring = *model.look.measuring;
    const View& view = model.look.view;
    const bool hovered = ImGui::IsWindowHovered();
    if (hovered && ImGui::IsMouseClicked(0)) press(measuring, view);
    if (grip_ != Grip::none) drag(measuring, view, model.derived().photo->pixels.size());
    if (measuring.is_drawn) draw_line(measuring.known, view, ImGui::GetFontSize());
    if (hovered || grip_ != Grip::none) draw_cross(ImGui::GetFontSize());
}

void MeasureTool::draw(Model& model, const std::vector<Chord>& keys, const Area& canvas) {
    if (!model.has_photo() || !model.look.measuring) return;
    const bool is_drawn = model.look.measuring->is_drawn;
    begin_canvas_bar("##measure", canvas);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(is_drawn ? " Type how long the line is" : " Drag a line along a known length");
    continue_bar(button_width("Cancel"), canvas);
    const bool cancelled = ImGui::Button("Cancel");
    end_canvas_bar();
    if (cancelled)
        model.look.measuring.reset();
    else if (is_drawn && grip_ == Grip::none)
        draw_field(model, keys, canvas);
}

void MeasureTool::draw_typing(Measuring& measuring) {
    double& length_mm = measuring.known.length_mm;
    if (std::exchange(measuring.takes_typing, false)) {
        std::snprintf(typed_.data(), typed_.size(), "%.6g", length_mm);
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::SetNextItemWidth(ImGui::GetFontSize() * 6);
    if (ImGui::InputText("mm", typed_.data(), typed_.size(), ImGuiInputTextFlags_AutoSelectAll))
        length_mm = length_typed(typed_.data());
}

void MeasureTool::draw_field(Model& model, const std::vector<Chord>& keys, const Area& canvas) {
    Measuring& measuring = *model.look.measuring;
    scalp::KnownLength& known = measuring.known;
    const float unit = ImGui::GetFontSize();
    ImGui::SetNextWindowPos(beside_line(known, model.look.view, canvas, unit));
    ImGui::Begin("##length", nullptr, floating_window);
    draw_typing(measuring);
    ImGui::SameLine();
    const std::string objection = objection_to(known);
    ImGui::BeginDisabled(!objection.empty());
    const bool typing_elsewhere = ImGui::GetIO().WantTextInput && !ImGui::IsWindowFocused();
    const bool entered = has_key(keys, key_enter) && !typing_elsewhere && objection.empty();
    const bool confirmed = ImGui::Button("Set scale") || entered;
    ImGui::EndDisabled();
    draw_verdict(known, objection, model.derived().scalp.get());
    ImGui::End();
    if (!confirmed) return;
    model.apply({with_known_length(model.document(), known), false});
    model.look.measuring.reset();
}

}  // namespace stubble::app
