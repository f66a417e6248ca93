// Whether a known length can set the scale.
#pragma once

#include <optional>
#include <string>

#include "scalp/scalp.h"

namespace stubble::session {

inline constexpr double shortest_known_px = 5.0;  // of the photo: a shorter line is a slip of the hand

// What is wrong with a length between two points of the photo and what to do, as a clause that follows its
// name; nullopt where the scale it makes lies in the range of the setting px-per-mm.
std::optional<std::string> objection_to(const scalp::KnownLength& known);

}  // namespace stubble::session
