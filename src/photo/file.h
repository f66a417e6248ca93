// Files in and out of memory, with messages that name the file, the reason and the way out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "photo/save.h"

namespace stubble::photo {

// The bytes of a regular file. Never blocks on pipes or devices. Throws LoadError for anything that is not a
// regular, readable file of 1 to `max_bytes` bytes, ResourceError where too many files are open; `what` names
// the thing in messages ("photo").
std::vector<std::uint8_t> read_file(const std::filesystem::path& path, const char* what,
                                    std::uint64_t max_bytes);

// Writes beside the target (mode 0600), syncs, and renames over the target, links followed. On failure, and for
// what check_target refuses, the target keeps its bytes, nothing is left beside it, and SaveError is thrown.
// Then the folder is synced where that is possible: a folder that cannot be read, or a file system that cannot
// sync one, is no failure, but a power cut soon after may bring the old file back. Text goes straight into a
// pipe or character device.
void write_file(std::string_view bytes, const std::filesystem::path& path, Content content);

}  // namespace stubble::photo
