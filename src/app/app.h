// The window.
#pragma once

#include <filesystem>
#include <optional>

namespace stubble::app {

// Opens the window, on a photo if one is named, and runs until it is closed. Returns the process exit code;
// without a display or OpenGL it prints one line that names the command line, and returns 5.
int run_window(const std::optional<std::filesystem::path>& photo);

}  // namespace stubble::app
