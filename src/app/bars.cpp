#include "app/bars.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/setting_widget.h"

namespace stubble::app {
namespace {

ImVec2 top_middle(const Area& canvas, double below) {
    return {static_cast<float>((canvas.from.x + canvas.to.x) * 0.5),
            static_cast<float>(canvas.from.y + below)};
}

std::string stage_text(const Worker::Progress& progress, bool saving) {
    if (saving) return "Saving the picture";
    if (!progress.busy) return "Ready";
    if (progress.stage == "load") return "Opening the photo";
    if (progress.stage == "analyse") return "Finding scalp and hair";
    if (progress.stage == "select") return "Placing dots";
    if (progress.stage == "draw") return "Drawing";
    return "Working";
}

void draw_menu_item(Model& model, const Action& action) {
    const std::string chord = action.chords.empty() ? "" : name_of(action.chords.front());
    const bool ticked = action.ticked && action.ticked(model);
    if (ImGui::MenuItem(action.label, chord.c_str(), ticked, action.enabled(model))) action.run(model);
}

// Dark, so that the line on it is read well: green, amber, red.
Colour ground_of(Tone tone) {
    if (tone == Tone::error) return IM_COL32(74, 36, 32, 245);
    return tone == Tone::warning ? IM_COL32(78, 58, 20, 245) : IM_COL32(38, 52, 44, 245);
}

}  // namespace

void begin_canvas_bar(const char* name, const Area& canvas) {
    const float unit = ImGui::GetFontSize();
    ImGui::SetNextWindowPos(top_middle(canvas, unit * 0.6), ImGuiCond_Always, {0.5f, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {unit * 0.35f, unit * 0.35f});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(26, 26, 26, 215));
    ImGui::Begin(name, nullptr, floating_window);
    ImGui::PushTextWrapPos(static_cast<float>(canvas.size().x) - unit);
}

void continue_bar(float width, const Area& canvas) {
    const float used = ImGui::GetItemRectMax().x - ImGui::GetWindowPos().x + ImGui::GetStyle().ItemSpacing.x;
    if (used + width + ImGui::GetStyle().WindowPadding.x <= static_cast<float>(canvas.size().x))
        ImGui::SameLine();
}

float button_width(const char* label) {
    return ImGui::CalcTextSize(label).x + 2 * ImGui::GetStyle().FramePadding.x;
}

void end_canvas_bar() {
    ImGui::PopTextWrapPos();
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

float draw_menu(Model& model, const std::vector<Action>& actions) {
    float height = 0;
    if (!ImGui::BeginMainMenuBar()) return height;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        if (i && std::string(actions[i].menu) == actions[i - 1].menu) continue;
        if (!ImGui::BeginMenu(actions[i].menu)) continue;
        for (const Action& action : actions)
            if (std::string(action.menu) == actions[i].menu) draw_menu_item(model, action);
        ImGui::EndMenu();
    }
    height = ImGui::GetWindowSize().y;
    ImGui::EndMainMenuBar();
    return height;
}

void draw_message(Model& model, const Area& canvas) {
    if (!model.message()) return;
    const Message message = *model.message();
    const float unit = ImGui::GetFontSize();
    const float width = std::min(static_cast<float>(canvas.size().x) - 2 * unit, 52 * unit);
    ImGui::SetNextWindowPos(top_middle(canvas, unit * 3.6), ImGuiCond_Always, {0.5f, 0});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ground_of(message.tone));
    ImGui::Begin("##message", nullptr, floating_window & ~ImGuiWindowFlags_AlwaysAutoResize);
    const float button = unit * 5.5f;
    ImGui::AlignTextToFramePadding();
    ImGui::PushTextWrapPos(width - button - 2 * ImGui::GetStyle().WindowPadding.x);
    ImGui::TextUnformatted(message.text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::SameLine(width - button - ImGui::GetStyle().WindowPadding.x);
    if (ImGui::Button("Dismiss", {button, 0})) model.dismiss_message();
    ImGui::End();
    ImGui::PopStyleColor();
}

void draw_status(const Model& model, const Worker::Progress& progress, bool saving, const Fonts& fonts,
                 const Area& area) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const ImVec2 from{static_cast<float>(area.from.x), static_cast<float>(area.from.y)};
    const ImVec2 to{static_cast<float>(area.to.x), static_cast<float>(area.to.y)};
    list.AddRectFilled(from, to, ImGui::GetColorU32(ImGuiCol_MenuBarBg));
    ImGui::PushFont(fonts.small);
    const float y = (from.y + to.y - ImGui::GetFontSize()) * 0.5f, unit = ImGui::GetFontSize();
    const std::string stage = stage_text(progress, saving);
    list.AddText({from.x + unit, y}, muted_text_colour, stage.c_str());
    if (progress.busy) {
        const float left = from.x + 2 * unit + ImGui::CalcTextSize(stage.c_str()).x, length = 9 * unit,
                    middle = (from.y + to.y) * 0.5f;
        list.AddRectFilled({left, middle - 2}, {left + length, middle + 2}, IM_COL32(70, 70, 70, 255), 2);
        const auto share = static_cast<float>(std::clamp(progress.share, 0.03, 1.0));
        list.AddRectFilled({left, middle - 2}, {left + length * share, middle + 2}, accent_colour, 2);
    }
    if (model.has_photo()) {
        const auto& pixels = model.derived().photo->pixels;
        std::string right =
            std::to_string(pixels.width()) + " \u00d7 " + std::to_string(pixels.height()) + " px";
        if (model.derived().dots)
            right += "     " + grouped_number(static_cast<long long>(model.derived().dots->size())) + " dots";
        right += "     " + std::to_string(std::lround(100 * model.look.target.zoom)) + " %";
        list.AddText({to.x - unit - ImGui::CalcTextSize(right.c_str()).x, y}, muted_text_colour,
                     right.c_str());
    }
    ImGui::PopFont();
}

