// A round sticker or coin in the photo, of known diameter.
#pragma once

#include <optional>

#include "core/head_frame.h"
#include "core/image.h"

namespace stubble::scalp {

// The part of a photo in which a sticker on the head or beside it is looked for.
core::Rect surroundings_of(const core::HeadFrame& frame, core::Size photo);

struct Reference {
    core::PhotoPoint centre_px{0, 0};
    double diameter_px = 0.0;  // the ellipse's longer axis: the diameter, however the disc is tilted
    double error_share = 0.0;  // one standard deviation of measuring it
};

// The clearest disc of even colour in the part `within` of the photo whose diameter is within 0.65 to 1.45 of
// `expected_px`: closed contours of lightness and colour that fit an ellipse, brought to the edge by profiles
// across it. nullopt where nothing is as round, as even and as crisp, and where the disc would be so small
// beside that part that searching it would take too much memory.
std::optional<Reference> find_reference(const core::Picture& photo, const core::Rect& within,
                                        double expected_px);

}  // namespace stubble::scalp
