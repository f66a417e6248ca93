#include "house/source_tree.h"

#include <algorithm>
#include <fstream>
#include <regex>

#include "support/catch.h"

namespace stubble::house {
namespace {

std::vector<Include> includes_in(const std::vector<std::string>& lines) {
    static const std::regex directive(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)re");
    std::vector<Include> includes;
    for (const std::string& line : lines) {
        std::smatch match;
        if (std::regex_match(line, match, directive)) includes.push_back({match[2], match[1] == "\""});
    }
    return includes;
}

SourceFile read(const std::filesystem::path& file) {
    SourceFile source;
    const std::filesystem::path relative = file.lexically_relative(root());
    source.path = relative.generic_string();
    if (source.path.starts_with("src/")) source.room = std::next(relative.begin())->string();
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) source.lines.push_back(line);
    source.includes = includes_in(source.lines);
    return source;
}

std::vector<SourceFile> read_all(const std::filesystem::path& folder,
                                 const std::vector<std::string>& extensions) {
    std::vector<SourceFile> files;
    if (!std::filesystem::is_directory(folder)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string extension = entry.path().extension().string();
        const bool wanted =
            extensions.empty() || std::ranges::find(extensions, extension) != extensions.end();
        if (entry.is_regular_file() && wanted) files.push_back(read(entry.path()));
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

}  // namespace

std::filesystem::path root() {
    return std::filesystem::path(STUBBLE_TESTS_DIR).parent_path();
}

std::vector<std::string> folders_of_src() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(root() / "src"))
        if (entry.is_directory()) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::vector<SourceFile> sources() {
    std::vector<SourceFile> files = read_all(root() / "src", {".h", ".cpp"});
    REQUIRE(!files.empty());
    return files;
}

std::vector<SourceFile> shaders() {
    return read_all(root() / "shaders", {});
}

std::string joined(const std::vector<std::string>& objections) {
    std::string text;
    for (const std::string& objection : objections) text += objection + "\n";
    return text;
}

}  // namespace stubble::house
