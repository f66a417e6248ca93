// Light in the scene against light in the picture. Cameras press bright light together before they write
// sRGB; a treatment darkens the scene, so it is applied before that curve, else bright skin comes out too
// dark.
#pragma once

#include <cstdint>

#include "core/colour.h"

namespace stubble::core {

// The shoulder of a plain camera: picture light = (1 - exp(-k scene)) / (1 - exp(-k scene_white)). Strength k
// and white point are defaults chosen on rendered heads with a known curve; 0.18 in the scene is 0.23 in the
// picture.
inline constexpr double shoulder_strength = 1.35;
inline constexpr double scene_white = 2.2;

double picture_from_scene(double scene);
double scene_from_picture(double picture);  // inverse; picture light at most 1

// Scene light of an sRGB code, from a table.
float scene_from_srgb8(std::uint8_t value);
LinearRgb scene_from_srgb8(Rgb8 pixel);
// Nearest code of a scene light. srgb8_from_scene(scene_from_srgb8(v)) == v for all v; below 0 is 0, NaN is
// 0.
std::uint8_t srgb8_from_scene(float scene);
// The same without rounding, in units of one code: what grain is added to.
float srgb_codes_from_scene(float scene);

}  // namespace stubble::core
