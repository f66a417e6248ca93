// Pose and size of the head by agreement with what the pixels look like.
#pragma once

#include <optional>

#include "scalp/face.h"
#include "scalp/scalp.h"
#include "scalp/working.h"

namespace stubble::scalp {

// Probabilities of what a pixel shows, CV_32F, working size; they sum to 1.
struct Classes {
    cv::Mat background, skin, hair;
};

struct HeadFit {
    core::HeadFrame frame;  // photo pixels
    View view = View::front;
    double cost = 0.0;    // share of the head's area that disagrees, with the priors' penalty
    double margin = 0.0;  // cost of the best other view less this one's
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

// Fits by Nelder-Mead from several views; deterministic. The face, if given, binds the eyes and the view.
HeadFit fit_head(const Classes& classes, const Working& working, const std::optional<Face>& face,
                 core::Size photo, const Hints& hints);

}  // namespace stubble::scalp
