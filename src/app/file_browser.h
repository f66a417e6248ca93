// What the file dialogs list: plain file system work, without a window.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stubble::app {

struct FolderEntry {
    std::filesystem::path path;
    std::string name;
    bool is_folder = false;
};

// Folders first, then photo files by extension, each in alphabetical order regardless of case; hidden ones
// left out. A folder that cannot be read is empty.
std::vector<FolderEntry> list_folder(const std::filesystem::path& folder);
// Whether Stubble reads or writes such files, by extension.
bool is_photo_file(const std::filesystem::path& path);
// The absolute path a user means by `text`, typed while in `folder`; "~" is the home folder.
std::filesystem::path path_typed(const std::string& text, const std::filesystem::path& folder);
// The home folder's pictures, the home folder, or the working folder: whichever exists first.
std::filesystem::path usual_folder();
// With its Latin letters small.
std::string lower(std::string text);
// A path's text in UTF-8.
std::string text_of(const std::filesystem::path& path);

}  // namespace stubble::app
