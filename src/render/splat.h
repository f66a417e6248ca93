// The footprint of one dot in the photo: shape, softness and energy, for CPU and GPU alike.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "pigment/pigment.h"
#include "render/render.h"
#include "stipple/stipple.h"

namespace stubble::render {

// A disc blurred by a Gaussian, as a function of u = q^2 / reach2, where q is the distance from the centre in
// standard deviations of the blurred whole; it falls to 0 at the reach. `hardness` is the disc's share of the
// variance: 0 a Gaussian, 1 a sharp disc.
inline constexpr int hardness_levels = 33;
inline constexpr int soft_levels = 17;  // up to a hardness of one half
inline constexpr int profile_samples = 257;
inline constexpr float profile_reach2 = 12.25f;  // q^2 beyond which nothing is drawn
struct ProfileTable {
    // [hardness][u]; a last 0 stands behind each row.
    std::array<std::array<float, profile_samples + 1>, hardness_levels> value;
    std::array<double, hardness_levels> area;  // integral over the plane, in squared standard deviations
    // Soft profiles are (1 - u)^2 times this polynomial in u, to 0.001 of the peak.
    std::array<std::array<float, 6>, soft_levels> polynomial;
};
const ProfileTable& profile_table();

// One elliptical blot to add to the crisp layer: weight * profile(q^2), q^2 = xx dx^2 + 2 xy dx dy + yy dy^2,
// at pixel centres inside `pixels`. The pixels' sum is the blot's absorbing area in px^2.
struct Splat {
    float x = 0, y = 0;  // centre, photo pixels
    float xx = 0, xy = 0, yy = 0;
    std::int32_t hardness = 0;  // row of the profile table
    float weight = 0;
    core::Rect pixels;
};

// Adds a splat's values in photo rows y0 to before y1 to a field that shows `bounds` of the photo, which
// holds all its pixels; shaders/dot.frag repeats the interpolation.
void add_splat(const Splat& splat, int y0, int y1, const core::Rect& bounds, core::Field& field);

// Splats of all dots in their order, as lens and pixel leave them, before the camera sharpens.
// `levels` are those of the optics.
class DotLevels;
std::vector<Splat> splats(const stipple::Dots& dots, const pigment::DotOptics& optics,
                          const DotLevels& levels, const Scene& scene, core::Size photo);

}  // namespace stubble::render
