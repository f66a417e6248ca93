// The irises of a face: a length that hardly differs between people.
#pragma once

#include <optional>

#include "core/image.h"
#include "scalp/face.h"

namespace stubble::scalp {

// domain.md 8.1: visible iris, horizontally, and its spread between people.
inline constexpr double iris_diameter_mm = 11.75, iris_spread_share = 0.043;

struct Irises {
    double diameter_px = 0.0;  // horizontal, photo pixels, mean of both eyes
    double error_share = 0.0;  // one standard deviation of measuring it
    double distance_px = 0.0;  // between the two irises' middles
};

// Circles of light change to the left and right of each iris, after Daugman (1993), searched near the pupils;
// the lids hide the rest. nullopt where an iris has less than 12 pixels, its edge is faint, or both eyes
// disagree.
std::optional<Irises> find_irises(const core::Picture& photo, const Pupils& pupils);

}  // namespace stubble::scalp
