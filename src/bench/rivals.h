// The plain rivals: what an afternoon's work would do in the place of a stage.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <vector>

#include "core/head_frame.h"
#include "core/image.h"
#include "scalp/scalp.h"
#include "stipple/stipple.h"

namespace stubble::bench {

// Rival of `select`: dart throwing in a square of `side`, 30 tries a point, no two points nearer than
// `distance` (Bridson 2007).
std::vector<glm::dvec2> throw_darts(double side, double distance, std::uint64_t seed);
// The distance at which that gives about `count` points.
double dart_distance(double side, std::size_t count);

// Rivals of `draw`, the share of each pixel that dots of that diameter cover. Every dot as a disc,
// anti-aliased by 4 x 4 samples a pixel:
core::Field supersampled_dots(const stipple::Dots& dots, double diameter_mm, core::Size size);
// or as OpenCV's anti-aliased circle; a slanted one is as large as its ellipse.
core::Field circle_dots(const stipple::Dots& dots, double diameter_mm, core::Size size);

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
