#include "app/canvas.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <memory>
#include <string>

#include "app/captions.h"
#include "app/on_screen.h"
#include "app/style.h"

namespace stubble::app {
namespace {

constexpr double wheel_factor = 1.18;        // default: six notches are about 2.7 times
constexpr double view_settles_in_s = 0.045;  // time constant of the glide
constexpr double split_reach_px = 14.0;
constexpr double grip_radius_px = 17.0;

double split_x(const Look& look, const Area& visible) {
    return std::round(glm::mix(visible.from.x, visible.to.x, look.split_share));
}

// In the middle of what is seen, and always inside it.
glm::dvec2 grip_centre(const Look& look, const Area& visible) {
    return {split_x(look, visible), glm::mix(visible.from.y, visible.to.y, 0.5)};
}

// The buttons at the top stay clear of a fitted photo.
Area fit_area(Area canvas) {
    canvas.from.y += ImGui::GetFontSize() * 2.4;
    return canvas;
}

core::Rect pixels_of(const Area& area, double scale) {
    return {static_cast<int>(std::lround(area.from.x * scale)),
            static_cast<int>(std::lround(area.from.y * scale)),
            static_cast<int>(std::lround(area.to.x * scale)),
            static_cast<int>(std::lround(area.to.y * scale))};
}

// The light it is shown in; "" for the photo's own.
std::string light_of(const session::Derived& derived) {
    return derived.lit_photo ? render::name_of(derived.document.viewing_light) : "";
}

}  // namespace

void Canvas::follow_target(Look& look) {
    const double share = 1.0 - std::exp(-static_cast<double>(ImGui::GetIO().DeltaTime) / view_settles_in_s);
    const View next = between(look.view, look.target, share);
    moving_ = glm::distance(next.origin, look.target.origin) > 0.25 ||
              std::abs(next.zoom / look.target.zoom - 1.0) > 1e-3;
    look.view = moving_ ? next : look.target;
}

void Canvas::handle_mouse(Model& model, core::Size photo, bool hovered) {
    Look& look = model.look;
    const ImGuiIO& io = ImGui::GetIO();
    const glm::dvec2 mouse = mouse_position();
    const Area visible = visible_photo(look.view, photo, area_);
    const bool near_split =
        hovered && model.shown_compare() == Compare::split && visible.contains(mouse) &&
        std::abs(mouse.x - split_x(look, visible)) < split_reach_px * ImGui::GetFontSize() / 16.0;
    if (near_split || grip_ == Grip::split) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (hovered && io.MouseWheel != 0.0f) {
        look.target = zoomed(look.target, std::pow(wheel_factor, io.MouseWheel), mouse, photo, area_);
        look.follow_fit = false;
    }
    const bool left_is_free = !look.tool_in_hand();
    if (hovered && !near_split && left_is_free && ImGui::IsMouseDoubleClicked(0)) {
        const bool fit = look.follow_fit;
        look.target = fit ? zoomed(look.target, 1.0 / look.target.zoom, mouse, photo, area_)
                          : fitted(photo, fit_area(area_));
        look.follow_fit = !fit;
    }
    const bool pressed =
        (left_is_free && ImGui::IsMouseClicked(0)) || ImGui::IsMouseClicked(1) || ImGui::IsMouseClicked(2);
    if (hovered && pressed) grip_ = near_split && ImGui::IsMouseClicked(0) ? Grip::split : Grip::photo;
    if (!io.MouseDown[0] && !io.MouseDown[1] && !io.MouseDown[2]) grip_ = Grip::none;
    if (grip_ == Grip::split && visible.size().x > 1)
        look.split_share = std::clamp((mouse.x - visible.from.x) / visible.size().x, 0.0, 1.0);
    if (grip_ == Grip::photo && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
        look.target = moved(look.target, from_imgui(io.MouseDelta), photo, area_);
        look.view = {
            look.view.origin +
                (look.target.zoom == look.view.zoom ? look.target.origin - look.view.origin : glm::dvec2(0)),
            look.view.zoom};
        look.follow_fit = false;
    }
}

void Canvas::draw_split(const Look& look, const Area& visible) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const double unit = ImGui::GetFontSize() / 16.0;
    const glm::dvec2 grip = grip_centre(look, visible);
    const auto line = [&](ImU32 colour, double width) {
        list.AddLine(to_imgui({grip.x, visible.from.y}), to_imgui({grip.x, visible.to.y}), colour,
                     static_cast<float>(width * unit));
    };
    line(IM_COL32(0, 0, 0, 110), 4.0);
    line(IM_COL32(255, 255, 255, 235), 2.0);
    const float radius = static_cast<float>(grip_radius_px * unit);
    list.AddCircleFilled(to_imgui(grip), radius + 1.5f, IM_COL32(0, 0, 0, 110), 48);
    list.AddCircleFilled(to_imgui(grip), radius,
                         grip_ == Grip::split ? accent_colour : IM_COL32(250, 250, 250, 245), 48);
    for (const double side : {-1.0, 1.0}) {
        const glm::dvec2 tip = grip + glm::dvec2(side * 10.5 * unit, 0);
        const glm::dvec2 base = grip + glm::dvec2(side * 4.5 * unit, 0);
        list.AddTriangleFilled(to_imgui(tip), to_imgui(base + glm::dvec2(0, -side * 5.5 * unit)),
                               to_imgui(base + glm::dvec2(0, side * 5.5 * unit)), IM_COL32(50, 50, 50, 255));
    }
}

