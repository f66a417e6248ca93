#include "scalp/fit_head.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>
#include <tuple>
#include <vector>

#include "scalp/hairline.h"
#include "scalp/place_head.h"
#include "scalp/simplex.h"
#include "scalp/starts.h"

namespace stubble::scalp {
namespace {

constexpr double degree = std::numbers::pi / 180.0;
// Azimuth, elevation, roll, centre x and y (shares of the photo's diagonal), log scale, log breadth, length,
// height.
constexpr std::size_t parameter_count = 9;
using Parameters = std::array<double, parameter_count>;

struct Sample {
    core::PhotoPoint position;
    double background, skin, hair;
    double detail;     // texture of skin above its mean, in standard deviations
    double lightness;  // L*
};

struct Problem {
    std::vector<Sample> samples;
    double head_weight = 1.0;  // samples that look like head
    std::optional<Face> face;
    double working_px_per_photo_px = 1.0;
    core::Size photo;
    Hints hints;
    Start start{};
    double diagonal = 1.0;
};

core::HeadFrame frame_of(const Problem& problem, const Parameters& p) {
    core::HeadFrame frame = place_head(p[0], p[1], p[2], {p[3] * problem.diagonal, p[4] * problem.diagonal},
                                       std::exp(p[5]), problem.photo, problem.hints);
    frame.shape.half_breadth_mm *= std::exp(p[6]);
    frame.shape.half_length_mm *= std::exp(p[7]);
    frame.shape.up_mm *= std::exp(p[8]);
    return frame;
}

double squared(double v) {
    return v * v;
}

double soft_step(double v, double width) {
    return 1.0 / (1.0 + std::exp(-std::clamp(v / width, -30.0, 30.0)));
}

// 1 where brows, eyes and nose lie, 0 elsewhere.
double features_expected(const core::HeadPoint& p) {
    return p.y < -40.0 && p.z < -10.0 && p.z > -75.0 && std::abs(p.x) < 55.0 ? 1.0 : 0.0;
}

// Where the neck stands in the photo: a thick stroke from under the skull to between the shoulders.
struct Neck {
    core::PhotoPoint from{0, 0}, to{0, 0};
    double radius_px = 0.0;

