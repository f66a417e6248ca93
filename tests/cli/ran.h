// A command line that was run, and files to run it on.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.h"

namespace stubble::test {

struct Ran {
    int code = -1;
    std::string out, err;
    std::optional<std::optional<std::filesystem::path>> window;  // what the window was opened with
};

inline Ran stubble_with(const std::vector<std::string>& arguments) {
    Ran ran;
    std::ostringstream out, err;
    ran.code = cli::run(arguments, out, err, [&](const std::optional<std::filesystem::path>& photo) {
        ran.window = photo;
        return 0;
    });
    ran.out = out.str(), ran.err = err.str();
    return ran;
}

inline std::filesystem::path folder() {
    const std::filesystem::path path = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "cli";
    std::filesystem::create_directories(path);
    return path;
}

inline std::filesystem::path file_with(const std::string& name, const std::string& content) {
    const std::filesystem::path path = folder() / name;
    std::ofstream(path, std::ios::binary) << content;
    return path;
}

inline bool is_one_line(const std::string& text) {
    return text.size() > 1 && text.find('\n') == text.size() - 1 && text.starts_with("stubble: ");
}

}  // namespace stubble::test
