#include "scalp/move_head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/mat4x4.hpp>
#include <numbers>
#include <vector>

#include "scalp/head_problem.h"
#include "scalp/simplex.h"

namespace stubble::scalp {
namespace {

constexpr double degree = std::numbers::pi / 180.0;

// Rotation vector in head axes, rad: nod, sideways tilt, turn; shift along the picture's x and y, mm; natural
// logarithms of depth, breadth and height.
using Move = std::array<double, 8>;
using Miss = std::function<double(const core::HeadFrame&)>;

core::HeadFrame moved_by(core::HeadFrame frame, const Move& move) {
    const glm::dvec3 axis{move[0], move[1], move[2]};
    const double angle_rad = glm::length(axis);
    if (angle_rad > 0.0)
        frame.head_to_camera =
            frame.head_to_camera * glm::dmat3(glm::rotate(glm::dmat4(1.0), angle_rad, axis / angle_rad));
    frame.origin_camera_mm = std::exp(move[5]) * (frame.origin_camera_mm + glm::dvec3(move[3], move[4], 0.0));
    frame.shape.half_breadth_mm *= std::exp(move[6]);
    frame.shape.up_mm *= std::exp(move[7]);
    frame.shape.down_mm *= std::exp(move[7]);
    return frame;
}

// The move with the least miss, each of its numbers paid for by what is usual for it.
HeadFit least_moved(HeadFit fit, const Miss& miss, const Move& usual, const Hints& hints) {
    const auto cost = [&](const Move& move) {
        double price = 0.0;
        for (std::size_t i = 0; i < move.size(); ++i) price += move[i] * move[i] / (usual[i] * usual[i]);
        return miss(moved_by(fit.frame, move)) + price;
    };
    // From above a nod hardly moves the brow until it comes round the forehead: several starts.
    Move start{};
    double least = cost(start);
    for (double nod_deg = -50.0; nod_deg < 25.0; nod_deg += 10.0) {
        Move nodded{};
        nodded[0] = nod_deg * degree;
        if (const double tried = cost(nodded); tried < least) start = nodded, least = tried;
    }
    Move step;
    std::transform(usual.begin(), usual.end(), step.begin(), [](double v) { return 0.4 * v; });
    constexpr int evaluations = 500;
    fit.frame = moved_by(fit.frame, minimise<std::tuple_size_v<Move>>(cost, start, step, evaluations).first);
    if (hints.view == View::automatic) fit.view = view_of(fit.frame);
    return fit;
}

// Cells of the sketch that show the brow; none where they are too few to tell.
std::vector<PlaceSample> brow_of(const Sketch& sketch) {
    // Defaults, in degrees of the head's chart: the brow lies at 106 in the middle (domain.md 8.1).
    constexpr double brow_deg = 106.0, reach_deg = 5.0, widest_deg = 35.0;
    constexpr std::size_t least_brow = 25;
    std::vector<PlaceSample> brow;
    for (int y = 0; y < sketch.side(); ++y)
        for (int x = 0; x < sketch.side(); ++x) {
            if (sketch.head(y, x) < 0.7f) continue;
            const auto p = sketch.place_mm.at<cv::Vec3f>(y, x);
            const glm::dvec3 place{p[0], p[1], p[2]};
            const core::ScalpChart chart = core::chart_of(place);
            if (std::abs(chart.azimuth_rad) < widest_deg * degree &&
                std::abs(chart.polar_rad / degree - brow_deg) < reach_deg)
                brow.push_back({sketch.photo_point(x, y), place, 1.0});
        }
    if (brow.size() < least_brow) brow.clear();
    return brow;
}

}  // namespace

std::optional<HeadFit> moved_to_brow(const HeadFit& fit, const Sketch& sketch, const Hints& hints) {
    // Defaults: by how far a fit to the whole head may be off; sizes are not the brow's to tell.
    static constexpr Move usual{18.0 * degree, 8.0 * degree, 10.0 * degree, 5.0, 5.0, 1e-3, 1e-3, 1e-3};
    constexpr double usual_miss_mm = 8.0;
    const std::vector<PlaceSample> brow = brow_of(sketch);
    if (brow.empty()) return std::nullopt;
    // Huber's: a brow that is seen far off still draws the head.
    const Miss miss = [&](const core::HeadFrame& frame) {
        double sum = 0.0;
        for (const PlaceSample& s : brow) {
            const double r = miss_mm(frame, s) / usual_miss_mm;
            sum += r < 1.0 ? r * r : 2.0 * r - 1.0;
        }
        return sum / static_cast<double>(brow.size());
    };
    return least_moved(fit, miss, usual, hints);
}

HeadFit moved_to_handles(const HeadFit& fit, const Hints& hints) {
    // Defaults: wide, because the user's word counts; lengths of heads by domain.md 8.1.
    static constexpr Move usual{25.0 * degree, 15.0 * degree, 25.0 * degree, 25.0, 25.0, 0.15, 0.036, 0.047};
    constexpr double sigma_mm = 4.0;  // default: people differ, and so does what they take for the point
    if (hints.handles == Handles{}) return fit;
    const Miss miss = [&](const core::HeadFrame& frame) {
        double sum = 0.0;
        for (std::size_t i = 0; i < hints.handles.size(); ++i) {
            if (!hints.handles[i]) continue;
            const core::HeadPoint point = place_of(static_cast<Handle>(i), frame.shape);
            const double off_mm = miss_mm(frame, point, *hints.handles[i]);
            sum += off_mm * off_mm / (sigma_mm * sigma_mm);
        }
        return sum;
    };
    return least_moved(fit, miss, usual, hints);
}

}  // namespace stubble::scalp
