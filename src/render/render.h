// The reference picture: photo and dots in, picture out, on the CPU, bit-stable.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/colour.h"
#include "core/image.h"
#include "pigment/pigment.h"
#include "stipple/stipple.h"

namespace stubble::render {

// What the photo says about light and lens, at photo scale.
struct Scene {
    core::ScaledField specular;  // share of a pixel's light that is highlight, 0..1
    core::ScaledField covered;   // share of a pixel that shows no skin: hair strands on top, background; 0..1
    core::LinearRgb highlight_colour{1.0f};  // largest channel 1
    float surface_reflection =
        0.0f;  // share of the light that clean skin reflects without entering it, see compose
    double blur_sigma_px = 0.7;  // of lens, pixel and processing together, before sharpening
    double sharpening = 0.0;     // of the camera: unsharp mask share, on encoded light
    core::LinearRgb skin{0.0f};  // colour of the evenly lit scalp, which burnt-out skin regains; 0: not known
    bool fine_colour = true;     // false: the file holds colour at half the size, only luma at the full one
    core::Field noise;  // 1 x 32: SD of 8-bit luma noise by brightness; NaN or empty: no grain is added
    std::uint64_t seed = 1;
};

// Pigment in the photo's pixels, before it meets the light. Zero outside `bounds`.
struct Absorption {
    core::Rect bounds;  // part of the photo that can change
    core::Field crisp;  // bounds-sized: dots, 1 = the whole pixel is covered by mean pigment
    core::LinearRgb crisp_absorptance{0.0f};  // of the skin's diffuse light, where crisp is 1
    core::LinearRgb colour{0.0f};             // as in pigment::DotOptics
    core::ScaledField tone;  // photo-wide and coarse: pigment area per skin area, spread by the skin
    core::LinearRgb tone_density{0.0f};  // optical density of the diffuse tone, where tone is 1
    core::ScaledField redness;           // like tone, spread wider; empty when healed
    core::LinearRgb redness_density{0.0f};
};

// Dots that share their optics. One over the other: what lies beneath is the skin to the next.
struct DotLayer {
    pigment::DotOptics optics;
    std::shared_ptr<const stipple::Dots> dots;  // never null
};

// Splats every dot with its footprint on the head, blurred by skin and camera. The sum of one dot's pixels is
// its absorbing area to 0.1 % at any sub-pixel phase (as long as it lies inside the photo).
Absorption absorb(const stipple::Dots& dots, const pigment::DotOptics& optics, const Scene& scene,
                  core::Size photo, double px_per_mm);
// One for each layer, all with the same bounds.
std::vector<Absorption> absorb(std::span<const DotLayer> layers, const Scene& scene, core::Size photo,
                               double px_per_mm);

// The photo under the pigment, `absorption.bounds` only. Works in scene light (core/tone_curve.h):
//   diffuse = light - highlight; skin = (1 - crisp) * 10^-tone;
//   out = highlight + diffuse * (colour + (1 - colour) * skin) * 10^-redness
// where highlight = the scene's specular share plus the even surface reflection of skin. Hair stays on top.
// A camera that sharpens does so last, and leaves the colour as it is: codes = codes(crisp) + sharpening *
// luma(codes(crisp) - codes(crisp_blurred)); where there is no fine colour, codes = codes(crisp_blurred) + (1
// + sharpening) * luma(codes(crisp) - codes(crisp_blurred)). Grain that the darkening takes away is topped up
// to the photo's noise at the new brightness. The nearer a pixel is to the photo's white, from code 220 on,
// the more it keeps the photo's colour and darkens as its luminance does. Pixels without pigment keep their
// bytes.
core::Picture compose(const core::Picture& photo, const Absorption& absorption, const Scene& scene);
// Layers of one size and place, the first undermost: each covers what the ones before have left.
core::Picture compose(const core::Picture& photo, std::span<const Absorption> layers, const Scene& scene);

// The part of a photo of that size that looks different when dots come, go or change and everything else
// stays; dots are told by their index.
core::Rect changed_part(std::span<const DotLayer> before, std::span<const DotLayer> after, const Scene& scene,
                        core::Size photo, double px_per_mm);

// Draws a part of the photo again after dots came or went there, in place: inside `part` the picture gets the
// bytes that absorb() and compose() of all dots would give. Dots up to the reach of their tone beside the
// part change it as well.
void redraw(const core::Picture& photo, std::span<const DotLayer> layers, const Scene& scene,
            double px_per_mm, const core::Rect& part, core::Picture& picture);

// Number of worker threads of this room (0: all). The result does not depend on it.
void set_threads(int count);

}  // namespace stubble::render
