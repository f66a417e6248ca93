// Which of a shade's colours each dot has.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "pigment/pigment.h"
#include "render/render.h"
#include "stipple/stipple.h"

namespace stubble::session {

using DotsByColour = std::vector<std::shared_ptr<const stipple::Dots>>;

// The dots by the shade's colours, in their order; all in one layer, shared, where there is one colour. A
// dot's colour depends on its place in the population it comes from and the seed alone. Never null.
DotsByColour dots_by_colour(const std::shared_ptr<const stipple::Dots>& dots, const pigment::Shade& shade,
                            const stipple::Population& population, std::uint64_t seed);

}  // namespace stubble::session
