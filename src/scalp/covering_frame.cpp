#include "scalp/covering_frame.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/region.h"
#include "scalp/outline_distance.h"
#include "scalp/quantile.h"

namespace stubble::scalp {
namespace {

// Defaults. What stands off further is no scalp; single pixels may be wrong.
constexpr double most_mm = 5.0, looked_at_mm = 8.0, share_covered = 0.97;
constexpr std::size_t least_seen = 30;

}  // namespace

core::HeadFrame covering_frame(const core::HeadFrame& frame, const RegionMaps& maps, const Working& working) {
    std::vector<float> outside_mm;  // of bare scalp about the outline
    for (int y = 0; y < maps.labels.rows; y += 2)
        for (int x = 0; x < maps.labels.cols; x += 2) {
            const auto label = static_cast<core::Region>(maps.labels.at<unsigned char>(y, x));
            if (label != core::Region::bald && label != core::Region::thinning) continue;
            const OutlineDistance at = outline_distance(frame, working.photo_point(x, y));
            if (std::abs(at.inside_mm) < looked_at_mm && at.level_mm > 0.0)
                outside_mm.push_back(static_cast<float>(-at.inside_mm));
        }
    if (outside_mm.size() < least_seen) return frame;
    const double by_mm = std::clamp<double>(quantile_of(outside_mm, share_covered), 0.0, most_mm);
    core::HeadFrame grown = frame;
    const double by = 1.0 + by_mm / frame.shape.half_breadth_mm;
    grown.shape.half_breadth_mm *= by, grown.shape.half_length_mm *= by;
    grown.shape.up_mm *= by, grown.shape.down_mm *= by;
    return grown;
}

}  // namespace stubble::scalp
