// Rendered heads with everything that is true about them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/score.h"
#include "core/head_frame.h"
#include "scalp/scalp.h"

namespace stubble::bench {

struct KnownHead {
    std::string name;
    std::filesystem::path picture, regions;
    std::filesystem::path depth, density;  // empty where they are not kept
    core::HeadFrame frame;                 // the true camera and pose; the shape is an average head's
    double vertex_px_per_mm = 0.0;         // a patch at the top of the head that faces the camera
};

// *_truth.json and what lies beside it, by name.
std::vector<KnownHead> sample_heads(const std::filesystem::path& folder);
// Folders that hold an info.json, by name. Both throw core::LoadError for a file that cannot be understood.
std::vector<KnownHead> synthetic_heads(const std::filesystem::path& folder);

// Normals of the scalp in camera axes, every few pixels, by differences of depth over some millimetres.
// `depth` is in steps of 0.02 mm along the camera's axis, 0 where there is no skin.
struct SurfaceNormal {
    core::PhotoPoint at_px;
    glm::dvec3 outward;
};
std::vector<SurfaceNormal> scalp_normals(const Truth& labels, const Truth& depth,
                                         const core::HeadFrame& camera);

// A known length of at least 30 mm across the middle of the visible scalp, as a strip laid on it would give;
// nullopt where the scalp is too small.
std::optional<scalp::KnownLength> strip_on_scalp(const Truth& labels, const Truth& depth,
                                                 const core::HeadFrame& camera);

}  // namespace stubble::bench
