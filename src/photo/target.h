// Where a file to be saved goes, looked at before anything is written.
#pragma once

#include <filesystem>

#include "photo/save.h"

namespace stubble::photo {

struct Target {
    std::filesystem::path path;  // links followed
    bool straight = false;       // a pipe or character device: to be written to, never to be replaced
};

// Throws SaveError, which names `path` as it was given, where check_target of save.h says so.
Target target_of(const std::filesystem::path& path, Content content);

}  // namespace stubble::photo
