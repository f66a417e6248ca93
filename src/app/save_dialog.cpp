#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "app/dialogs.h"
#include "app/setting_widget.h"
#include "app/style.h"
#include "deliver/deliver.h"

namespace stubble::app {
namespace {

constexpr const char* extensions[] = {".png", ".jpg", ".webp", ".tif"};
const std::vector<std::string> format_labels = {"PNG", "JPEG", "WebP", "TIFF"};

// The picture is evaluated by the same way as on the command line, so that window and terminal write the same
// bytes.
std::string write_picture(const session::Derived& shown, const std::filesystem::path& target, bool pair) try {
    const auto derived = session::evaluate(shown.document, shown);
    photo::save_picture(
        pair ? deliver::side_by_side(derived.photo->pixels, *derived.picture) : *derived.picture, target);
    return {};
} catch (const std::exception& problem) {
    return problem.what();
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
    const auto typed = path.extension();
    const bool has_format =
        is_photo_file(path) && typed != ".heic" && typed != ".heif" && typed != ".avif" && typed != ".jfif";
    if (!has_format) path += extensions[format_];
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
    model.look.folder = path.parent_path();
    result_ = std::async(std::launch::async, write_picture, model.derived(), path, pair_);
    model.look.dialog = Dialog::none;
    ImGui::CloseCurrentPopup();
}

void SaveDialog::collect(Model& model) {
    if (!result_.valid() || result_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
    const std::string problem = result_.get();
    model.tell(problem.empty() ? "Saved " + text_of(saved_) : problem, !problem.empty());
}

void SaveDialog::draw_options() {
    if (const auto clicked =
            draw_button_row("format", format_labels, format_, ImGui::GetFontSize() * 22.0f)) {
        format_ = *clicked;
        confirm_replace_ = false;
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
    if (ImGui::InputTextWithHint("##name", "File name or path", name_.data(), name_.size()))
        confirm_replace_ = false;
    const auto before = list_.folder();
    if (const auto existing =
            list_.draw(keys, std::min(ImGui::GetFontSize() * 15.0f, ImGui::GetIO().DisplaySize.y * 0.35f)))
        std::snprintf(name_.data(), name_.size(), "%s", text_of(existing->filename()).c_str());
    if (before != list_.folder()) confirm_replace_ = false;
    draw_options();
    const bool enter = has_key(keys, key_enter);
    const float width = ImGui::GetFontSize() * 7.0f;
    ImGui::BeginDisabled(name_[0] == '\0' || is_busy() || !model.has_photo());
    if (ImGui::Button(confirm_replace_ ? "Replace" : "Save", {width, 0}) || (enter && name_[0] && !is_busy()))
        try_save(model);
    ImGui::EndDisabled();
    ImGui::SameLine();
    if (ImGui::Button("Cancel", {width, 0})) model.look.dialog = Dialog::none;
    ImGui::EndPopup();
}

}  // namespace stubble::app
