// Why the decoder does not open a file, or opens it with a warning: the second half of the user's line.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

namespace stubble::photo {

struct Refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// No other way of reading the file can help.
struct TooLarge : Refusal {
    using Refusal::Refusal;
};

// It is not the file that is to blame.
struct Shortage : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline constexpr const char* file_limit_too_low =
    "the limit on the size of files (ulimit -f) is too low for it; raise the limit";

inline std::string percent(double share) {
    return std::to_string(std::clamp(std::lround(share * 100), 1l, 100l)) + " %";
}

// Nothing can be shown of a file that lacks this share of its bytes.
inline Refusal cut_off(double share) {
    return Refusal("the file is cut off: about " + percent(share) +
                   " of it is missing, and the rest cannot be shown without it; ask for the original file");
}

// For a picture that could be opened although this share of it is missing, or although its data hold errors.
inline std::string damage_warning(double missing_share) {
    if (missing_share == 0.0)
        return "the photo's data are damaged; look for faults or ask for the original file";
    return "the photo is cut off: about " + percent(missing_share) +
           " of the picture is missing; ask for the original file";
}

// Shortened to fit, with a zero byte behind.
inline void put_text(std::array<char, 512>& target, const std::string& text) {
    const std::size_t length = std::min(text.size(), target.size() - 1);
    std::copy_n(text.begin(), length, target.begin());
    target[length] = 0;
}

}  // namespace stubble::photo
