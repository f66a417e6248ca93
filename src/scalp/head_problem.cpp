#include "scalp/head_problem.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "scalp/hairline.h"
#include "scalp/outline_distance.h"
#include "scalp/place_head.h"
#include "scalp/soft_step.h"

namespace stubble::scalp {
namespace {

constexpr double degree = std::numbers::pi / 180.0;

double squared(double v) {
    return v * v;
}

// A point of the net's average head on a head of this shape.
core::HeadPoint on_shape(const glm::dvec3& place, const core::HeadShape& shape) {
    // Mean semi-axes of the heads the net is trained on (samples/generate/head_shape.py).
    constexpr glm::dvec3 trained_mm{76.0, 98.5, 86.9};
    // What a net is unsure of it draws towards the mean: its places lie nearer to the head's middle than they
    // are, by as much as the scale of synthetic heads comes out too large.
    constexpr double drawn_in = 1.04;
    return drawn_in * place / trained_mm * shape.semi_axes_mm(true);
}

// Geman and McClure's: 0 where all is seen as the frame has it, 1 where nothing is.
double places_miss(const Problem& problem, const core::HeadFrame& frame) {
    constexpr double usual_miss_mm = 10.0;  // default: the net's error on heads it was not trained on
    double sum = 0.0;
    for (const PlaceSample& s : problem.places) {
        const double r = squared(miss_mm(frame, s) / usual_miss_mm);
        sum += s.weight * r / (1.0 + r);
    }
    return sum / problem.places_weight;
}

// A point of the average head that is surely scalp or surely none.
struct Landmark {
    core::HeadPoint point;
    bool scalp;
};

// Evenly over the head (Fibonacci's sphere). Hairlines differ by about a centimetre and a half: nearer to
// them nothing is sure, and below the chin nothing is known.
const std::vector<Landmark>& landmarks() {
    static const std::vector<Landmark> all = [] {
        constexpr int count = 160;
        constexpr double unsure_rad = 0.17, lowest_mm = -120.0;
        const double golden_rad = std::numbers::pi * (3.0 - std::sqrt(5.0));
        std::vector<Landmark> found;
        for (int i = 0; i < count; ++i) {
            const double z = 1.0 - 2.0 * (i + 0.5) / count, r = std::sqrt(1.0 - z * z);
            const core::HeadPoint point = core::HeadShape{}.surface_point(
                {r * std::cos(golden_rad * i), r * std::sin(golden_rad * i), z});
            const double inside = inside_hairline_rad(point);
            if (point.z > lowest_mm && std::abs(inside) > unsure_rad) found.push_back({point, inside > 0.0});
        }
        return found;
    }();
    return all;
}

double face_penalty(const Problem& problem, const core::HeadFrame& frame) {
    if (!problem.face || !problem.face->pupils) return 0.0;
    const auto miss = [&](const core::HeadPoint& point, const cv::Point2d& seen) {
        const auto at = frame.project(point);
        if (!at) return 100.0;
        const double off_px = std::hypot(at->x - seen.x, at->y - seen.y);
        // Default: pupils are found to 3 % of the face's box; a wrong one must not turn the head.
        return std::min(squared(off_px / (0.03 * problem.face->box.width)), 9.0);
    };
    return miss(right_pupil, problem.face->pupils->image_left) +
           miss(left_pupil, problem.face->pupils->image_right);
}

double prior_penalty(const Problem& problem, const Parameters& p) {
    // domain.md 8.1: standard deviations of head breadth, length and height.
    double sum = squared(p[6] / 0.036) + squared(p[7] / 0.035) + squared(p[8] / 0.047) +
                 // Default: hair, clothes and what the frame cuts off change the area by so much.
                 squared((p[5] - std::log(problem.px_per_mm_by_area)) / 0.25);
    // Defaults: cameras hardly look at heads from below, and people hold their heads upright, which from
    // above says nothing.
    const double below_deg = std::max(0.0, -15.0 - p[1] / degree);
    sum += squared(below_deg / 10.0) +
           squared(std::cos(p[1]) * std::remainder(p[2], 2.0 * std::numbers::pi) / (25.0 * degree));
    // Defaults: a photo called a front or a side is one within some ten degrees.
    if (const auto& pose = problem.expected_pose)
        sum += squared((p[0] - (*pose)[0]) / (9.0 * degree)) + squared((p[1] - (*pose)[1]) / (9.0 * degree)) +
               squared((p[2] - (*pose)[2]) / (7.0 * degree)) + squared((p[3] - (*pose)[3]) / 0.1) +
               squared((p[4] - (*pose)[4]) / 0.1);
    return sum;
}

// Samples stand `cell_px` photo pixels apart.
void take_outline(Problem& problem, std::vector<OutlineSample> samples, double cell_px) {
    problem.outline = std::move(samples);
    problem.outline_weight = 1e-3;
    core::PhotoPoint sum(0.0);
    for (const OutlineSample& s : problem.outline) {
        problem.outline_weight += s.skin + s.hair;
        sum += (s.skin + s.hair) * s.position;
    }
    const double shorter = std::min(problem.photo.width, problem.photo.height);
    // Default, with next to no head in sight: a head as broad as half the picture.
    problem.px_per_mm_by_area = 0.5 * shorter / 154.0;
    problem.head_centre_px = core::PhotoPoint(problem.photo.width, problem.photo.height) / 2.0;
    if (problem.outline_weight < 10.0) return;
    problem.head_centre_px = sum / problem.outline_weight;
    // Default: a head with its face and neck covers as much as an ellipse of these semi-axes, mm.
    problem.px_per_mm_by_area =
        cell_px * std::sqrt(problem.outline_weight / (std::numbers::pi * 90.0 * 118.0));
}

}  // namespace

Problem problem_of(const Sketch& sketch, const std::optional<Face>& face, core::Size photo,
                   const Hints& hints) {
    Problem problem;
    problem.sketch = &sketch;
    problem.face = face;
    problem.photo = photo;
    problem.hints = hints;
    problem.diagonal = std::hypot(photo.width, photo.height);
    problem.places_weight = 1e-3;
    constexpr int step = 3;
    for (int y = 1; y < sketch.side(); y += step)
        for (int x = 1; x < sketch.side(); x += step) {
            if (sketch.head(y, x) < 0.5f) continue;
            const auto p = sketch.place_mm.at<cv::Vec3f>(y, x);
            problem.places.push_back({sketch.photo_point(x, y), {p[0], p[1], p[2]}, sketch.head(y, x)});
            problem.places_weight += sketch.head(y, x);
        }
    return problem;
}

void set_outline(Problem& problem, const Sketch& sketch) {
    constexpr int step = 2;
    std::vector<OutlineSample> samples;
    for (int y = 0; y < sketch.side(); y += step)
        for (int x = 0; x < sketch.side(); x += step) {
            const double background = sketch.regions[0].at<float>(y, x),
                         hair = sketch.regions[2].at<float>(y, x);
            samples.push_back({sketch.photo_point(x, y), background, 1.0 - background - hair, hair,
                               sketch.place_mm.at<cv::Vec3f>(y, x)[2]});
        }
    take_outline(problem, std::move(samples), step * sketch.photo_px_per_px);
}

void set_outline(Problem& problem, const Sketch& sketch, const Classes& classes, const Working& working) {
    cv::Mat level;
    cv::extractChannel(sketch.place_mm, level, 2);
    level = at_working_size(sketch, level, working);
    std::vector<OutlineSample> samples;
    const int step = std::max(1, static_cast<int>(std::lround(std::sqrt(working.size().area() / 5000.0))));
    for (int y = step / 2; y < working.size().height; y += step)
        for (int x = step / 2; x < working.size().width; x += step)
            samples.push_back({working.photo_point(x, y), classes.background.at<float>(y, x),
                               classes.skin.at<float>(y, x), classes.hair.at<float>(y, x),
                               level.at<float>(y, x)});
    take_outline(problem, std::move(samples), step / working.px_per_photo_px);
}

core::HeadFrame frame_of(const Problem& problem, const Parameters& p) {
    core::HeadFrame frame = place_head(p[0], p[1], p[2], {p[3] * problem.diagonal, p[4] * problem.diagonal},
                                       std::exp(p[5]), problem.photo, problem.hints);
    frame.shape.half_breadth_mm *= std::exp(p[6]);
    frame.shape.half_length_mm *= std::exp(p[7]);
    frame.shape.up_mm *= std::exp(p[8]);
    frame.shape.down_mm *= std::exp(p[8]);
    return frame;
}

double miss_mm(const core::HeadFrame& frame, const core::HeadPoint& point, const core::PhotoPoint& seen) {
    const auto at = frame.project(point);
    return at ? glm::distance(*at, seen) / frame.px_per_mm(point) : 1e3;
}

double miss_mm(const core::HeadFrame& frame, const PlaceSample& sample) {
    return miss_mm(frame, on_shape(sample.place, frame.shape), sample.position);
}

double anatomy_miss(const Problem& problem, const core::HeadFrame& frame) {
    const Sketch& sketch = *problem.sketch;
    const core::HeadShape average;
    const glm::dvec3 stretch = frame.shape.semi_axes_mm(true) / average.semi_axes_mm(true);
    double wrong = 0.0, seen = 1e-6;
    for (const Landmark& mark : landmarks()) {
        const core::HeadPoint point = mark.point * stretch;
        const double cosine = frame.cos_view(point);
        if (cosine < 0.2) continue;
        const auto at = frame.project(point);
        if (!at) continue;
        const core::PhotoPoint cell = (*at - sketch.corner_px) / sketch.photo_px_per_px;
        if (cell.x < 0.0 || cell.y < 0.0 || cell.x >= sketch.side() || cell.y >= sketch.side()) continue;
        const auto share = [&](core::Region region) {
            return static_cast<double>(sketch.regions[static_cast<std::size_t>(region)].at<float>(
                static_cast<int>(cell.y), static_cast<int>(cell.x)));
        };
        // Hair may hang over a face, and beards are skin; bald scalp is nowhere but on the scalp.
        wrong += cosine * (mark.scalp ? share(core::Region::skin)
                                      : share(core::Region::bald) + 0.5 * share(core::Region::thinning));
        seen += cosine;
    }
    return wrong / seen;
}

double outline_miss(const Problem& problem, const core::HeadFrame& frame) {
    double wrong = 0.0;
    for (const OutlineSample& s : problem.outline) {
        const OutlineDistance d = outline_distance(frame, s.position);
        const double wall_beside = soft_step(d.level_mm + 5.0, 6.0),
                     cranium = soft_step(s.level_mm + 5.0, 6.0);
        const double inside = soft_step(d.inside_mm, 2.5);
        // Default: hair stands off the head by a centimetre as a rule, and by four at the most.
        const double tuft = 0.2 + 0.6 * std::clamp((-d.inside_mm - 10.0) / 30.0, 0.0, 1.0);
        wrong += cranium * (1.0 - inside) * (s.skin + s.hair * tuft) + wall_beside * inside * s.background;
    }
    return wrong / problem.outline_weight;
}

double cost_of(const Problem& problem, const Parameters& p) {
    // Default: enough to tell front from back where the places contradict each other.
    constexpr double anatomy_weight = 0.4;
    const core::HeadFrame frame = frame_of(problem, p);
    return places_miss(problem, frame) + 3.0 * outline_miss(problem, frame) +
           anatomy_weight * anatomy_miss(problem, frame) + 0.008 * prior_penalty(problem, p) +
           0.01 * face_penalty(problem, frame);
}

}  // namespace stubble::scalp
