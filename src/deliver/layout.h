// What pairs and sheets share: their ground, their captions and the words below.
#pragma once

#include <string>
#include <vector>

#include "core/image.h"

namespace stubble::deliver {

inline constexpr core::Rgb8 ground{28, 28, 28};

// Copies a part to a place where it fits.
void paste(const core::Picture& part, core::Picture& onto, int left, int top);
// Height of a caption's letters below or above pictures of that width.
double caption_size_px(int width_px);
// "Simulated result", the notes, and what a simulation is: a bar of that width.
core::Picture simulated_bar(int width_px, const std::vector<std::string>& notes);

}  // namespace stubble::deliver
