// The reference picture: photo and dots in, picture out, on the CPU, bit-stable.
#pragma once

#include <cstdint>

#include "core/colour.h"
#include "core/image.h"
#include "pigment/pigment.h"
#include "stipple/stipple.h"

namespace stubble::render {

// What the photo says about light and lens, at photo scale.
struct Scene {
    core::ScaledField specular;     // share of a pixel's light that is highlight
    core::ScaledField hair_over;    // share of a pixel covered by hair strands that lie over the scalp
    double blur_sigma_px = 0.7;
    double sharpening = 0.0;        // of the camera: unsharp mask share
    core::Field noise;              // see scalp::Camera::noise; empty: no grain is added
    std::uint64_t seed = 1;
};

// Light absorbed per pixel and channel, before it meets the photo. Zero outside `bounds`.
struct Absorption {
    core::Rect bounds;              // part of the photo that can change
    core::Image<glm::vec3> crisp;   // bounds-sized: share of the diffuse light the dots take
    core::ScaledField tone[3];      // coarse: optical density of the diffuse tone, by channel
};

Absorption absorb(const stipple::Dots& dots, const pigment::DotOptics& optics, const Scene& scene,
                  core::Size photo, double px_per_mm);

// The photo under the pigment: diffuse light is attenuated, highlights and hair stay on top, grain is topped up.
// Pixels without pigment keep their bytes.
core::Picture compose(const core::Picture& photo, const Absorption& absorption, const Scene& scene);

// Number of worker threads of this room (0: all). The result does not depend on it.
void set_threads(int count);

}  // namespace stubble::render
