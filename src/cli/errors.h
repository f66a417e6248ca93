// Errors and interruptions of the command line.
#pragma once

#include <stdexcept>
#include <string>

namespace stubble::cli {

// Wrong options or values; what() is one line that ends with what to do.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};
// The user pressed Ctrl-C while files were being written; they are complete.
struct Interrupted : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Line breaks and other control characters (of file names, say) become '?', so that a message stays one line
// and cannot steer a terminal.
std::string one_line(const std::string& text);

// From here on Ctrl-C ends the process with code 130: at once, or, while a SavingFiles exists, once the file
// in hand is complete.
void watch_interrupts();

class SavingFiles {
 public:
    SavingFiles();
    ~SavingFiles();
    SavingFiles(const SavingFiles&) = delete;
    SavingFiles& operator=(const SavingFiles&) = delete;
    // Throws Interrupted if Ctrl-C came meanwhile.
    void check() const;
};

}  // namespace stubble::cli
