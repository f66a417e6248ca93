// How much of the light that skin sends back a photo's colours are trusted to tell apart.
#pragma once

namespace stubble::scalp {

// The most of a scalp's light, at its median, that an even sheen is taken for by its colour: blood and a
// second lamp colour skin as well. In photographs of real treatments blue falls almost as far as red, which a
// larger share would not let it (domain.md 2.6).
inline constexpr float most_even_reflection = 0.15f;

}  // namespace stubble::scalp
