// The plain rivals: what an afternoon's work would do in the place of a stage.
#pragma once

#include <cstdint>

#include "core/head_frame.h"
#include "core/image.h"
#include "scalp/scalp.h"
#include "stipple/stipple.h"

namespace stubble::bench {

// Rival of `select`: dart throwing in a square of `side`, 30 tries a point, no two points nearer than
// `distance` (Bridson 2007). Returns how many points fit.
std::size_t throw_darts(double side, double distance, std::uint64_t seed);

// Rival of `draw`: every dot as a disc of that diameter, anti-aliased by 4 x 4 samples a pixel.
core::Field supersampled_dots(const stipple::Dots& dots, double diameter_mm, core::Size size);

// Rival of the reading: OpenCV's frontal face (Viola and Jones 2001), GrabCut (Rother et al. 2004) for the
// head and three k-means colours in it: the darkest is hair, above the brow the lightest is bald and the
// other thinning. The head is a sphere of average breadth.
struct PlainReading {
    core::Mask regions;  // core::Region, photo size
    scalp::View view = scalp::View::front;
    core::HeadFrame frame;
};
PlainReading plain_reading(const core::Picture& photo);

}  // namespace stubble::bench
