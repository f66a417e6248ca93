// Questions before something is lost.
#include <imgui.h>

#include "app/brush.h"
#include "app/dialogs.h"
#include "app/setting_widget.h"
#include "app/style.h"

namespace stubble::app {
namespace {

// A row of answers; arrows, Tab and Enter choose as the mouse does, and Enter alone means the first.
std::optional<int> draw_answers(const std::vector<const char*>& answers, const std::vector<Chord>& keys) {
    const bool enter = has_key(keys, key_enter);
    std::optional<int> given;
    bool any_focused = false;
    for (int i = 0; i < static_cast<int>(answers.size()); ++i) {
        if (i) ImGui::SameLine();
        if (ImGui::Button(answers[static_cast<std::size_t>(i)], {ImGui::GetFontSize() * 7.0f, 0})) given = i;
        if (i == 0) ImGui::SetItemDefaultFocus();
        any_focused |= ImGui::IsItemFocused();
        if (enter && ImGui::IsItemFocused()) given = i;
    }
    return enter && !any_focused ? 0 : given;
}

}  // namespace

void draw_leave_question(Model& model, const std::vector<Chord>& keys) {
    static bool showing = false;
    if (!begin_dialog("Unsaved work", model, Dialog::leave, showing, 30)) return;
    const bool hints_alone = model.has_only_hints_unsaved();
    const auto& photo = model.document().photo;
    draw_paragraph(hints_alone
                       ? "The corrections of " + text_of(photo.filename()) +
                             " as they are now were not saved. They go into " +
                             text_of(hints_file_of(photo).filename()) + " beside it."
                       : "The picture of " + text_of(photo.filename()) + " as it is now was not saved.",
                   bright_text_colour);
    const auto answer = draw_answers({hints_alone ? "Save" : "Save\u2026", "Discard", "Cancel"}, keys);
    if (answer) {
        ImGui::CloseCurrentPopup();
        model.look.dialog = answer == 0 && !hints_alone ? Dialog::save : Dialog::none;
        if (answer == 0 && hints_alone) save_hints(model);
        if (answer == 1) model.leave_without_saving();
        if (answer == 2) model.stay();
    }
    ImGui::EndPopup();
}

void draw_replace_question(Model& model, const std::vector<Chord>& keys) {
    static bool showing = false;
    if (!begin_dialog("Save the corrections", model, Dialog::replace_hints, showing, 30)) return;
    draw_paragraph(
        text_of(hints_file_of(model.document().photo).filename()) + " is already there. Replace it?",
        warning_colour);
    if (const auto answer = draw_answers({"Replace", "Cancel"}, keys)) {
        ImGui::CloseCurrentPopup();
        model.look.dialog = Dialog::none;
        if (answer == 0) write_hints(model);
    }
    ImGui::EndPopup();
}

}  // namespace stubble::app
