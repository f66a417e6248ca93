// Texts for the user: one line each, whatever a file name or a foreign library brings along.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace stubble::photo {

// Valid UTF-8 on one line: control characters, characters that change the writing direction and invalid bytes
// are shown as \xNN or \u{NNNN}.
std::string one_line(std::string_view text);

// The path in quotes, as `one_line`.
std::string quoted(const std::filesystem::path& path);

}  // namespace stubble::photo
