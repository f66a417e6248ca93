#include "scalp/close_up.h"

#include <algorithm>
#include <glm/geometric.hpp>
#include <numbers>

#include "scalp/place_head.h"

namespace stubble::scalp {

core::HeadFrame close_up_frame(core::Size photo, double px_per_mm, const Hints& hints) {
    const core::PhotoPoint middle = core::PhotoPoint(photo.width, photo.height) / 2.0;
    // The vertex is nearer to the camera than the head's middle and so larger in the picture.
    double at_middle = px_per_mm;
    core::HeadFrame frame;
    for (int round = 0; round < 4; ++round) {
        frame = place_head(0.0, 0.5 * std::numbers::pi, 0.0, middle, at_middle, photo, hints);
        at_middle *= px_per_mm / frame.px_per_mm(frame.shape.surface_point({0, 0, 1}));
    }
    return frame;
}

HeadFit close_up_fit(core::Size photo, const Hints& hints) {
    constexpr double usual_breadth_mm = 70.0;  // default: what the shorter side of a close-up shows
    double px_per_mm = std::min(photo.width, photo.height) / usual_breadth_mm;
    if (hints.px_per_mm && *hints.px_per_mm > 0.0)
        px_per_mm = *hints.px_per_mm;
    else if (hints.known_length && hints.known_length->length_mm > 0.0)
        px_per_mm = glm::distance(hints.known_length->from_px, hints.known_length->to_px) /
                    hints.known_length->length_mm;
    HeadFit fit;
    fit.frame = close_up_frame(photo, std::max(px_per_mm, 1e-3), hints);
    fit.view = View::close_up;
    fit.agreement = 0.5;
    fit.outline_miss = 0.0;
    fit.view_spread_deg = 0.0;
    fit.by_outline_alone = true;
    return fit;
}

}  // namespace stubble::scalp
