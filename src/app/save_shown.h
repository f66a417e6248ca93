// Writes what the window shows.
#pragma once

#include <filesystem>
#include <string>

#include "session/document.h"

namespace stubble::app {

// The after picture, or the pair, as a file with the very bytes that the command line writes for the same
// document, whoever drew what is on the screen. Returns a line for the user when that fails, else nothing; it
// fails over the photo itself, under whatever name.
std::string save_shown(const session::Derived& shown, const std::filesystem::path& target, bool pair);

}  // namespace stubble::app
