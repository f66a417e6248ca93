#include "app/brush.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <utility>

#include "app/bars.h"
#include "app/captions.h"
#include "app/file_browser.h"
#include "app/on_screen.h"
#include "app/setting_widget.h"
#include "app/style.h"
#include "session/hints_file.h"
#include "session/settings.h"

namespace stubble::app {
namespace {

constexpr double smallest_brush_mm = 1.0, largest_brush_mm = 60.0;
constexpr double brush_step = 1.25;          // default: three steps double the size
constexpr double point_spacing_share = 0.1;  // of the brush: nearer points add nothing to a stroke

ImU32 colour_of(const std::optional<core::Region>& paint, int alpha) {
    if (!paint || *paint == core::Region::background) return IM_COL32(235, 235, 235, alpha);
    const core::Rgb8 tint = core::region_tints[static_cast<std::size_t>(*paint)];
    return IM_COL32(tint.r, tint.g, tint.b, alpha);
}

void draw_circle(const ImVec2& at, float radius, ImU32 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircle(at, radius + 1.0f, IM_COL32(0, 0, 0, 150), 48, 1.5f);
    list.AddCircle(at, radius, colour, 48, 2.0f);
}

// As round at its turns as the brush is.
void draw_path(const scalp::Stroke& stroke, const View& view) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto width = static_cast<float>(stroke.diameter_px * view.zoom);
    const ImU32 colour = colour_of(stroke.region, 255);
    ImVec2 before = on_screen(view, stroke.path_px.front());
    for (const core::PhotoPoint& point : stroke.path_px) {
        const ImVec2 at = on_screen(view, point);
        list.AddLine(before, at, colour, width);
        list.AddCircleFilled(at, width * 0.5f, colour, 48);
        before = at;
    }
}

// Until the regions say what these strokes made of them.
void draw_strokes_to_be_read(const Model& model, const View& view) {
    const auto& drawn = model.document().hints.strokes;
    for (std::size_t i = model.derived().document.hints.strokes.size(); i < drawn.size(); ++i)
        draw_path(drawn[i], view);
}

constexpr float value_width = 16, done_width = 5;  // in font heights

// Name and value, with room for any value, before their slider.
void draw_value(const char* name, const char* format, float value) {
    const float unit = ImGui::GetFontSize(), from = ImGui::GetCursorPosX();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(name);
    ImGui::SameLine();
    ImGui::Text(format, static_cast<double>(value));
    ImGui::SameLine(from + unit * value_width / 2);
    ImGui::SetNextItemWidth(unit * value_width / 2);
}

}  // namespace

const std::vector<Brush>& brushes() {
    using core::Region;
    static const std::vector<Brush> all = {
        {"Hair", "Paint hair", "Scalp with hair on it (H)", 'H', Region::hair},
        {"Thinning", "Paint thinning scalp", "Scalp with some hair (T)", 'T', Region::thinning},
        {"Bald", "Paint bald scalp", "Scalp without hair (D)", 'D', Region::bald},
        {"Not scalp", "Paint skin that is no scalp", "Forehead, face, ears, neck (N)", 'N', Region::skin},
        {"Background", "Paint background", "Wall, clothes, hands (G)", 'G', Region::background},
        {"Erase", "Erase strokes", "Back to what was found in the photo (E)", 'E', std::nullopt}};
    return all;
}

void toggle_painting(Model& model) {
    if (model.look.painting) {
        model.look.painting.reset();
        model.evaluate_fully();
        return;
    }
    model.look.measuring.reset();
    model.look.fitting_head = false;
    model.look.painting.emplace();
}

void resize_brush(Painting& painting, int steps) {
    painting.diameter_mm =
        std::clamp(painting.diameter_mm * std::pow(brush_step, steps), smallest_brush_mm, largest_brush_mm);
}

double px_per_mm_at(const scalp::Scalp& scalp, const core::PhotoPoint& position) {
    const auto hit = scalp.frame.hit(position);
    return hit ? scalp.frame.px_per_mm(hit->point) : scalp.scale.px_per_mm;
}

session::Document with_stroke(session::Document document, scalp::Stroke stroke) {
    document.hints.strokes.push_back(std::move(stroke));
    return document;
}

session::Document without_strokes(session::Document document) {
    document.hints.strokes.clear();
    return document;
}

std::filesystem::path hints_file_of(const std::filesystem::path& photo) {
    std::filesystem::path file = photo;
    return file.replace_extension(".hints.json");
}

void save_hints(Model& model) {
    std::error_code none;
    if (std::filesystem::exists(hints_file_of(model.document().photo), none))
        model.look.dialog = Dialog::replace_hints;
    else
        write_hints(model);
}

