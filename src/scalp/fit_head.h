// Pose and size of the head by agreement with what the pixels look like.
#pragma once

#include <optional>

#include "scalp/face.h"
#include "scalp/scalp.h"
#include "scalp/view_evidence.h"
#include "scalp/working.h"

namespace stubble::scalp {

// Default: views this much less likely than the likeliest are not tried; the greatest margin.
inline constexpr double open_nats = 3.0;
// Default: a margin below which a second view is nearly as likely as the first.
inline constexpr double unsure_nats = 1.0;

struct HeadFit {
    core::HeadFrame frame;  // photo pixels
    View view = View::front;
    double cost = 0.0;    // share of the head's area that disagrees, with the priors' penalty
    double margin = 0.0;  // natural logarithm of how much likelier the view is than the next best
};

// Head-to-camera rotation of a camera at an azimuth round the head (0 = before the face, positive on the
// person's left) and an elevation above the horizon, rolled about its axis; radians.
core::HeadFrame place_head(double azimuth, double elevation, double roll, core::PhotoPoint centre_px,
                           double px_per_mm, core::Size photo, const Hints& hints);

// Frame of a head as the box of a frontal face suggests it.
core::HeadFrame frame_of_face(const Face& face, const Working& working, core::Size photo, const Hints& hints);

// Signed distance of a photo position from the head's outline in mm at the head's depth, positive inside, and
// the head's level (z in mm) where the ray passes nearest.
struct OutlineDistance {
    double inside_mm = 0.0;
    double level_mm = 0.0;
};
OutlineDistance outline_distance(const core::HeadFrame& frame, const core::PhotoPoint& position);

// Fits by Nelder-Mead from the views that the evidence leaves open; deterministic. A frontal face, if given,
// binds the eyes and the view.
HeadFit fit_head(const Classes& classes, const Working& working, const std::optional<Face>& face,
                 const ViewEvidence& evidence, core::Size photo, const Hints& hints);

}  // namespace stubble::scalp
