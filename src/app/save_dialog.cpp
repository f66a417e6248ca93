#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "app/dialogs.h"
#include "app/save_shown.h"
#include "app/setting_widget.h"
#include "app/style.h"
#include "deliver/deliver.h"

namespace stubble::app {
namespace {

// In the order of photo::PictureFormat.
const std::vector<RowButton>& format_buttons() {
    static const std::vector<RowButton> buttons = {{"PNG", "Every pixel exact, for keeping and printing"},
                                                   {"JPEG", "Small, for messages and web pages"},
                                                   {"WebP", "Smallest, for web pages"},
                                                   {"TIFF", "Every pixel exact, for other picture programs"}};
    return buttons;
}

// By the extension; empty where it is none of a format that can be written.
std::optional<int> format_of(const std::filesystem::path& path) {
    const auto format = photo::format_of(path.extension().string());
    return format ? std::optional(static_cast<int>(*format)) : std::nullopt;
}

const std::string& usual_extension(int format) {
    return photo::extensions_of(static_cast<photo::PictureFormat>(format)).front();
}

}  // namespace

void SaveDialog::start(const Model& model) {
    const auto& photo = model.document().photo;
    const std::string stem = text_of(photo.stem()) + "-simulated";
    std::snprintf(name_.data(), name_.size(), "%s", stem.c_str());
    list_.enter(model.look.folder.empty() ? photo.parent_path() : model.look.folder);
    confirm_replace_ = false;
}

std::filesystem::path SaveDialog::target() const {
    std::filesystem::path path = path_typed(name_.data(), list_.folder());
    if (!format_of(path)) path += usual_extension(format_);
    return path;
}

void SaveDialog::try_save(Model& model) {
    std::error_code none;
    const auto path = target();
    if (std::filesystem::is_directory(path_typed(name_.data(), list_.folder()), none)) {
        list_.enter(path_typed(name_.data(), list_.folder()));
        return;
    }
    if (std::filesystem::exists(path, none) && !confirm_replace_) {
        confirm_replace_ = true;
        return;
    }
    saved_ = path;
    saved_document_ = model.derived().document;
    result_ = std::async(std::launch::async, save_shown, model.derived(), path, pair_);
    model.look.dialog = Dialog::none;
    ImGui::CloseCurrentPopup();
}

void SaveDialog::collect(Model& model) {
    if (!result_.valid() || result_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    const std::string problem = result_.get();
    if (!problem.empty()) {
        model.tell(problem, Tone::error);
        return;
    }
    model.tell("Saved " + text_of(saved_), Tone::news);
    model.look.folder = saved_.parent_path();
    model.picture_is_saved(saved_document_);
}

void SaveDialog::draw_options() {
    const auto typed = format_of(name_.data());
    const float width = std::min(ImGui::GetFontSize() * 22.0f, ImGui::GetContentRegionAvail().x);
    if (const auto clicked = draw_button_row("format", format_buttons(), typed.value_or(format_), width)) {
        format_ = *clicked;
        confirm_replace_ = false;
        std::filesystem::path name = name_.data();
        if (typed)
            std::snprintf(name_.data(), name_.size(), "%s",
                          text_of(name.replace_extension(usual_extension(format_))).c_str());
    }
    ImGui::Checkbox("Before and after side by side, with captions", &pair_);
    if (confirm_replace_)
        draw_paragraph(text_of(target().filename()) + " is already there. Replace it?", warning_colour);
}

void SaveDialog::draw(Model& model, const std::vector<Chord>& keys) {
    collect(model);
    const bool fresh = !showing_;
    if (!begin_dialog("Save picture", model, Dialog::save, showing_, 44)) return;
    if (fresh) {
        start(model);
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::SetNextItemWidth(-1);
    if (ImGui::InputTextWithHint("##name", "File name or path", name_.data(), name_.size(),
                                 ImGuiInputTextFlags_AutoSelectAll))
        confirm_replace_ = false;
    const auto before = list_.folder();
    if (const auto existing =
            list_.draw({}, std::min(ImGui::GetFontSize() * 15.0f, ImGui::GetIO().DisplaySize.y * 0.35f)))
        std::snprintf(name_.data(), name_.size(), "%s", text_of(existing->filename()).c_str());
    if (before != list_.folder()) confirm_replace_ = false;
    draw_options();
    const bool enter = has_key(keys, key_enter), ready = name_[0] && !is_busy() && model.has_photo();
    const float width = ImGui::GetFontSize() * 7.0f;
    ImGui::BeginDisabled(!ready);
    const bool save = ImGui::Button(confirm_replace_ ? "Replace" : "Save", {width, 0});
    ImGui::EndDisabled();
    ImGui::SameLine();
    const bool cancel = ImGui::Button("Cancel", {width, 0}) || (enter && ImGui::IsItemFocused());
    if (cancel)
        model.look.dialog = Dialog::none;
    else if (save || (enter && ready))
        try_save(model);
    ImGui::EndPopup();
}

}  // namespace stubble::app
