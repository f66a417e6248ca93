// Colour: sRGB and linear light, CIE Lab, colour difference, skin tone angle.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>

#include "core/image.h"

namespace stubble::core {

// Linear light with sRGB primaries, 1 = white of the photo. Red in x, green in y, blue in z.
using LinearRgb = glm::vec3;

// CIE L*a*b* under D65 (2 degree observer).
struct Lab {
    double L = 0, a = 0, b = 0;
};

// Exact IEC 61966-2-1 decoding of one 8-bit value, from a table.
float linear_from_srgb8(std::uint8_t value);
LinearRgb linear_from_srgb8(Rgb8 pixel);

// Nearest 8-bit code of a linear value; below 0 and above 1 are clamped, NaN is 0.
// Guarantee: srgb8_from_linear(linear_from_srgb8(v)) == v for all v; same result on every compiler.
std::uint8_t srgb8_from_linear(float value);
Rgb8 srgb8_from_linear(const LinearRgb& colour);

// Continuous forms, for values that are not 8-bit.
double linear_from_srgb(double encoded);
double srgb_from_linear(double linear);

// Relative luminance Y (Rec. 709 weights).
float luminance(const LinearRgb& colour);

Lab lab_from_linear(const LinearRgb& colour);

// CIEDE2000 colour difference (Sharma, Wu, Dalal 2005), kL = kC = kH = 1.
double delta_e_2000(const Lab& p, const Lab& q);

// Individual typology angle in degrees, atan2(L - 50, b) (domain.md 3): 55 and more very light, below -30
// dark.
double individual_typology_angle_deg(const Lab& lab);

}  // namespace stubble::core
