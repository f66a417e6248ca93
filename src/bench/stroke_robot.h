// A user who knows the truth: each stroke is a dot at the middle of the largest piece that is wrong.
#pragma once

#include <functional>
#include <vector>

#include "core/image.h"
#include "scalp/scalp.h"

namespace stubble::bench {

// Labels once these strokes are drawn, of one size whatever the strokes.
using Corrected = std::function<core::Mask(const std::vector<scalp::Stroke>&)>;

// How right `found` is, 0..1; both of one size, labels of core::Region.
using Rightness = double (*)(const core::Mask& found, const core::Mask& truth);
// Pixels right among those that are head in the truth or in what was found.
double head_share_right(const core::Mask& found, const core::Mask& truth);
// Intersection over union, the mean over the regions of the truth.
double mean_overlap(const core::Mask& found, const core::Mask& truth);

// The same of hair alone.
double hair_overlap(const core::Mask& found, const core::Mask& truth);

// Strokes until `rightness` is `wanted`, `most` + 1 when that many are too few. `truth` has the size of the
// labels and so many pixels per photo pixel.
int strokes_needed(const Corrected& corrected, const core::Mask& truth, double px_per_photo_px,
                   Rightness rightness, double wanted, int most);

// Labels as a mask tells them that knows skin and hair alone: bald scalp among the one, thinning among the
// other, all skin among the background where it marks none; what the mask leaves open (255) stays open.
core::Mask folded(core::Mask labels, const core::Mask& mask, bool skin_marked);

// What a plain brush leaves: the stroke's discs and nothing round them. Strokes without a region are ignored.
core::Mask painted(core::Mask labels, const std::vector<scalp::Stroke>& strokes, double px_per_photo_px);

}  // namespace stubble::bench
