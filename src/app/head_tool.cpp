#include "app/head_tool.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <numbers>
#include <string>
#include <utility>

#include "app/bars.h"
#include "app/on_screen.h"
#include "app/style.h"

namespace stubble::app {
namespace {

constexpr double reach_px = 14.0, radius_px = 7.0;  // of the screen, at usual size
constexpr double shortest_drag_px = 1.0;            // of the photo: a click alone shows nothing

double unit() {
    return ImGui::GetFontSize() / 16.0;
}

// From the brow over the crown to the nape, where the camera sees it.
std::vector<core::PhotoPoint> midline_of(const core::HeadFrame& frame) {
    std::vector<core::PhotoPoint> line;
    constexpr int steps = 90;
    for (int i = 0; i <= steps; ++i) {
        const double turn = std::numbers::pi * (-0.05 + 1.15 * i / steps);
        const core::HeadPoint point = frame.shape.surface_point({0.0, -std::cos(turn), std::sin(turn)});
        if (frame.cos_view(point) <= 0.0) continue;
        if (const auto at = frame.project(point)) line.push_back(*at);
    }
    return line;
}

void draw_line(const std::vector<core::PhotoPoint>& points, const View& view, float width) {
    if (points.size() < 2) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const auto& [colour, extra] :
         {std::pair(IM_COL32(0, 0, 0, 140), 2.0f), std::pair(accent_colour, 0.0f)}) {
        for (const core::PhotoPoint& point : points) list.PathLineTo(on_screen(view, point));
        list.PathStroke(colour, 0, width + extra);
    }
}

std::string label_of(scalp::Handle handle) {
    std::string text(scalp::handle_names[static_cast<std::size_t>(handle)]);
    std::replace(text.begin(), text.end(), '-', ' ');
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

}  // namespace

void toggle_head_fitting(Model& model) {
    model.look.fitting_head = !model.look.fitting_head;
    if (!model.look.fitting_head) return;
    model.look.measuring.reset();
    if (std::exchange(model.look.painting, std::nullopt)) model.evaluate_fully();
}

session::Document with_handle(session::Document document, scalp::Handle handle,
                              const core::PhotoPoint& position) {
    document.hints.handles[static_cast<std::size_t>(handle)] = position;
    return document;
}

session::Document without_handles(session::Document document) {
    document.hints.handles = {};
    return document;
}

std::vector<core::PhotoPoint> head_outline(const core::HeadFrame& frame) {
    const auto centre = frame.project({0, 0, 0});
    if (!centre || !frame.hit(*centre)) return {};
    const double farthest = 200.0 * frame.px_per_mm({0, 0, 0});  // no head reaches 20 cm from its middle
    // Below, jaw and neck have an edge of their own.
    constexpr double lowest_mm = -60.0;
    constexpr int directions = 120, halvings = 12;
    std::vector<std::optional<core::PhotoPoint>> ring;
    for (int i = 0; i < directions; ++i) {
        const double turn = 2.0 * std::numbers::pi * i / directions;
        const glm::dvec2 out(std::cos(turn), std::sin(turn));
        double inside = 0.0, outside = farthest;
        for (int step = 0; step < halvings; ++step) {
            const double middle = 0.5 * (inside + outside);
            (frame.hit(*centre + middle * out) ? inside : outside) = middle;
        }
        const core::PhotoPoint at = *centre + inside * out;
        const auto hit = frame.hit(at);
        ring.push_back(hit && hit->point.z > lowest_mm ? std::optional(at) : std::nullopt);
    }
    // A ring with a gap starts behind it.
    const auto gap = std::find(ring.rbegin(), ring.rend(), std::nullopt);
    const bool closed = gap == ring.rend();
    std::rotate(ring.begin(), gap.base(), ring.end());
    std::vector<core::PhotoPoint> outline;
    for (const auto& at : ring)
        if (at) outline.push_back(*at);
    if (closed) outline.push_back(outline.front());
    return outline;
}

void HeadTool::follow(const Model& model) {
    if (scalp_ == model.derived().scalp) return;
    scalp_ = model.derived().scalp;
    outline_ = head_outline(scalp_->frame);
    midline_ = midline_of(scalp_->frame);
}

std::optional<core::PhotoPoint> HeadTool::position_of(const Model& model, scalp::Handle handle) const {
    if (grip_ && grip_->handle == handle) return grip_->position;
    if (const auto& shown = model.document().hints.handles[static_cast<std::size_t>(handle)]) return shown;
    const core::HeadPoint place = place_of(handle, scalp_->frame.shape);
    // Default: a point a little beyond the rim can still be told.
    return scalp_->frame.cos_view(place) > -0.25 ? scalp_->frame.project(place) : std::nullopt;
}

void HeadTool::drag(Model& model, const std::optional<scalp::Handle>& hovered) {
    const View& view = model.look.view;
    if (hovered && ImGui::IsMouseClicked(0))
        grip_ = Grip{*hovered, position_of(model, *hovered).value_or(view.photo_of(mouse_position()))};
    if (!grip_) return;
    const core::Size photo = model.derived().photo->pixels.size();
    const glm::dvec2 by = from_imgui(ImGui::GetIO().MouseDelta);
    grip_->position = glm::clamp(grip_->position + by / view.zoom, core::PhotoPoint(0.0),
                                 core::PhotoPoint(photo.width, photo.height));
    if (ImGui::IsMouseDown(0)) return;
    const Grip dropped = *std::exchange(grip_, std::nullopt);
    const auto was = position_of(model, dropped.handle);
    if (!was || glm::distance(*was, dropped.position) >= shortest_drag_px)
        model.apply({with_handle(model.document(), dropped.handle, dropped.position), false});
}

void HeadTool::draw_handle(const Model& model, scalp::Handle handle, bool hovered) const {
    const auto at = position_of(model, handle);
    if (!at) return;
    const ImVec2 centre = on_screen(model.look.view, *at);
    const auto radius = static_cast<float>(radius_px * unit());
    const bool shown = model.document().hints.handles[static_cast<std::size_t>(handle)].has_value() ||
                       (grip_ && grip_->handle == handle);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircleFilled(centre, radius + 2.0f, IM_COL32(0, 0, 0, 140), 32);
    list.AddCircleFilled(centre, radius, shown ? warning_colour : bright_text_colour, 32);
    if (!shown) list.AddCircleFilled(centre, radius * 0.55f, IM_COL32(50, 50, 50, 255), 32);
    if (!hovered) return;
    const std::string label = label_of(handle);
    const ImVec2 size = ImGui::CalcTextSize(label.c_str());
    const ImVec2 from{centre.x + radius * 1.8f, centre.y - size.y * 0.5f};
    list.AddRectFilled({from.x - 4, from.y - 2}, {from.x + size.x + 4, from.y + size.y + 2},
                       IM_COL32(20, 20, 20, 200), 3.0f);
    list.AddText(from, bright_text_colour, label.c_str());
}

void HeadTool::handle(Model& model) {
    if (!model.has_photo() || !model.is_read() || !model.look.fitting_head || model.look.measuring) {
        grip_.reset();
        return;
    }
    follow(model);
    const View& view = model.look.view;
    std::optional<scalp::Handle> hovered;
    if (grip_) hovered = grip_->handle;
    double nearest = reach_px * unit();
    for (std::size_t i = 0; i < scalp::handle_names.size() && !grip_ && ImGui::IsWindowHovered(); ++i) {
        const auto at = position_of(model, static_cast<scalp::Handle>(i));
        const double distance = at ? glm::distance(view.screen_of(*at), mouse_position()) : nearest;
        if (distance < nearest) nearest = distance, hovered = static_cast<scalp::Handle>(i);
    }
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    drag(model, hovered);
    draw_line(outline_, view, 2.0f);
    draw_line(midline_, view, 1.5f);
    for (std::size_t i = 0; i < scalp::handle_names.size(); ++i)
        draw_handle(model, static_cast<scalp::Handle>(i), hovered == static_cast<scalp::Handle>(i));
}

void HeadTool::draw(Model& model, const Area& canvas) {
    if (!model.has_photo() || !model.look.fitting_head) return;
    begin_canvas_bar("##head", canvas);
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(" Drag crown, ears and brow to where they are");
    const scalp::Handles& handles = model.document().hints.handles;
    const bool any =
        std::any_of(handles.begin(), handles.end(), [](const auto& at) { return at.has_value(); });
    constexpr const char *let = "Let the photo decide", *end = "Done";
    continue_bar(button_width(let), canvas);
    ImGui::BeginDisabled(!any);
    if (ImGui::Button(let)) model.apply({without_handles(model.document()), false});
    ImGui::EndDisabled();
    continue_bar(button_width(end), canvas);
    const bool done = ImGui::Button(end);
    end_canvas_bar();
    if (done) toggle_head_fitting(model);
}

}  // namespace stubble::app