void write_hints(Model& model) {
    const auto file = hints_file_of(model.document().photo);
    try {
        session::save_hints(model.document().hints, file);
        model.tell("Saved " + text_of(file), Tone::news);
        model.hints_are_saved();
    } catch (const core::UserError& problem) {
        model.tell(problem.what(), Tone::error);
    }
}

void load_hints(Model& model) {
    const auto file = hints_file_of(model.document().photo);
    try {
        session::Document document = model.document();
        document.hints = session::load_hints(file);
        model.apply({std::move(document), false});
        model.hints_are_saved();
        model.tell("Corrected as in " + text_of(file), Tone::news);
    } catch (const core::UserError& problem) {
        model.tell(problem.what(), Tone::error);
    }
}

void take_up_hints(Model& model) {
    std::error_code none;
    if (std::filesystem::exists(hints_file_of(model.document().photo), none)) load_hints(model);
}

void BrushTool::finish_stroke(Model& model) {
    model.apply({with_stroke(model.document(), *std::exchange(stroke_, std::nullopt)), false});
}

void BrushTool::handle(Model& model) {
    if (!model.has_photo() || !model.is_read() || !model.look.painting || model.look.measuring) {
        stroke_.reset();
        return;
    }
    const Painting& painting = *model.look.painting;
    const View& view = model.look.view;
    draw_strokes_to_be_read(model, view);
    const core::PhotoPoint mouse = view.photo_of(mouse_position());
    const double diameter_px = painting.diameter_mm * px_per_mm_at(*model.derived().scalp, mouse);
    const bool hovered = ImGui::IsWindowHovered();
    if (hovered && ImGui::IsMouseClicked(0)) stroke_ = scalp::Stroke{painting.paint, {mouse}, diameter_px};
    if (stroke_) {
        if (glm::distance(stroke_->path_px.back(), mouse) > point_spacing_share * stroke_->diameter_px)
            stroke_->path_px.push_back(mouse);
        draw_path(*stroke_, view);
        if (!ImGui::IsMouseDown(0)) finish_stroke(model);
    }
    if (!hovered && !stroke_) return;
    ImGui::SetMouseCursor(ImGuiMouseCursor_None);
    const double shown_px = stroke_ ? stroke_->diameter_px : diameter_px;
    draw_circle(ImGui::GetIO().MousePos, static_cast<float>(0.5 * shown_px * view.zoom),
                colour_of(painting.paint, 255));
}

void BrushTool::draw_size(Painting& painting) {
    auto diameter = static_cast<float>(painting.diameter_mm);
    draw_value("Brush", "%.0f mm", diameter);
    if (ImGui::SliderFloat("##brush", &diameter, static_cast<float>(smallest_brush_mm),
                           static_cast<float>(largest_brush_mm), "",
                           ImGuiSliderFlags_Logarithmic | ImGuiSliderFlags_AlwaysClamp))
        painting.diameter_mm = static_cast<double>(diameter);
    if (ImGui::IsItemHovered()) draw_tooltip("Diameter of the brush on the scalp ([ and ]).");
}

void BrushTool::draw_forehead(Model& model) {
    const session::Setting& setting = session::setting("forehead");
    auto value = static_cast<float>(setting.number(model.document()));
    draw_value("Forehead", "%+.0f mm", value);
    if (ImGui::SliderFloat("##forehead", &value, static_cast<float>(setting.minimum),
                           static_cast<float>(setting.maximum), "", ImGuiSliderFlags_AlwaysClamp)) {
        Edit edit{model.document(), ImGui::IsItemActive()};
        setting.set_number(edit.document, std::round(static_cast<double>(value)));
        model.apply(edit);
    }
    if (ImGui::IsItemHovered()) draw_tooltip(setting.help);
}

void BrushTool::draw(Model& model, const Area& canvas) {
    if (!model.has_photo() || !model.look.painting) return;
    Painting& painting = *model.look.painting;
    begin_canvas_bar("##brushes", canvas);
    std::vector<RowButton> buttons;
    int chosen = 0;
    for (const Brush& brush : brushes()) {
        if (brush.paint == painting.paint) chosen = static_cast<int>(buttons.size());
        buttons.push_back({brush.label, brush.help});
    }
    const float unit = ImGui::GetFontSize();
    const float width = std::min(unit * 38, static_cast<float>(canvas.size().x) - unit);
    if (const auto clicked = draw_button_row("brushes", buttons, chosen, width))
        painting.paint = brushes()[static_cast<std::size_t>(*clicked)].paint;
    draw_size(painting);
    continue_bar(unit * value_width, canvas);
    draw_forehead(model);
    continue_bar(unit * done_width, canvas);
    const bool done = ImGui::Button("Done", {unit * done_width, 0});
    end_canvas_bar();
    if (done) toggle_painting(model);
}

}  // namespace stubble::app
