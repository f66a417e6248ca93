// What the user knows better than the photo, as a JSON file: the same hints in window and command line.
//
//   {"view": "front", "px_per_mm": 9.5, "known": [410, 200, 610, 200, 25], "forehead": -5,
//    "strokes": [{"paint": "bald", "diameter_px": 60, "path_px": [[820, 300], [900, 310]]}]}
//
// Every key may be left out. Positions are photo pixels; `forehead` is in mm, positive towards the brow.
// "handles": {"crown": [700, 210], "left-ear": [980, 560]} shows points of the head; they are crown (its
// top), left-ear, right-ear (where the upper rim meets the head; the person's own side) and brow (between the
// brows). `paint` is background, skin (that is no scalp), hair, bald, thinning, or erase; later strokes win.
// A stroke gives `diameter_px`, or `diameter_mm` where the file also gives `px_per_mm`.
#pragma once

#include <filesystem>
#include <string>

#include "scalp/scalp.h"

namespace stubble::session {

// Two spaces of indent, ends with a newline; what is not hinted is left out.
std::string hints_json(const scalp::Hints& hints);

// Throws core::LoadError, one line that names the file and the field; so does `load_hints`.
scalp::Hints parse_hints(const std::string& text, const std::filesystem::path& file);
scalp::Hints load_hints(const std::filesystem::path& file);

// Throws core::SaveError.
void save_hints(const scalp::Hints& hints, const std::filesystem::path& file);

// What a stroke is called that paints this.
std::string name_of_paint(const std::optional<core::Region>& region);

}  // namespace stubble::session
