#include "app/dialogs.h"

#include <imgui.h>

#include <algorithm>
#include <cctype>

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

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

bool begin_dialog(const char* title, Model& model, Dialog dialog, bool& showing, float width) {
    const bool wanted = model.look.dialog == dialog;
    if (wanted && !showing) ImGui::OpenPopup(title);
    showing = wanted;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x * 0.5f, screen.y * 0.5f}, ImGuiCond_Always, {0.5f, 0.5f});
    // Taller contents than the window scroll.
    ImGui::SetNextWindowSizeConstraints({0, 0}, {screen.x * 0.96f, screen.y * 0.94f});
    ImGui::SetNextWindowSize({std::min(width * ImGui::GetFontSize(), screen.x * 0.96f), 0});
    bool open = true;
    if (!ImGui::BeginPopupModal(
            title, &open,
            ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings))
        return false;
    if (!open && wanted) model.look.dialog = Dialog::none;
    if (model.look.dialog != dialog) ImGui::CloseCurrentPopup();
    return true;
}

void draw_help(Model& model, const std::vector<Action>& actions) {
    static bool showing = false;
    if (!begin_dialog("Keys and gestures", model, Dialog::help, showing, 34)) return;
    if (ImGui::BeginTable("keys", 2, ImGuiTableFlags_SizingFixedFit)) {
        for (const Action& action : actions)
            if (!action.chords.empty()) {
                std::string keys;
                for (const Chord& chord : action.chords)
                    if (!chord.shift || chord.key != '+')
                        keys += (keys.empty() ? "" : "  or  ") + name_of(chord);
                draw_row(keys, action.label);
            }
        for (const Gesture& gesture : gestures) draw_row(gesture.keys, gesture.meaning);
        ImGui::EndTable();
    }
    ImGui::EndPopup();
}

void Palette::draw(Model& model, const std::vector<Action>& actions, const std::vector<Chord>& keys) {
    const bool fresh = !showing_;
    if (!begin_dialog("Find a command", model, Dialog::palette, showing_, 30)) return;
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
    const int last = static_cast<int>(found.size()) - 1;
    const Action* chosen = nullptr;
    for (const Chord& key : keys) {
        if (key.key == key_down) ++highlight_;
        if (key.key == key_up) --highlight_;
        if (key.key == key_enter && last >= 0)
            chosen = found[static_cast<std::size_t>(std::clamp(highlight_, 0, last))];
    }
    highlight_ = std::clamp(highlight_, 0, std::max(last, 0));
    for (int i = 0; i <= last; ++i) {
        const Action& action = *found[static_cast<std::size_t>(i)];
        if (ImGui::Selectable(action.label, i == highlight_)) chosen = &action;
        if (action.chords.empty()) continue;
        const std::string shown = name_of(action.chords.front());
        ImGui::SameLine(ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(shown.c_str()).x);
        ImGui::TextDisabled("%s", shown.c_str());
    }
    if (chosen) {
        model.look.dialog = Dialog::none;
        ImGui::CloseCurrentPopup();
        chosen->run(model);
    }
    ImGui::EndPopup();
}

}  // namespace stubble::app
