// The check for a programmer's error. It stays on in release builds.
#pragma once

namespace stubble::core {

// Prints the place and the broken promise to standard error and aborts.
[[noreturn]] void broken_promise(const char* promise, const char* file, int line);

// The built-ins stand in for std::source_location, which clang 14 does not offer with libstdc++ 12.
inline void require(bool holds, const char* promise, const char* file = __builtin_FILE(),
                    int line = __builtin_LINE()) {
    if (!holds) [[unlikely]]
        broken_promise(promise, file, line);
}

}  // namespace stubble::core
