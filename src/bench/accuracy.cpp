#include "bench/bench.h"
#include "bench/known_heads.h"
#include "bench/readers.h"
#include "core/require.h"

namespace stubble::bench {
namespace {

using Path = std::filesystem::path;

bool is_there(const Path& folder, const Say& say) {
    std::error_code ignored;
    if (std::filesystem::is_directory(folder, ignored)) return true;
    if (!folder.empty()) say(folder.string() + " is not there: left out");
    return false;
}

// Of a folder that is not named nothing is.
Path below(const Path& folder, const char* name) {
    return folder.empty() ? folder : folder / name;
}

}  // namespace

std::vector<Measurement> reading_accuracy(const TruthFolders& folders, int every, const Say& say) {
    core::require(every > 0, "every first, second, ... photo is read");
    const auto step = static_cast<std::size_t>(every);
    std::vector<Measurement> all;
    if (is_there(folders.samples, say)) measure_heads("samples", sample_heads(folders.samples), all);
    if (is_there(folders.synth, say)) measure_heads("synth", synthetic_heads(folders.synth), all);
    if (is_there(below(folders.photos, "masks"), say))
        measure_masks(folders.photos / "masks", step, say, all);
    if (is_there(below(folders.photos, "bald"), say)) measure_points(folders.photos / "bald", all);
    return all;
}

}  // namespace stubble::bench
