// The footprint of one dot in the photo: shape, softness and energy, for CPU and GPU alike.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "pigment/pigment.h"
#include "render/render.h"
#include "stipple/stipple.h"

namespace stubble::render {

// A disc blurred by a Gaussian, as a function of q^2, where q is the distance from the centre in standard
// deviations of the blurred whole. `hardness` is the disc's share of the variance: 0 a Gaussian, 1 a sharp
// disc.
inline constexpr int hardness_levels = 33;
inline constexpr int profile_samples = 257;
inline constexpr float profile_reach2 = 12.25f;  // q^2 beyond which nothing is drawn
struct ProfileTable {
    std::array<std::array<float, profile_samples>, hardness_levels> value;  // [hardness][q^2 / reach2]
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

// Value of a splat at a pixel; the interpolation that shaders/dot.frag repeats.
float splat_value(const Splat& splat, int px, int py);

// Splats of all dots in their order. With a sharpening camera each dot gets a second, wider, negative one.
std::vector<Splat> splats(const stipple::Dots& dots, const pigment::DotOptics& optics, const Scene& scene,
                          core::Size photo);

// Pigment area of a dot in mm2 of skin, without optical gain.
float pigment_area_mm2(const stipple::Dot& dot, const pigment::DotOptics& optics);

}  // namespace stubble::render
