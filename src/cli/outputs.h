// The files a command writes: looked at before minutes are spent on their content.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

#include "session/document.h"

namespace CLI {
class App;
}

namespace stubble::cli {

struct Output {
    std::filesystem::path path;           // empty: not asked for; "-": standard output, for data alone
    std::vector<std::string> extensions;  // lower case with dot; empty: data of any name
};

// Throws core::SaveError for a picture named "-", an extension that cannot be written, what
// photo::check_target refuses, two outputs of one name, and an output that is one of the `inputs`, under
// whatever name.
void check_outputs(const std::vector<Output>& outputs, const std::vector<std::filesystem::path>& inputs);

// Declares --quality of the pictures a command writes.
void add_quality(CLI::App& command, int& quality);

// The report of a result as a file, or on `out` where `target` is "-"; nothing where it is empty.
void write_report(const session::Derived& derived, const std::string& target, std::ostream& out);

}  // namespace stubble::cli