void draw_first_progress(const Worker::Progress& progress, const Area& canvas) {
    if (!progress.busy) return;
    begin_canvas_bar("##progress", canvas);
    ImGui::AlignTextToFramePadding();
    ImGui::Text(" %s\u2026 ", stage_text(progress, false).c_str());
    end_canvas_bar();
}

void draw_compare_buttons(Model& model, const Area& canvas) {
    const float unit = ImGui::GetFontSize();
    begin_canvas_bar("##compare", canvas);
    const int chosen = static_cast<int>(model.shown_compare());
    const float width = std::min(unit * 17, static_cast<float>(canvas.size().x) - unit);
    if (const auto clicked = draw_button_row("compare",
                                             {{"Before", "The photo as it is (1, or hold C)"},
                                              {"Split", "Before left of the line, after right of it (2)"},
                                              {"After", "With the treatment simulated (3)"}},
                                             chosen, width))
        model.look.compare = static_cast<Compare>(*clicked);
    end_canvas_bar();
}

void draw_welcome(Model& model, const Worker::Progress& progress, const Fonts& fonts, const Area& canvas) {
    const glm::dvec2 middle = (canvas.from + canvas.to) * 0.5;
    ImGui::SetNextWindowPos({static_cast<float>(middle.x), static_cast<float>(middle.y)}, ImGuiCond_Always,
                            {0.5f, 0.5f});
    ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(0, 0, 0, 0));
    ImGui::Begin("##welcome", nullptr, floating_window);
    const float width = ImGui::GetFontSize() * 29;
    ImGui::Dummy({width, 0});
    const auto centred = [width](const char* text) {
        ImGui::SetCursorPosX(ImGui::GetStyle().WindowPadding.x +
                             (width - ImGui::CalcTextSize(text).x) * 0.5f);
        ImGui::TextUnformatted(text);
    };
    if (progress.busy) {
        centred("Opening the photo\u2026");
    } else {
        ImGui::PushFont(fonts.heading);
        centred("Show what scalp micropigmentation would look like");
        ImGui::PopFont();
        ImGui::Spacing();
        ImGui::SetCursorPosX(ImGui::GetStyle().WindowPadding.x + width * 0.25f);
        ImGui::PushStyleColor(ImGuiCol_Button, IM_COL32(66, 96, 130, 255));
        ImGui::PushStyleColor(ImGuiCol_ButtonHovered, IM_COL32(74, 106, 142, 255));
        if (ImGui::Button("Open a photo", {width * 0.5f, ImGui::GetFontSize() * 2.4f}))
            model.look.dialog = Dialog::open;
        ImGui::PopStyleColor(2);
        ImGui::Spacing();
        ImGui::PushStyleColor(ImGuiCol_Text, muted_text_colour);
        centred("or drop one here");
        ImGui::PopStyleColor();
    }
    ImGui::End();
    ImGui::PopStyleColor();
}

}  // namespace stubble::app
