#include <imgui.h>

#include <algorithm>

#include "app/dialogs.h"

namespace stubble::app {
void OpenDialog::choose(Model& model, const std::filesystem::path& path) {
    std::error_code none;
    if (std::filesystem::is_directory(path, none)) {
        list_.enter(path);
        typed_ = {};
        return;
    }
    model.look.dialog = Dialog::none;
    ImGui::CloseCurrentPopup();
    model.open(path);
}

void OpenDialog::draw(Model& model, const std::vector<Chord>& keys) {
    const bool fresh = !showing_;
    if (!begin_dialog("Open photo", model, Dialog::open, showing_, 44, true)) return;
    if (fresh) {
        list_.enter(model.look.folder);
        typed_ = {};
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::SetNextItemWidth(-1);
    ImGui::InputTextWithHint("##typed", "Type or paste a path, or choose below", typed_.data(),
                             typed_.size());
    const bool typing = typed_[0] != '\0';
    const float height = std::min(ImGui::GetFontSize() * 22.0f, ImGui::GetIO().DisplaySize.y * 0.5f);
    auto chosen = list_.draw(keys, height);
    if (!typing && has_key(keys, key_backspace)) list_.enter(list_.folder().parent_path());
    const FolderEntry* highlighted = list_.highlighted();
    ImGui::BeginDisabled(!typing && !highlighted);
    const bool confirmed =
        ImGui::Button("Open", {ImGui::GetFontSize() * 7.0f, 0}) || has_key(keys, key_enter);
    ImGui::EndDisabled();
    ImGui::SameLine();
    if (ImGui::Button("Cancel", {ImGui::GetFontSize() * 7.0f, 0})) model.look.dialog = Dialog::none;
    static constexpr const char* formats = "JPEG, PNG, TIFF, WebP, HEIC, AVIF";
    ImGui::SameLine();
    if (ImGui::CalcTextSize(formats).x < ImGui::GetContentRegionAvail().x)
        ImGui::TextDisabled("%s", formats);
    else
        ImGui::NewLine();
    if (confirmed && !chosen) {
        if (typing)
            chosen = path_typed(typed_.data(), list_.folder());
        else if (highlighted)
            chosen = highlighted->path;
    }
    if (chosen) choose(model, *chosen);
    ImGui::EndPopup();
}

}  // namespace stubble::app