    explicit Neck(const core::HeadFrame& frame) {
        // Defaults, as on the sample heads: the neck's middle line and half its width.
        const auto upper = frame.project({0.0, 25.0, -80.0}), lower = frame.project({0.0, 38.0, -165.0});
        if (!upper || !lower) return;
        from = *upper, to = *lower, radius_px = 50.0 * frame.px_per_mm({0.0, 25.0, -80.0});
    }
    double share(const core::PhotoPoint& at) const {
        if (radius_px <= 0.0) return 0.0;
        const core::PhotoPoint along = to - from;
        const double t =
            std::clamp(glm::dot(at - from, along) / std::max(glm::dot(along, along), 1.0), 0.0, 1.0);
        return soft_step(1.0 - glm::distance(at, from + t * along) / radius_px, 0.08);
    }
};

// Share of the head's area whose pixels contradict the frame.
double disagreement(const Problem& problem, const core::HeadFrame& frame) {
    double wrong = 0.0;
    const Neck neck(frame);
    for (const Sample& s : problem.samples) {
        const OutlineDistance d = outline_distance(frame, s.position);
        const double inside = soft_step(d.inside_mm, 3.0);
        // The neck is no background; beside it shoulders and long hair may show below the ears.
        const double stem = neck.share(s.position);
        const double bare = (1.0 - stem) * (0.35 + 0.65 * soft_step(d.level_mm + 70.0, 12.0));
        // Hair stands off the head by some centimetres.
        const double tuft = std::clamp(1.0 + d.inside_mm / 30.0, 0.0, 1.0);
        wrong += (1.0 - inside) * (bare * (s.skin + s.hair * (1.0 - 0.7 * tuft)) + 0.6 * stem * s.background);
        if (inside < 0.02) continue;
        double against = s.background;
        if (const auto hit = frame.hit(s.position)) {
            const double scalp = soft_step(inside_hairline_rad(hit->point), 0.05);
            // Hair grows on the scalp; bare skin is more often face than scalp.
            const double features = features_expected(hit->point);
            against += 0.7 * s.hair * (1.0 - scalp) * (1.0 - 0.6 * features) + 0.13 * s.skin * scalp;
            // Brows, eyes, nose and mouth make the face livelier than bare scalp or neck.
            against -= 0.3 * (s.skin + 0.5 * s.hair) * s.detail * (features - 0.15);
        }
        wrong += inside * against;
    }
    return wrong / problem.head_weight;
}

double face_penalty(const Problem& problem, const core::HeadFrame& frame) {
    if (!problem.face || problem.face->view != View::front) return 0.0;
    const Face& face = *problem.face;
    const double by = problem.working_px_per_photo_px;
    const double width = face.box.width / by;
    const auto miss = [&](const core::HeadPoint& point, const cv::Point2d& seen, double tolerance_share) {
        const auto at = frame.project(point);
        if (!at) return 100.0;
        return (squared(at->x - seen.x / by) + squared(at->y - seen.y / by)) /
               squared(tolerance_share * width);
    };
    double sum = miss(chin, {face.box.x + face.box.width / 2, face.box.y + 1.2 * face.box.height}, 0.12);
    if (face.pupils)
        return sum + miss(right_pupil, face.pupils->image_left, 0.03) +
               miss(left_pupil, face.pupils->image_right, 0.03);
    const double y = face.box.y + 0.389 * face.box.height;
    sum += miss(right_pupil, {face.box.x + 0.315 * face.box.width, y}, 0.05);
    return sum + miss(left_pupil, {face.box.x + 0.68 * face.box.width, y}, 0.05);
}

double prior_penalty(const Problem& problem, const Parameters& p) {
    const Start& s = problem.start;
    // domain.md 8.1: standard deviations of head breadth, length and height; the pose within its view is a
    // default.
    // Default: without a face the head fills about half of the shorter side and stands near the middle.
    const double shorter = std::min(problem.photo.width, problem.photo.height) / problem.diagonal;
    const double breadth_share = 154.0 * std::exp(p[5]) / (shorter * problem.diagonal);
    const double place = problem.face
                             ? 0.0
                             : squared(std::log(breadth_share / 0.55) / 0.25) +
                                   squared((p[3] - 0.5 * problem.photo.width / problem.diagonal) / 0.08) +
                                   squared((p[4] - 0.45 * problem.photo.height / problem.diagonal) / 0.08);
    return place + squared((p[0] - s.azimuth_deg * degree) / (20.0 * degree)) +
           squared((p[1] - s.elevation_deg * degree) / (18.0 * degree)) +
           squared((p[2] - s.roll_deg * degree) / (15.0 * degree)) + squared(p[6] / 0.036) +
           squared(p[7] / 0.035) + squared(p[8] / 0.047);
}

// Nats by which a head seen from above looks the right way round: the forehead is lighter than the hair at
// the occiput, and the nose stands out before it.
double way_round_nats(const Problem& problem, const core::HeadFrame& frame) {
    double lightness[2] = {0.0, 0.0}, weight[2] = {1e-3, 1e-3}, out[2] = {0.0, 0.0}, beside[2] = {1e-3, 1e-3};
    for (const Sample& s : problem.samples) {
        const double head = s.skin + s.hair;
        if (const auto hit = frame.hit(s.position)) {
            // Default: the outer parts of the midline, where the forehead and the occiput lie.
            if (std::abs(hit->point.x) > 50.0 || std::abs(hit->point.y) < 45.0) continue;
            const int end = hit->point.y < 0.0 ? 0 : 1;
            lightness[end] += head * s.lightness, weight[end] += head;
            continue;
        }
        for (const int end : {0, 1}) {
            // The nose from above, as on the sample heads; the same place behind the occiput shows the wall.
            const auto tip = frame.project({0.0, end == 0 ? -116.0 : 116.0, -45.0});
            if (!tip || glm::distance(*tip, s.position) > 22.0 * frame.px_per_mm({0.0, 0.0, -45.0})) continue;
            out[end] += head, beside[end] += 1.0;
        }
    }
    const double lighter = (lightness[0] / weight[0] - lightness[1] / weight[1]) / 10.0;
    const double nose = out[0] / beside[0] - out[1] / beside[1];
    return 0.8 * std::clamp(lighter, -1.5, 1.5) + 2.0 * std::clamp(nose, -1.0, 1.0);
}

double cost_of(const Problem& problem, const Parameters& p) {
    const core::HeadFrame frame = frame_of(problem, p);
    return disagreement(problem, frame) + 0.008 * prior_penalty(problem, p) +
           0.01 * face_penalty(problem, frame) + problem.start.penalty;
}

// Standardises the texture of pixels that look like skin.
void set_detail(std::vector<Sample>& samples) {
    double weight = 1e-6, sum = 0.0, square = 0.0;
    for (const Sample& s : samples)
        weight += s.skin, sum += s.skin * s.detail, square += s.skin * s.detail * s.detail;
    const double mean = sum / weight, deviation = std::sqrt(std::max(square / weight - mean * mean, 0.01));
    for (Sample& s : samples) s.detail = std::clamp((s.detail - mean) / deviation, -1.5, 1.5);
}

std::vector<Sample> draw_samples(const Classes& classes, const Working& working) {
    std::vector<Sample> samples;
    const int step = std::max(1, static_cast<int>(std::lround(std::sqrt(working.size().area() / 750.0))));
    for (int y = step / 2; y < working.size().height; y += step)
        for (int x = step / 2; x < working.size().width; x += step)
            samples.push_back({working.photo_point(x, y), classes.background.at<float>(y, x),
                               classes.skin.at<float>(y, x), classes.hair.at<float>(y, x),
                               working.texture.at<float>(y, x), working.lab.at<cv::Vec3f>(y, x)[0]});
    set_detail(samples);
    return samples;
}

Parameters start_parameters(const Problem& problem, const Start& start) {
    double weight = 1e-6, x = 0.0, y = 0.0, top = 1e9;
    for (const Sample& s : problem.samples) {
        const double w = s.skin + s.hair;
        weight += w, x += w * s.position.x, y += w * s.position.y;
        if (w > 0.5) top = std::min(top, s.position.y);
    }
    const double area =
        weight / static_cast<double>(problem.samples.size()) * problem.photo.width * problem.photo.height;
    double px_per_mm = std::sqrt(area / (std::numbers::pi * 90.0 * 110.0));
    core::PhotoPoint centre{x / weight, y / weight};
    const double shorter = std::min(problem.photo.width, problem.photo.height);
    px_per_mm = std::clamp(px_per_mm, 0.4 * shorter / 154.0, 0.75 * shorter / 154.0);
    centre.x = std::clamp(centre.x, 0.35 * problem.photo.width, 0.65 * problem.photo.width);
    centre.y = std::clamp(centre.y, 0.35 * problem.photo.height, 0.6 * problem.photo.height);
    if (start.view != View::top) centre.y = std::min(centre.y, top + 110.0 * px_per_mm);
    if (problem.face && problem.face->view == View::front) {
        const double by = problem.working_px_per_photo_px;
        const auto& box = problem.face->box;
        px_per_mm = box.width / by / face_box_mm;
        centre = {(box.x + box.width / 2) / by, (box.y + 0.389 * box.height) / by - 42.0 * px_per_mm};
    }
    return {start.azimuth_deg * degree,
            start.elevation_deg * degree,
            start.roll_deg * degree,
            centre.x / problem.diagonal,
            centre.y / problem.diagonal,
            std::log(px_per_mm),
            0.0,
            0.0,
            0.0};
}

}  // namespace

OutlineDistance outline_distance(const core::HeadFrame& frame, const core::PhotoPoint& position) {
    const core::PhotoPoint offset = (position - frame.principal_point_px) / frame.focal_px;
    const glm::dmat3 back = glm::transpose(frame.head_to_camera);
    const glm::dvec3 along = back * glm::dvec3(offset.x, offset.y, 1.0);
    const glm::dvec3 from = -(back * frame.origin_camera_mm);
    const auto nearest = [&](double height) {
        const glm::dvec3 axes{frame.shape.half_breadth_mm, frame.shape.half_length_mm, height};
        const glm::dvec3 o = from / axes, d = along / axes;
        const double t = -glm::dot(o, d) / glm::dot(d, d);
        return std::pair(glm::length(o + t * d), from.z + t * along.z);
    };
    auto [share, level] = nearest(frame.shape.up_mm);
    if (level < 0.0) std::tie(share, level) = nearest(frame.shape.down_mm);
    return {(1.0 - share) * 85.0, level};
}

HeadFit fit_head(const Classes& classes, const Working& working, const std::optional<Face>& face,
                 const ViewEvidence& evidence, core::Size photo, const Hints& hints) {
    Problem problem;
    problem.samples = draw_samples(classes, working);
    problem.face = face;
    problem.working_px_per_photo_px = working.px_per_photo_px;
    problem.photo = photo;
    problem.hints = hints;
    problem.diagonal = std::hypot(photo.width, photo.height);
    problem.head_weight = 1.0;
    for (const Sample& s : problem.samples) problem.head_weight += s.skin + s.hair;

    struct Found {
        Start start;
        Parameters p;
        double cost;
    };
    std::vector<Found> found;
    const Parameters step{0.15, 0.15, 0.08, 0.02, 0.02, 0.08, 0.03, 0.03, 0.03};
    const auto search = [&](const Start& start, const Parameters& from, int evaluations) {
        problem.start = start;
        const auto [p, cost] = minimise<parameter_count>(
            [&](const Parameters& q) { return cost_of(problem, q); }, from, step, evaluations);
        // The evidence compares the two ways round of a head seen from above, not this view with others.
        const double wrong_way =
            start.view == View::top ? std::max(0.0, -way_round_nats(problem, frame_of(problem, p))) : 0.0;
        return Found{start, p, cost + cost_per_nat * wrong_way};
    };
    for (const Start& start : starts_for(face, evidence, hints))
        found.push_back(search(start, start_parameters(problem, start), 110));
    const auto by_cost = [](const Found& a, const Found& b) { return a.cost < b.cost; };
    std::stable_sort(found.begin(), found.end(), by_cost);
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i)
        found[i] = search(found[i].start, found[i].p, 200);
    std::stable_sort(found.begin(), found.end(), by_cost);
    HeadFit fit{frame_of(problem, found[0].p), found[0].start.view, found[0].cost, open_nats};
    for (const Found& other : found)
        if (other.start.view != fit.view)
            fit.margin = std::min(fit.margin, (other.cost - fit.cost) / cost_per_nat);
    return fit;
}

}  // namespace stubble::scalp
