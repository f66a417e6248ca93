#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "photo/photo.h"
#include "support/catch.h"

using namespace stubble;

namespace {

namespace fs = std::filesystem;

struct Outcome {
    bool opened = false;
    double missing_share = 0.0;
    std::string line;  // warning or refusal
};

Outcome outcome_of(const fs::path& path) {
    try {
        const photo::Photo photo = photo::load_photo(path);
        return {true, photo.missing_share, photo.warnings.empty() ? "" : photo.warnings[0]};
    } catch (const core::LoadError& error) {
        return {false, 0.0, error.what()};
    }
}

// Files below a folder of bad images; empty, with a warning, where they are absent.
std::vector<fs::path> bad_images(const std::string& folder) {
    const fs::path root = fs::path(STUBBLE_SHARED_DIR) / "bad-images" / folder;
    std::vector<fs::path> files;
    if (!fs::exists(root)) {
        WARN("no bad images at " << root);
        return files;
    }
    for (const auto& entry : fs::recursive_directory_iterator(root))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("every truncated photo is flagged with about the share it lost, or refused as cut off") {
    for (const fs::path& path : bad_images("truncated")) {
        const std::string stem = path.stem().string();
        const double lost = 1.0 - std::stod(stem.substr(stem.find('_') + 1)) / 100.0;
        const Outcome outcome = outcome_of(path);
        INFO(path << ": " << outcome.missing_share << " " << outcome.line);
        CHECK(outcome.line.find("cut off") != std::string::npos);
        // The tiny progressive JPEG spends a third of its bytes on headers.
        if (outcome.opened)
            CHECK(std::abs(outcome.missing_share - lost) <= (stem.starts_with("prog") ? 0.16 : 0.08));
    }
}

TEST_CASE("bombs are refused by their claim, misnamed files open") {
    for (const fs::path& path : bad_images("bombs")) {
        const std::string name = path.filename().string();
        const Outcome outcome = outcome_of(path);
        INFO(path << ": " << outcome.line);
        const bool huge = name.find("000") != std::string::npos || name.find("nodata") != std::string::npos ||
                          name.find("1048576") != std::string::npos;
        if (huge) CHECK(outcome.line.find("it claims to be") != std::string::npos);
        if (name.find("named") != std::string::npos) CHECK(outcome.opened);
        CHECK((outcome.opened || !outcome.line.empty()));
    }
}

TEST_CASE("every bad image ends as opened, warned or refused with a line", "[.][photos]") {
    std::map<std::string, std::array<int, 3>> counts;
    double longest_s = 0.0;
    fs::path slowest;
    for (const fs::path& path : bad_images("")) {
        const auto start = std::chrono::steady_clock::now();
        const Outcome outcome = outcome_of(path);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (took.count() > longest_s) slowest = path;
        longest_s = std::max(longest_s, took.count());
        CHECK(outcome.line.find('\n') == std::string::npos);
        CHECK(outcome.line.find("broke down") == std::string::npos);
        const std::string root = (fs::path(STUBBLE_SHARED_DIR) / "bad-images").string();
        const std::string folder = path.parent_path().string().substr(root.size());
        ++counts[folder][outcome.opened ? (outcome.line.empty() ? 0 : 1) : 2];
    }
    for (const auto& [folder, count] : counts)
        WARN(folder << ": " << count[0] << " opened, " << count[1] << " with a warning, " << count[2]
                    << " refused");
    WARN("longest " << longest_s << " s: " << slowest);
}
