// Stretches of a photo row, channel by channel: what every pixel goes through is done on many at once.
#pragma once

#include <cstddef>
#include <span>

#include "core/colour.h"
#include "core/image.h"

namespace stubble::render {

inline constexpr int stretch_px = 128;

// Values of up to stretch_px pixels side by side. What lies behind the last pixel is computed, too, and
// means nothing.
struct alignas(64) Stretch {
    float value[stretch_px];
    float& operator[](std::size_t i) { return value[i]; }
    float operator[](std::size_t i) const { return value[i]; }
};
struct Stretch3 {
    Stretch channel[3];  // red, green, blue
};

// A coarse map along one photo row: its cells from `first` on, of `count` in all. It holds what is needed for
// the columns that are read, and one cell more.
struct MapCells {
    std::span<const float> values;
    int first = 0, count = 0;
    float cells_per_px = 1.0f;
};
// Interpolates at the centres of photo columns from x0 on; 0 for a map without cells.
void interpolate(const MapCells& map, int x0, Stretch& out);

// Light that a filter of `density` (base 10, per unit of amount) leaves, to 1e-5 of it.
void filter(const Stretch& amount, const core::LinearRgb& density, Stretch3& left);

// Lays dots over what is left of the diffuse light; `tone` is what shows between them.
struct Pigment {
    core::LinearRgb absorptance, colour;  // where crisp is 1, as in Absorption
    float most_taken;                     // however many dots pile up
};
void lay(const Stretch& crisp, const Pigment& pigment, const Stretch3& tone, Stretch3& left);

void multiply(Stretch3& by, const Stretch3& with);

// Parts of a pixel's light: a highlight that pigment cannot darken (pigment::most_reflected), and the rest.
void split(const Stretch3& light, const Stretch& specular, const core::LinearRgb& highlight_colour,
           float surface_reflection, Stretch3& highlight, Stretch3& diffuse);

// Unrounded sRGB codes, to 0.05 of one, where `left` of the diffuse light of the skin, `open` (1 -
// covered) of the pixel, comes back.
void develop(const Stretch3& highlight, const Stretch3& diffuse, const Stretch3& left, const Stretch& covered,
             Stretch3& codes);

// Pixels that near the photo's white: how far they have come (0..1), and their codes.
struct NearWhite {
    Stretch share;
    Stretch3 codes;
};
// What light a channel near white stands for is not known: the tone curve has it many times as bright as its
// neighbours, and darkened skin would come out red. Moves the codes that `develop` made, by the share, to
// those of the photo's own colour, darkened as pixels of its luminance are, and from there towards the colour
// of usual scalp, by `regained` times the share of luma that is lost; what is bluer than red is a lamp
// mirrored in the skin, and has no colour to regain from codes_too_blue on.
inline constexpr float codes_too_blue = 20.0f;
struct SkinColour {
    glm::vec3 codes_per_luma;
    float regained;  // 0 where the colour is not known
};
void keep_colour(const NearWhite& near_white, const Stretch3& highlight, const Stretch3& diffuse,
                 const Stretch3& left, const Stretch& covered, const SkinColour& skin, Stretch3& codes);

// Marks with 1 where a value is at least `least`; `mark` keeps other marks.
void mark_from(const Stretch& value, float least, Stretch& mark);

// codes += by * noise
void add_noise(const Stretch& by, const Stretch& noise, Stretch3& codes);

// Luma of codes, by whose change cameras sharpen and which their noise is measured in.
inline float luma(float r, float g, float b) {
    return 0.299f * r + 0.587f * g + 0.114f * b;
}

// codes += share * luma(codes - masked); without fine colour, from `masked` on: only luma is sharper than it.
void sharpen(Stretch3& codes, const Stretch3& masked, float share, bool fine_colour);

}  // namespace stubble::render
