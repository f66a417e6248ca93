#include "scalp/scale.h"

#include <cmath>
#include <glm/geometric.hpp>

#include "core/region.h"

namespace stubble::scalp {
namespace {

// Middle of the visible scalp on the head, or the point of the head nearest to the camera.
core::HeadPoint middle_of_scalp(const core::HeadFrame& frame, const RegionMaps& maps,
                                const Working& working) {
    glm::dvec3 sum(0.0);
    for (int y = 0; y < maps.labels.rows; y += 4)
        for (int x = 0; x < maps.labels.cols; x += 4)
            if (core::is_scalp(maps.labels.at<unsigned char>(y, x)))
                if (const auto hit = frame.hit(working.photo_point(x, y))) sum += hit->cos_view * hit->point;
    if (glm::length(sum) < 1.0) sum = frame.camera_position_mm();
    return frame.shape.surface_point(sum);
}

// A head and its distance grown together look the same in the photo: only the millimetres change.
core::HeadFrame resized(core::HeadFrame frame, double by) {
    frame.shape.half_breadth_mm *= by;
    frame.shape.half_length_mm *= by;
    frame.shape.up_mm *= by;
    frame.shape.down_mm *= by;
    frame.origin_camera_mm *= by;
    return frame;
}

Scale scale_from_head(const HeadFit& fit, const std::optional<Face>& face, const Hints& hints) {
    Scale scale;
    // methods.md 4: one standard deviation of each measure when the person's size is unknown; the pose and
    // the outline add the error measured on the sample heads, more where the view is unsure.
    const double pupils = 0.053, breadth = 0.036, length = 0.035;
    const bool clear = fit.view_clear() || hints.view != View::automatic;
    const double pose = (clear ? 0.03 : 0.09) + 0.1 * fit.outline_miss;
    double information = 1.0 / (breadth * breadth);
    scale.method = "head breadth";
    if (face && face->pupils) {
        information += 1.0 / (pupils * pupils);
        scale.method = "pupils and head breadth";
    } else if (fit.view == View::top) {
        information += 1.0 / (length * length);
        scale.method = "head breadth and length";
    } else if (fit.view == View::left || fit.view == View::right) {
        information = 1.0 / (length * length);
        scale.method = "head length";
    }
    scale.sigma_share = std::sqrt(1.0 / information + pose * pose);
    return scale;
}

}  // namespace

ScaledFrame apply_scale(const HeadFit& fit, const std::optional<Face>& face, const RegionMaps& maps,
                        const Working& working, const Hints& hints) {
    ScaledFrame result{fit.frame, scale_from_head(fit, face, hints)};
    const core::HeadPoint middle = middle_of_scalp(fit.frame, maps, working);
    const double seen = fit.frame.px_per_mm(middle);
    double wanted = seen;
    if (hints.px_per_mm && *hints.px_per_mm > 0.0) {
        wanted = *hints.px_per_mm;
        result.scale = {0.0, 0.01, "user"};
    } else if (hints.known_length && hints.known_length->length_mm > 0.0) {
        const KnownLength& known = *hints.known_length;
        const auto from = fit.frame.hit(known.from_px), to = fit.frame.hit(known.to_px);
        // On the head the surface's slant and depth count; beside it only the length in the photo is known.
        const double fitted_mm = from && to ? glm::distance(from->point, to->point)
                                            : glm::distance(known.from_px, known.to_px) / seen;
        if (fitted_mm > 0.0) wanted = seen * fitted_mm / known.length_mm;
        result.scale = {0.0, 0.01, "known length"};
    }
    result.frame = resized(fit.frame, seen / wanted);
    result.scale.px_per_mm = wanted;
    return result;
}

}  // namespace stubble::scalp
