// The check for a programmer's error. It stays on in release builds.
#pragma once

#include <source_location>

namespace stubble::core {

// Prints the place and the broken promise to standard error and aborts.
[[noreturn]] void broken_promise(const char* promise, const std::source_location& where);

inline void require(bool holds, const char* promise,
                    const std::source_location& where = std::source_location::current()) {
    if (!holds) [[unlikely]]
        broken_promise(promise, where);
}

}  // namespace stubble::core
