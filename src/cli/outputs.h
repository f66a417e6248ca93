// Looking at the files to be written before minutes are spent on their content.
#pragma once

#include <filesystem>
#include <vector>

namespace stubble::cli {

struct Output {
    std::filesystem::path path;           // empty: not asked for; "-": standard output where that is allowed
    std::vector<std::string> extensions;  // lower case with dot; empty: any
};

inline const std::vector<std::string> picture_extensions = {".png",  ".jpg", ".jpeg",
                                                            ".webp", ".tif", ".tiff"};

// Throws core::SaveError for an extension that cannot be written, a missing or read-only folder, a folder in
// the place of a file, two outputs of one name, and an output that is one of the `inputs`, under whatever
// name.
void check_outputs(const std::vector<Output>& outputs, const std::vector<std::filesystem::path>& inputs);

}  // namespace stubble::cli
