// The command line: design/cli is its contract.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace stubble::cli {

// A signal that ends the program gives 128 + its number (core/signals.h).
enum ExitCode { done = 0, usage = 2, input = 3, output = 4, resources = 5 };

using OpenWindow = std::function<int(const std::optional<std::filesystem::path>&)>;

// Runs one command; data goes to `out`, everything else to `err`. Without a command `open_window` is called.
int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err,
        const OpenWindow& open_window);

}  // namespace stubble::cli
