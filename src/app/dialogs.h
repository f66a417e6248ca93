// The dialogs over the canvas. Each is drawn every frame and closes itself; Esc closes any of them.
#pragma once

#include <array>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "app/actions.h"
#include "app/file_browser.h"
#include "app/model.h"

namespace stubble::app {

// A folder's photo files with a line for typing: the common part of opening and saving.
class FileList {
 public:
    // The usual folder where that one is none.
    void enter(const std::filesystem::path& folder);
    const std::filesystem::path& folder() const { return folder_; }
    // Draws path line and list; arrows and Page Up/Down among `keys` move the highlight. Returns the file
    // chosen by double click.
    std::optional<std::filesystem::path> draw(const std::vector<Chord>& keys, float height);
    // The list's entry under the highlight, if any.
    const FolderEntry* highlighted() const;

 private:
    void draw_path();
    void move_highlight(const std::vector<Chord>& keys);
    std::filesystem::path folder_;
    std::vector<FolderEntry> entries_;
    int highlight_ = -1;
    bool scroll_to_highlight_ = false;
};

class OpenDialog {
 public:
    void draw(Model& model, const std::vector<Chord>& keys);

 private:
    void choose(Model& model, const std::filesystem::path& path);
    bool showing_ = false;
    FileList list_;
    std::array<char, 4096> typed_{};
};

class SaveDialog {
 public:
    void draw(Model& model, const std::vector<Chord>& keys);
    // A picture is being written.
    bool is_busy() const { return result_.valid(); }

 private:
    void start(const Model& model);
    void draw_options();
    void try_save(Model& model);
    void collect(Model& model);
    std::filesystem::path target() const;
    bool showing_ = false, pair_ = false, confirm_replace_ = false;
    int format_ = 0;
    FileList list_;
    std::array<char, 1024> name_{};
    std::future<std::string> result_;  // an error line, or empty
    std::filesystem::path saved_;
    session::Document saved_document_;
};

// All keys and gestures; arrows and Page Up/Down scroll.
void draw_help(Model& model, const std::vector<Action>& actions, const std::vector<Chord>& keys);

// Before unsaved work is left: save it, discard it, or stay.
void draw_leave_question(Model& model, const std::vector<Chord>& keys);
// Before corrections take the place of others.
void draw_replace_question(Model& model, const std::vector<Chord>& keys);

// Type a few letters of a command, Enter runs it.
class Palette {
 public:
    void draw(Model& model, const std::vector<Action>& actions, const std::vector<Chord>& keys);

 private:
    // The list, `rows` high; returns what is chosen by Enter or a click.
    const Action* draw_found(const std::vector<const Action*>& found, std::size_t rows,
                             const std::vector<Chord>& keys);
    bool showing_ = false;
    int highlight_ = 0;
    std::array<char, 128> typed_{};
};

// Opens the modal window of a dialog in the middle, `width` in font heights; Esc closes it, and so does the
// model when it wants another dialog or none. Where the dialog has keys of its own, ImGui's navigation by
// arrows is left out. Call ImGui::EndPopup when true.
bool begin_dialog(const char* title, Model& model, Dialog dialog, bool& showing, float width,
                  bool own_keys = false);

}  // namespace stubble::app
