#include "cli/errors.h"

namespace stubble::cli {

std::string one_line(const std::string& text) {
    std::string line = text;
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
    return line;
}

}  // namespace stubble::cli
