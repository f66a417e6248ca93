// Impossible input from outside: what failed, on which file, why, and what to do, as one line for the user.
#pragma once

#include <stdexcept>
#include <string>

namespace stubble::core {

// `what()` is the whole line, without the program's name and without a newline.
struct UserError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// A photo, label map or other input that cannot be used.
struct LoadError : UserError {
    using UserError::UserError;
};
// A result that cannot be written.
struct SaveError : UserError {
    using UserError::UserError;
};
// No usable OpenGL.
struct GlError : UserError {
    using UserError::UserError;
};
// Memory, disk or another resource ran out.
struct ResourceError : UserError {
    using UserError::UserError;
};

}  // namespace stubble::core
