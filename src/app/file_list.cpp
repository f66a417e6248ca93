#include <imgui.h>

#include <algorithm>

#include "app/dialogs.h"
#include "app/style.h"

namespace stubble::app {

void FileList::enter(const std::filesystem::path& folder) {
    const std::string left = text_of(folder_.filename());
    const bool upwards = folder == folder_.parent_path();
    std::error_code none;
    folder_ = std::filesystem::is_directory(folder, none) ? folder : usual_folder();
    entries_ = list_folder(folder_);
    highlight_ = entries_.empty() ? -1 : 0;
    // Going up keeps the hand where it was.
    if (upwards)
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (entries_[i].name == left) highlight_ = static_cast<int>(i);
    scroll_to_highlight_ = true;
}

const FolderEntry* FileList::highlighted() const {
    return highlight_ >= 0 && highlight_ < static_cast<int>(entries_.size())
               ? &entries_[static_cast<std::size_t>(highlight_)]
               : nullptr;
}

void FileList::draw_path() {
    if (ImGui::Button("\u2191 Up")) enter(folder_.parent_path());
    ImGui::SameLine();
    if (ImGui::Button("Home")) enter(usual_folder());
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    std::string shown = text_of(folder_);
    const float room = ImGui::GetContentRegionAvail().x;
    // The end of a path says most.
    while (shown.size() > 8 && ImGui::CalcTextSize(shown.c_str()).x > room) {
        const auto slash = shown.find('/', 4);
        shown = slash == std::string::npos ? "\u2026" + shown.substr(8) : "\u2026" + shown.substr(slash);
        if (slash == std::string::npos) break;
    }
    ImGui::TextUnformatted(shown.c_str());
}

void FileList::move_highlight(const std::vector<Chord>& keys) {
    constexpr int page = 12;
    const int last = static_cast<int>(entries_.size()) - 1;
    for (const Chord& key : keys) {
        const int step = key.key == key_down        ? 1
                         : key.key == key_up        ? -1
                         : key.key == key_page_down ? page
                         : key.key == key_page_up   ? -page
                                                    : 0;
        if (step == 0 || last < 0) continue;
        highlight_ = std::clamp(highlight_ + step, 0, last);
        scroll_to_highlight_ = true;
    }
}

std::optional<std::filesystem::path> FileList::draw(const std::vector<Chord>& keys, float height) {
    draw_path();
    move_highlight(keys);
    std::optional<std::filesystem::path> chosen, entered;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, IM_COL32(26, 26, 26, 255));
    ImGui::BeginChild("files", {0, height}, true, ImGuiWindowFlags_NoNavInputs);
    if (entries_.empty()) ImGui::TextDisabled("No folders or photos here");
    for (int i = 0; i < static_cast<int>(entries_.size()); ++i) {
        const FolderEntry& entry = entries_[static_cast<std::size_t>(i)];
        ImGui::PushID(i);
        if (entry.is_folder) ImGui::PushStyleColor(ImGuiCol_Text, accent_colour);
        const std::string label = entry.is_folder ? entry.name + "/" : entry.name;
        if (ImGui::Selectable(label.c_str(), i == highlight_, ImGuiSelectableFlags_AllowDoubleClick)) {
            highlight_ = i;
            if (ImGui::IsMouseDoubleClicked(0)) (entry.is_folder ? entered : chosen) = entry.path;
        }
        if (entry.is_folder) ImGui::PopStyleColor();
        if (i == highlight_ && scroll_to_highlight_) ImGui::SetScrollHereY();
        ImGui::PopID();
    }
    scroll_to_highlight_ = false;
    ImGui::EndChild();
    ImGui::PopStyleColor();
    if (entered) enter(*entered);
    return chosen;
}

}  // namespace stubble::app
