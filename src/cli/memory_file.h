// A file in memory alone: no folder to write to is needed, and however the program ends nothing is left
// behind.
#pragma once

#include <filesystem>
#include <string>

namespace stubble::cli {

class MemoryFile {
 public:
    // Throws core::ResourceError where it does not fit.
    explicit MemoryFile(const std::string& bytes);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    // Opens the file, in this process, as long as this object lives.
    std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(number_); }

 private:
    int number_;
};

}  // namespace stubble::cli
