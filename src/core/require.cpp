#include "core/require.h"

#include <cstdio>
#include <cstdlib>

namespace stubble::core {

void broken_promise(const char* promise, const char* file, int line) {
    std::fprintf(stderr, "stubble: %s:%d: broken promise: %s\n", file, line, promise);
    std::abort();
}

}  // namespace stubble::core
