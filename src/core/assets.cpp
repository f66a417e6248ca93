#include "core/assets.h"

#include <cstdlib>
#include <system_error>

#include "core/error.h"

namespace stubble::core {
namespace {

namespace fs = std::filesystem;

struct Places {
    const char* variable;  // environment
    fs::path installed;    // below the prefix of the installation
    fs::path source;
};

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

fs::path installation_prefix() {
    std::error_code failed;
    const fs::path program = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::path() : program.parent_path().parent_path();
}

fs::path find(const std::string& name, const Places& places) {
    if (const char* folder = std::getenv(places.variable); folder && *folder) {
        const fs::path path = fs::path(folder) / name;
        if (is_file(path)) return path;
        throw LoadError("Cannot find " + path.string() + ": correct or unset " + places.variable + ".");
    }
    const fs::path installed = installation_prefix() / places.installed / name;
    if (is_file(installed)) return installed;
    if (is_file(places.source / name)) return places.source / name;
    throw LoadError("Cannot find " + name + " (looked for " + installed.string() +
                    "): install the program again or set " + places.variable + " to its folder.");
}

}  // namespace

fs::path asset(const std::string& name) {
    return find(name, {"STUBBLE_ASSETS", "share/stubble", STUBBLE_SOURCE_ASSETS});
}

fs::path shader(const std::string& name) {
    return find(name, {"STUBBLE_SHADERS", "share/stubble/shaders", STUBBLE_SOURCE_SHADERS});
}

}  // namespace stubble::core
