#include "scalp/fit_head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>

#include "scalp/head_problem.h"
#include "scalp/orthographic_pose.h"
#include "scalp/simplex.h"

namespace stubble::scalp {
namespace {

constexpr double degree = std::numbers::pi / 180.0;
constexpr Parameters first_step{0.10, 0.10, 0.06, 0.01, 0.01, 0.05, 0.03, 0.03, 0.03};
constexpr Parameters fine_step{0.03, 0.03, 0.02, 0.004, 0.004, 0.02, 0.02, 0.02, 0.02};

// Azimuth, elevation and roll, as place_head takes them, of a rotation.
std::array<double, 3> angles_of(const glm::dmat3& head_to_camera) {
    const glm::dmat3 back = glm::transpose(head_to_camera);  // columns: camera axes in head axes
    const glm::dvec3 right = back[0], forward = back[2];
    const double elevation = std::asin(std::clamp(-forward.z, -1.0, 1.0));
    const double azimuth = std::atan2(-forward.x, forward.y);
    const double sa = std::sin(azimuth), ca = std::cos(azimuth);
    const glm::dvec3 down{sa * std::sin(elevation), -ca * std::sin(elevation), -std::cos(elevation)};
    const glm::dvec3 level = glm::cross(down, forward);
    return {azimuth, elevation, std::atan2(-glm::dot(right, down), glm::dot(right, level))};
}

Parameters parameters_of(const Problem& problem, const OrthographicPose& pose) {
    const auto angles = angles_of(pose.head_to_camera);
    // Where the places contradict each other the fit shrinks; the area does not.
    const double px_per_mm =
        std::clamp(pose.px_per_mm, 0.75 * problem.px_per_mm_by_area, 1.33 * problem.px_per_mm_by_area);
    return {angles[0],
            angles[1],
            angles[2],
            pose.origin_px.x / problem.diagonal,
            pose.origin_px.y / problem.diagonal,
            std::log(px_per_mm),
            0.0,
            0.0,
            0.0};
}

// Where a head seen from there would stand, from the head's area alone.
Parameters pose_from(const Problem& problem, double azimuth_deg, double elevation_deg) {
    const core::PhotoPoint centre = problem.head_centre_px / problem.diagonal;
    return {azimuth_deg * degree,
            elevation_deg * degree,
            0.0,
            centre.x,
            centre.y,
            std::log(problem.px_per_mm_by_area),
            0.0,
            0.0,
            0.0};
}

Parameters usual_pose(const Problem& problem, View view) {
    const double azimuth_deg = view == View::left    ? 90.0
                               : view == View::right ? -90.0
                               : view == View::back  ? 180.0
                                                     : 0.0;
    return pose_from(problem, azimuth_deg, view == View::top ? 80.0 : 12.0);
}

HeadFit fit_of(const Problem& problem, const Parameters& p, const Sketch& sketch) {
    HeadFit fit;
    fit.frame = frame_of(problem, p);
    fit.view = problem.hints.view == View::automatic ? view_of(fit.frame) : problem.hints.view;
    fit.outline_miss = outline_miss(problem, fit.frame);
    double agreeing = 0.0;
    for (const PlaceSample& s : problem.places)
        if (miss_mm(fit.frame, s) < agreeing_mm) agreeing += s.weight;
    fit.agreement = problem.places.empty() ? 0.0 : agreeing / problem.places_weight;
    fit.view_spread_deg = sketch.views.size() < 2 ? 180.0 : 0.0;
    for (const glm::dvec3& a : sketch.views)
        for (const glm::dvec3& b : sketch.views)
            fit.view_spread_deg =
                std::max(fit.view_spread_deg, std::acos(std::clamp(glm::dot(a, b), -1.0, 1.0)) / degree);
    return fit;
}

struct Found {
    Parameters pose;
    double cost;
};

Found search(const Problem& problem, const Parameters& from, const Parameters& step, int evaluations) {
    const auto [pose, cost] = minimise<parameter_count>(
        [&](const Parameters& q) { return cost_of(problem, q); }, from, step, evaluations);
    return {pose, cost};
}

// The pose alone, without what the net sees, is to be found near `expected`.
void expect_pose(Problem& problem, const Parameters& expected) {
    problem.expected_pose = expected;
    problem.places.clear();
}

// Where the places contradict each other, no one rotation lies near all of them: of the ways in which heads
// are photographed the one from which most of what is seen is explained.
Parameters best_of_usual(const Problem& problem, const Parameters& by_places) {
    // Azimuth and elevation; from above, the face or the nape towards the lower edge.
    static constexpr std::array<std::array<double, 2>, 10> usual_deg = {{{0, 12},
                                                                         {0, 42},
                                                                         {0, 72},
                                                                         {60, 25},
                                                                         {-60, 25},
                                                                         {90, 10},
                                                                         {-90, 10},
                                                                         {180, 12},
                                                                         {180, 42},
                                                                         {180, 72}}};
    constexpr int few = 60;
    Found best = search(problem, by_places, first_step, few);
    for (const auto& [azimuth_deg, elevation_deg] : usual_deg) {
        const Found found = search(problem, pose_from(problem, azimuth_deg, elevation_deg), first_step, few);
        if (found.cost < best.cost) best = found;
    }
    return best.pose;
}

}  // namespace

View view_of(const core::HeadFrame& frame) {
    const glm::dvec3 camera = glm::normalize(frame.camera_position_mm());
    // Defaults: from above the forehead a head still shows its face; half turned it still shows its front.
    if (camera.z > std::sin(60.0 * degree)) return View::top;
    const double azimuth_deg = std::atan2(camera.x, -camera.y) / degree;
    if (std::abs(azimuth_deg) < 52.0) return View::front;
    if (std::abs(azimuth_deg) > 128.0) return View::back;
    return azimuth_deg > 0.0 ? View::left : View::right;
}

HeadFit fit_head(const Sketch& sketch, core::Size photo, const Hints& hints) {
    Problem problem = problem_of(sketch, std::nullopt, photo, hints);
    set_outline(problem, sketch);
    const auto pose = fit_orthographic_pose(sketch);
    Parameters start = pose ? parameters_of(problem, *pose) : usual_pose(problem, View::front);
    const auto against = [&](const core::HeadFrame& frame) {
        return hints.view != View::automatic && view_of(frame) != hints.view;
    };
    HeadFit fit;
    fit.by_outline_alone = !pose || against(frame_of(problem, start));
    if (!fit.by_outline_alone) {
        fit = fit_of(problem, search(problem, start, first_step, 400).pose, sketch);
        if (hints.view == View::automatic && !fit.view_clear())
            fit =
                fit_of(problem, search(problem, best_of_usual(problem, start), first_step, 400).pose, sketch);
        // What the net sees may lead away from the view that the user names.
        fit.by_outline_alone = against(fit.frame);
    }
    if (!fit.by_outline_alone) return fit;
    start = usual_pose(problem, hints.view);
    expect_pose(problem, start);
    fit = fit_of(problem, search(problem, start, first_step, 400).pose, sketch);
    fit.by_outline_alone = true;
    return fit;
}

HeadFit refine_head(const HeadFit& fit, const Sketch& sketch, const Classes& classes,
                    const Working& classes_working, const std::optional<Face>& face, core::Size photo,
                    const Hints& hints) {
    Problem problem = problem_of(sketch, face, photo, hints);
    set_outline(problem, sketch, classes, classes_working);
    const auto angles = angles_of(fit.frame.head_to_camera);
    const auto origin =
        fit.frame.project({0, 0, 0}).value_or(core::PhotoPoint(photo.width, photo.height) / 2.0);
    const core::HeadShape average;
    Parameters start{angles[0],
                     angles[1],
                     angles[2],
                     origin.x / problem.diagonal,
                     origin.y / problem.diagonal,
                     std::log(fit.frame.px_per_mm({0, 0, 0})),
                     std::log(fit.frame.shape.half_breadth_mm / average.half_breadth_mm),
                     std::log(fit.frame.shape.half_length_mm / average.half_length_mm),
                     std::log(fit.frame.shape.up_mm / average.up_mm)};
    if (fit.by_outline_alone) expect_pose(problem, start);
    HeadFit refined = fit_of(problem, search(problem, start, fine_step, 220).pose, sketch);
    refined.by_outline_alone = fit.by_outline_alone;
    return refined;
}

}  // namespace stubble::scalp
