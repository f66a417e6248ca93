// The source tree as the house tests read it: files, their lines, and what they include.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace stubble::house {

struct Include {
    std::string name;     // "core/image.h" or "vector"
    bool quoted = false;  // "..." rather than <...>
};

struct SourceFile {
    std::string room;  // folder below src, "" for files elsewhere
    std::string path;  // from the root of the repository
    std::vector<std::string> lines;
    std::vector<Include> includes;
    bool is_header() const { return path.ends_with(".h"); }
};

// Folder that holds src, tests and shaders.
std::filesystem::path root();
// The names of src's folders, sorted.
std::vector<std::string> folders_of_src();
// All files of src with the extensions .h and .cpp, sorted by path. Fails the test when there are none.
std::vector<SourceFile> sources();
// All files of shaders, sorted by path; empty while there is no such folder.
std::vector<SourceFile> shaders();

// One objection a line, for a failed check's message.
std::string joined(const std::vector<std::string>& objections);

}  // namespace stubble::house
