#include "core/require.h"

#include <cstdio>
#include <cstdlib>

namespace stubble::core {

void broken_promise(const char* promise, const std::source_location& where) {
    std::fprintf(stderr, "stubble: %s:%u: broken promise: %s\n", where.file_name(),
                 static_cast<unsigned>(where.line()), promise);
    std::abort();
}

}  // namespace stubble::core
