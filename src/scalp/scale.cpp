#include "scalp/scale.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <utility>

#include "core/region.h"
#include "scalp/close_up.h"
#include "scalp/place_head.h"

namespace stubble::scalp {
namespace {

// Middle of the visible scalp on the head, or the point of the head nearest to the camera.
core::HeadPoint middle_of_scalp(const core::HeadFrame& frame, const Surface& surface,
                                const RegionMaps& maps) {
    glm::dvec3 sum(0.0);
    for (int y = 0; y < maps.labels.rows; y += 4)
        for (int x = 0; x < maps.labels.cols; x += 4)
            if (const cv::Point at(x, y); core::is_scalp(maps.labels.at<unsigned char>(at)))
                sum += static_cast<double>(surface.cos_view.at<float>(at)) * surface.place(at);
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

// A measure as the fitted frame explains it: `seen_px` of what it images to `expected_px`.
ScaleMeasure against_frame(const char* name, double frame_px_per_mm, double seen_px, double expected_px,
                           double sigma_share) {
    return {name, frame_px_per_mm * seen_px / expected_px, sigma_share};
}

// methods.md 4: one standard deviation of each measure when the person's size is unknown; the pose and the
// outline add the error measured on the sample heads, more where the view is unsure.
ScaleMeasure from_head(const HeadFit& fit, double px_per_mm, const Hints& hints) {
    if (fit.view == View::close_up) return {"usual close-ups", px_per_mm, 0.35};  // default: a guess
    const double breadth = 0.036, length = 0.035;
    const bool clear = fit.view_clear() || hints.view != View::automatic;
    const double pose = (clear ? 0.03 : 0.09) + 0.1 * fit.outline_miss;
    double variance = breadth * breadth;
    const char* name = "head breadth";
    if (fit.view == View::top) {
        variance = 1.0 / (1.0 / (breadth * breadth) + 1.0 / (length * length));
        name = "head breadth and length";
    } else if (fit.view == View::left || fit.view == View::right) {
        variance = length * length;
        name = "head length";
    }
    return {name, px_per_mm, std::sqrt(variance + pose * pose)};
}

void add_eyes(const SeenHead& head, double px_per_mm, std::vector<ScaleMeasure>& measures) {
    if (!head.face || !head.face->pupils) return;
    const core::HeadFrame& frame = head.fit.frame;
    const auto left = frame.project(left_pupil), right = frame.project(right_pupil);
    if (!left || !right) return;
    const double expected_px = glm::distance(*left, *right);
    // Of a head turned away the error of the turn counts: default, 3.5 degrees.
    const core::HeadPoint camera = frame.camera_position_mm();
    const double turn = 0.06 * std::abs(camera.x) / std::max(-camera.y, 1.0);
    const auto& pupils = *head.face->pupils;
    const double seen_px =
        head.irises ? head.irises->distance_px : cv::norm(pupils.image_right - pupils.image_left);
    measures.push_back(against_frame("pupils", px_per_mm, seen_px, expected_px, std::hypot(0.053, turn)));
    if (!head.irises) return;
    const double eyes_px_per_mm = frame.px_per_mm((left_pupil + right_pupil) / 2.0);
    measures.push_back(against_frame("iris", px_per_mm, head.irises->diameter_px,
                                     iris_diameter_mm * eyes_px_per_mm,
                                     std::hypot(iris_spread_share, head.irises->error_share)));
}

void add_reference(const SeenReference* seen, const core::HeadFrame& frame, double px_per_mm,
                   std::vector<ScaleMeasure>& measures) {
    if (!seen || !seen->reference) return;
    const Reference& disc = *seen->reference;
    const auto hit = frame.hit(disc.centre_px);
    const double there_px_per_mm = frame.px_per_mm(hit ? hit->point : core::HeadPoint(0.0));
    // Defaults: the head's depth is right to 6 mm on it; beside it a disc may be held 35 mm nearer or
    // further.
    const double depth = hit ? 0.008 : 0.04;
    measures.push_back(against_frame("reference", px_per_mm, disc.diameter_px,
                                     seen->diameter_mm * there_px_per_mm,
                                     std::hypot(disc.error_share, depth)));
}

std::string listed(const std::vector<ScaleMeasure>& measures) {
    std::string text;
    for (std::size_t i = 0; i < measures.size(); ++i)
        text += (i == 0 ? "" : i + 1 < measures.size() ? ", " : " and ") + measures[i].name;
    return text;
}

core::Size photo_of(const core::HeadFrame& frame) {
    return {static_cast<int>(std::lround(2.0 * frame.principal_point_px.x)),
            static_cast<int>(std::lround(2.0 * frame.principal_point_px.y))};
}

}  // namespace

Scale combined(std::vector<ScaleMeasure> measures) {
    double information = 0.0, sum = 0.0;
    for (const ScaleMeasure& m : measures) {
        const double weight = 1.0 / (m.sigma_share * m.sigma_share);
        information += weight;
        sum += weight * std::log(m.px_per_mm);
    }
    return {std::exp(sum / information), std::sqrt(1.0 / information), listed(measures), std::move(measures)};
}

ScaledFrame apply_scale(const SeenHead& head, const SeenReference* reference, const RegionMaps& maps,
                        const Hints& hints) {
    const HeadFit& fit = head.fit;
    const double seen = fit.frame.px_per_mm(middle_of_scalp(fit.frame, head.surface, maps));
    std::vector<ScaleMeasure> measures;
    add_reference(reference, fit.frame, seen, measures);
    add_eyes(head, seen, measures);
    measures.push_back(from_head(fit, seen, hints));
    ScaledFrame result{fit.frame, combined(std::move(measures))};
    double& wanted = result.scale.px_per_mm;
    if (hints.px_per_mm && *hints.px_per_mm > 0.0) {
        wanted = *hints.px_per_mm;
        result.scale.sigma_share = 0.01, result.scale.method = "user";
    } else if (hints.known_length && hints.known_length->length_mm > 0.0) {
        const KnownLength& known = *hints.known_length;
        const auto from = fit.frame.hit(known.from_px), to = fit.frame.hit(known.to_px);
        // On the head the surface's slant and depth count; beside it only the length in the photo is known.
        const double fitted_mm = from && to ? glm::distance(from->point, to->point)
                                            : glm::distance(known.from_px, known.to_px) / seen;
        if (fitted_mm > 0.0) wanted = seen * fitted_mm / known.length_mm;
        result.scale.sigma_share = 0.01, result.scale.method = "known length";
    }
    // Of a close-up no outline has to stay where it is.
    result.frame = fit.view == View::close_up ? close_up_frame(photo_of(fit.frame), wanted, hints)
                                              : resized(fit.frame, seen / wanted);
    return result;
}

}  // namespace stubble::scalp
