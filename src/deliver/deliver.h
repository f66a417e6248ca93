// What leaves the studio. Every output says "Simulated result" where people see it and carries no source
// metadata.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/head_frame.h"
#include "core/image.h"
#include "photo/save.h"

namespace stubble::deliver {

inline constexpr int usual_pair_height_px = 2160;
// Before and after side by side with captions and the words "Simulated result"; photo height kept up to
// `max_height_px`, then both are scaled down. `notes` say what else a viewer must know.
core::Picture side_by_side(const core::Picture& before, const core::Picture& after,
                           int max_height_px = usual_pair_height_px,
                           const std::vector<std::string>& notes = {});

// A grid of pictures of one size, each row and column with its label, and the words "Simulated result" below.
struct Sheet {
    std::vector<std::string> row_labels, column_labels;  // an empty one takes no room
    std::vector<core::Picture> cells;                    // row by row
    std::vector<std::string> notes;
};
core::Picture contact_sheet(const Sheet& sheet);

// The part of a picture around `middle` that is shown `zoom` times as large as the whole, fitted into a cell
// of that size: light averaged where it shrinks, pixels kept as squares where it grows. It stays inside the
// picture. At zoom 1 the whole picture, with bars where the shapes differ.
core::Picture zoomed_cell(const core::Picture& picture, double zoom, core::PhotoPoint middle,
                          core::Size cell);

}  // namespace stubble::deliver
