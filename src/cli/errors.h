// Errors of the command line.
#pragma once

#include <stdexcept>
#include <string>

namespace stubble::cli {

// Wrong options or values; what() is one line that ends with what to do.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Line breaks and other control characters (of file names, say) become '?', so that a message stays one line
// and cannot steer a terminal.
std::string one_line(const std::string& text);

}  // namespace stubble::cli