void Canvas::handle(Model& model, const Window& window, const Area& area) {
    const bool resized = !(area == area_);
    area_ = area;
    if (!model.has_photo()) return;
    overlay_.update(model);
    Look& look = model.look;
    const core::Size photo = model.derived().photo->pixels.size();
    look.hold_before = window.is_held('C') && !ImGui::GetIO().WantTextInput && !ImGui::GetIO().KeyCtrl;
    if (look.follow_fit) look.target = fitted(photo, fit_area(area_));
    if (before_.size() != photo || (resized && look.follow_fit)) look.view = look.target;
    handle_mouse(model, photo, ImGui::IsWindowHovered());
    follow_target(look);

    const Area visible = visible_photo(look.view, photo, area_);
    if (visible.size().x < 1 || visible.size().y < 1) return;
    if (model.shown_compare() == Compare::split) draw_split(look, visible);
    draw_captions(model.shown_compare(), overlay_.overlay_shown(model), light_of(model.derived()),
                  model.derived().shade.palette == pigment::Palette::creative, visible);
}

void Canvas::paint(const Model& model, core::Size framebuffer, double pixel_scale) {
    gl::clear_screen(framebuffer, {surround_grey, surround_grey, surround_grey});
    if (!model.has_photo()) return;
    const session::Derived& derived = model.derived();
    before_.update(derived.lit_photo
                       ? derived.lit_photo
                       : std::shared_ptr<const core::Picture>(derived.photo, &derived.photo->pixels));
    if (derived.picture) after_.update(derived.lit_picture ? derived.lit_picture : derived.picture);
    const auto tinted = overlay_.shown(model);
    regions_.update(tinted);

    const Look& look = model.look;
    const Area visible = visible_photo(look.view, before_.size(), area_);
    const gl::Placement placement{look.view.origin * pixel_scale, look.view.zoom * pixel_scale};
    const Compare compare = model.shown_compare();
    double edge = split_x(look, visible);
    if (compare != Compare::split)
        edge = compare == Compare::before || tinted ? visible.to.x : visible.from.x;
    const gl::PictureTexture& left = tinted ? regions_ : before_;
    // The tinted picture may be a smaller copy.
    gl::Placement left_placement = placement;
    left_placement.zoom *= static_cast<double>(before_.size().width) / left.size().width;
    painter_.paint(left, left_placement, pixels_of({visible.from, {edge, visible.to.y}}, pixel_scale),
                   framebuffer);
    const gl::PictureTexture& right = derived.picture ? after_ : before_;
    painter_.paint(right, placement, pixels_of({{edge, visible.from.y}, visible.to}, pixel_scale),
                   framebuffer);
}

}  // namespace stubble::app
