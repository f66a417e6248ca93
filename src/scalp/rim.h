// Where the head ends and what is behind it begins.
#pragma once

#include "scalp/regions.h"

namespace stubble::scalp {

// Share of each pixel that shows what is behind the head, CV_32F of working size: 0 inside, 1 outside. Along
// the rim of bare scalp, where labels are off by a few pixels and lenses soften, the pixel's colour decides
// between that of the scalp and that behind, as far as the two are apart.
cv::Mat background_share(const Working& working, const RegionMaps& maps, double px_per_mm);

// Whether both have the same share of background: most strokes change nothing of it.
bool same_rim(const RegionMaps& a, const RegionMaps& b);

}  // namespace stubble::scalp
