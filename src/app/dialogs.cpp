#include "app/dialogs.h"

#include <imgui.h>

#include <algorithm>

#include "app/setting_widget.h"
#include "app/style.h"

namespace stubble::app {
namespace {

struct Gesture {
    const char* keys;
    const char* meaning;
};
constexpr Gesture gestures[] = {
    {"Wheel", "Zoom at the pointer"},
    {"Drag", "Move the photo (any mouse button)"},
    {"Drag the round handle", "Move the split"},
    {"Double click", "Fit to window or 100 %"},
    {"Hold C", "Show before while held"},
    {"Ctrl+click a slider", "Type a number"},
    {"Drop a photo", "Open it"},
    {"Esc", "Close a dialog or a message, stop measuring"},
};

void draw_row(const std::string& keys, const char* meaning) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushStyleColor(ImGuiCol_Text, accent_colour);
    ImGui::TextUnformatted(keys.c_str());
    ImGui::PopStyleColor();
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(meaning);
}

void scroll_by_key(const Chord& key) {
    const float line = 2 * ImGui::GetTextLineHeightWithSpacing(), page = ImGui::GetWindowHeight() * 0.8f;
    const float step = key.key == key_down        ? line
                       : key.key == key_up        ? -line
                       : key.key == key_page_down ? page
                       : key.key == key_page_up   ? -page
                                                  : 0.0f;
    ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + step, 0.0f, ImGui::GetScrollMaxY()));
}

}  // namespace

bool begin_dialog(const char* title, Model& model, Dialog dialog, bool& showing, float width, bool own_keys) {
    const bool wanted = model.look.dialog == dialog;
    if (wanted && !showing) ImGui::OpenPopup(title);
    showing = wanted;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x * 0.5f, screen.y * 0.5f}, ImGuiCond_Always, {0.5f, 0.5f});
    // Taller contents than the window scroll.
    ImGui::SetNextWindowSizeConstraints({0, 0}, {screen.x * 0.96f, screen.y * 0.94f});
    ImGui::SetNextWindowSize({std::min(width * ImGui::GetFontSize(), screen.x * 0.96f), 0});
    bool open = true;
    if (!ImGui::BeginPopupModal(title, &open,
                                ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings |
                                    (own_keys ? ImGuiWindowFlags_NoNav : ImGuiWindowFlags_None)))
        return false;
    if (!open && wanted) model.look.dialog = Dialog::none;
    if (model.look.dialog != dialog) ImGui::CloseCurrentPopup();
    return true;
}

void draw_help(Model& model, const std::vector<Action>& actions, const std::vector<Chord>& keys) {
    static bool showing = false;
    if (!begin_dialog("Keys and gestures", model, Dialog::help, showing, 34, true)) return;
    for (const Chord& key : keys) scroll_by_key(key);
    // Close lines: all of them fit into a usual window.
    const ImVec2 padding = ImGui::GetStyle().CellPadding;
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {padding.x, padding.y * 0.25f});
    if (ImGui::BeginTable("keys", 2, ImGuiTableFlags_SizingFixedFit)) {
        for (const Action& action : actions)
            if (!action.chords.empty()) {
                std::string chords;
                for (const Chord& chord : action.chords)
                    if (!chord.shift || chord.key != '+')
                        chords += (chords.empty() ? "" : "  or  ") + name_of(chord);
                draw_row(chords, action.label);
            }
        for (const Gesture& gesture : gestures) draw_row(gesture.keys, gesture.meaning);
        ImGui::EndTable();
    }
    ImGui::PopStyleVar();
    ImGui::EndPopup();
}

const Action* Palette::draw_found(const std::vector<const Action*>& found, std::size_t rows,
                                  const std::vector<Chord>& keys) {
    const int last = static_cast<int>(found.size()) - 1;
    const Action* chosen = nullptr;
    bool moved = false;
    for (const Chord& key : keys) {
        const int step = key.key == key_down ? 1 : key.key == key_up ? -1 : 0;
        moved |= step != 0;
        highlight_ = std::clamp(highlight_ + step, 0, std::max(last, 0));
        if (key.key == key_enter && last >= 0) chosen = found[static_cast<std::size_t>(highlight_)];
    }
    highlight_ = std::clamp(highlight_, 0, std::max(last, 0));
    // The field for typing stays where it is: only the list changes and scrolls.
    const float wanted = ImGui::GetTextLineHeightWithSpacing() * static_cast<float>(rows);
    ImGui::BeginChild("found", {0, std::min(wanted, ImGui::GetIO().DisplaySize.y * 0.7f)}, false,
                      ImGuiWindowFlags_NoNav);
    if (found.empty()) ImGui::TextDisabled("No such command");
    for (int i = 0; i <= last; ++i) {
        const Action& action = *found[static_cast<std::size_t>(i)];
        if (ImGui::Selectable(action.label, i == highlight_)) chosen = &action;
        if (moved && i == highlight_) ImGui::SetScrollHereY();
        if (action.chords.empty()) continue;
        const std::string shown = name_of(action.chords.front());
        ImGui::SameLine(ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(shown.c_str()).x);
        ImGui::TextDisabled("%s", shown.c_str());
    }
    ImGui::EndChild();
    return chosen;
}

void Palette::draw(Model& model, const std::vector<Action>& actions, const std::vector<Chord>& keys) {
    const bool fresh = !showing_;
    if (!begin_dialog("Find a command", model, Dialog::palette, showing_, 30, true)) return;
    if (fresh) {
        typed_ = {};
        highlight_ = 0;
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::SetNextItemWidth(-1);
    ImGui::InputTextWithHint("##typed", "Type a few letters", typed_.data(), typed_.size());
    std::vector<const Action*> found;
    for (const Action& action : actions)
        if (action.enabled(model) && lower(action.label).find(lower(typed_.data())) != std::string::npos)
            found.push_back(&action);
    const Action* chosen = draw_found(found, actions.size(), keys);
    if (chosen) {
        model.look.dialog = Dialog::none;
        ImGui::CloseCurrentPopup();
        chosen->run(model);
    }
    ImGui::EndPopup();
}

}  // namespace stubble::app
