#pragma once

#include <string>

namespace stubble::test {

inline bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace stubble::test
