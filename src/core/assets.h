// Where the files shipped with the program lie.
#pragma once

#include <filesystem>
#include <string>

namespace stubble::core {

// The path of a shipped file, as "follicles.bin". Looked for in the folder the environment variable
// STUBBLE_ASSETS names, and nowhere else if it is set; else in share/stubble beside the program's bin folder;
// else in the source tree it was built from. Throws LoadError if it is in none of them.
std::filesystem::path asset(const std::string& name);

// Likewise for a shader: STUBBLE_SHADERS, share/stubble/shaders, the source tree.
std::filesystem::path shader(const std::string& name);

}  // namespace stubble::core
