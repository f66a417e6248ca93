#include "cli/memory_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <fstream>

#include "core/error.h"

namespace stubble::cli {

MemoryFile::MemoryFile(const std::string& bytes) : number_(::memfd_create("stubble", MFD_CLOEXEC)) {
    std::ofstream file(path(), std::ios::binary);
    if (number_ >= 0 && file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()) return;
    if (number_ >= 0) ::close(number_);
    throw core::ResourceError(
        "cannot hold a file in memory: there is too little, or a limit (ulimit -f) is too low; raise it");
}

MemoryFile::~MemoryFile() {
    ::close(number_);
}

}  // namespace stubble::cli
