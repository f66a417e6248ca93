// Folders to save into, and what is told of a save that fails.
#pragma once

#include <filesystem>
#include <string>

#include "core/error.h"
#include "photo/save.h"
#include "pictures.h"

namespace stubble::photo_test {

inline std::filesystem::path empty_folder(const std::string& name) {
    const auto folder = output_file(name);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

inline std::string failure(const std::filesystem::path& path) {
    try {
        photo::save_picture(sample_picture(), path);
    } catch (const core::SaveError& error) {
        return error.what();
    }
    return {};
}

inline std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace stubble::photo_test
