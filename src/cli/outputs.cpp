#include "cli/outputs.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>
#include <system_error>

#include "core/error.h"
#include "deliver/deliver.h"
#include "session/report.h"

namespace stubble::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw core::SaveError("cannot write " + path.string() + ": " + why);
}

void check_extension(const Output& output) {
    if (output.extensions.empty()) return;
    std::string extension = output.path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (std::find(output.extensions.begin(), output.extensions.end(), extension) != output.extensions.end())
        return;
    std::string known;
    for (const std::string& e : output.extensions) known += " " + e;
    refuse(output.path,
           (extension.empty() ? "the name has no extension" : "cannot write " + extension + " files") +
               "; end the name with one of" + known);
}

bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code error;
    if (fs::equivalent(a, b, error)) return true;
    // Of a relative name that does not exist yet, nothing would be resolved.
    return fs::weakly_canonical(fs::absolute(a), error) == fs::weakly_canonical(fs::absolute(b), error);
}

}  // namespace

void check_outputs(const std::vector<Output>& outputs, const std::vector<fs::path>& inputs) {
    std::vector<fs::path> seen;
    for (const Output& output : outputs) {
        const bool data = output.extensions.empty();
        if (output.path.empty() || (data && output.path == "-")) continue;
        if (output.path == "-") refuse(output.path, "pictures go to files only; give a file name");
        check_extension(output);
        photo::check_target(output.path, data ? photo::Content::text : photo::Content::picture);
        for (const fs::path& input : inputs)
            if (!input.empty() && same_file(output.path, input))
                refuse(output.path,
                       "it is the input itself, which is never overwritten; choose another name");
        for (const fs::path& other : seen)
            if (same_file(output.path, other))
                refuse(output.path, "two results have this name; choose another one");
        seen.push_back(output.path);
    }
}

void add_quality(CLI::App& command, int& quality) {
    command.add_option("--quality", quality, "JPEG and WebP quality, default 95")
        ->check(CLI::Range(1, 100))
        ->type_name("1..100");
}

void write_report(const session::Derived& derived, const std::string& target, std::ostream& out) {
    if (target.empty()) return;
    const std::string report = session::report_json(derived);
    if (target == "-") {
        out << report << std::flush;
        return;
    }
    photo::save_text(report, target);
}

}  // namespace stubble::cli
