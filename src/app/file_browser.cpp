#include "app/file_browser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace stubble::app {
namespace {

namespace fs = std::filesystem;

fs::path home() {
    const char* folder = std::getenv("HOME");
    return folder ? fs::path(folder) : fs::path();
}

}  // namespace

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool is_photo_file(const fs::path& path) {
    static constexpr std::array<std::string_view, 10> known = {".jpg",  ".jpeg", ".png",  ".webp", ".tif",
                                                               ".tiff", ".heic", ".heif", ".avif", ".jfif"};
    return std::find(known.begin(), known.end(), lower(path.extension().string())) != known.end();
}

std::vector<FolderEntry> list_folder(const fs::path& folder) {
    std::vector<FolderEntry> entries;
    std::error_code problem;
    for (fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, problem), end;
         !problem && at != end; at.increment(problem)) {
        std::error_code unreadable;
        FolderEntry entry{at->path(), text_of(at->path().filename()), at->is_directory(unreadable)};
        if (!entry.name.empty() && entry.name[0] != '.' && (entry.is_folder || is_photo_file(entry.path)))
            entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
        if (a.is_folder != b.is_folder) return a.is_folder;
        const std::string left = lower(a.name), right = lower(b.name);
        return left != right ? left < right : a.name < b.name;
    });
    return entries;
}

fs::path path_typed(const std::string& text, const fs::path& folder) {
    if (text == "~") return home();
    if (text.starts_with("~/")) return home() / text.substr(2);
    const fs::path path(text);
    return (path.is_absolute() ? path : folder / path).lexically_normal();
}

fs::path usual_folder() {
    std::error_code none;
    for (const fs::path& folder : {home() / "Pictures", home()})
        if (!folder.empty() && fs::is_directory(folder, none)) return folder;
    return fs::current_path(none);
}

std::string text_of(const fs::path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

}  // namespace stubble::app
