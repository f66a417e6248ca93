#include "scalp/orthographic_pose.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <opencv2/core.hpp>
#include <vector>

namespace stubble::scalp {
namespace {

constexpr int rounds = 6;

struct Seen {
    glm::dvec3 place;
    core::PhotoPoint position;
    double weight;
};

std::vector<Seen> seen_head(const Sketch& sketch) {
    std::vector<Seen> seen;
    for (int y = 0; y < sketch.side(); ++y)
        for (int x = 0; x < sketch.side(); ++x)
            if (const float head = sketch.head(y, x); head > 0.5f) {
                const auto p = sketch.place_mm.at<cv::Vec3f>(y, x);
                seen.push_back({{p[0], p[1], p[2]}, sketch.photo_point(x, y), head});
            }
    return seen;
}

// The two rows of the projection and their offsets, 4 x 2.
cv::Matx<double, 4, 2> weighted_fit(const std::vector<Seen>& seen, const std::vector<double>& weights) {
    cv::Matx44d left = cv::Matx44d::eye() * 1e-6;
    cv::Matx<double, 4, 2> right = cv::Matx<double, 4, 2>::zeros();
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const auto& s = seen[i];
        const double row[4] = {s.place.x, s.place.y, s.place.z, 1.0};
        for (int a = 0; a < 4; ++a) {
            for (int b = 0; b < 4; ++b) left(a, b) += weights[i] * row[a] * row[b];
            right(a, 0) += weights[i] * row[a] * s.position.x;
            right(a, 1) += weights[i] * row[a] * s.position.y;
        }
    }
    return left.solve(right, cv::DECOMP_SVD);
}

core::PhotoPoint image_of(const cv::Matx<double, 4, 2>& fit, const glm::dvec3& p) {
    return {fit(0, 0) * p.x + fit(1, 0) * p.y + fit(2, 0) * p.z + fit(3, 0),
            fit(0, 1) * p.x + fit(1, 1) * p.y + fit(2, 1) * p.z + fit(3, 1)};
}

double scale_of(const cv::Matx<double, 4, 2>& fit) {
    double sum = 0.0;
    for (int axis = 0; axis < 3; ++axis) sum += fit(axis, 0) * fit(axis, 0) + fit(axis, 1) * fit(axis, 1);
    return std::sqrt(sum / 2.0);
}

// The rotation nearest to the two rows.
glm::dmat3 rotation_of(const cv::Matx<double, 4, 2>& fit) {
    const cv::Matx<double, 2, 3> rows(fit(0, 0), fit(1, 0), fit(2, 0), fit(0, 1), fit(1, 1), fit(2, 1));
    cv::Mat w, u, vt;
    cv::SVD::compute(cv::Mat(rows), w, u, vt);
    const cv::Mat nearest = u * vt;
    const auto row = [&](int r) {
        return glm::dvec3(nearest.at<double>(r, 0), nearest.at<double>(r, 1), nearest.at<double>(r, 2));
    };
    return glm::transpose(glm::dmat3(row(0), row(1), glm::cross(row(0), row(1))));
}

// Share of the head that a look sees where its own pose has it.
double agreement_of(const Sketch& look, const OrthographicPose& pose) {
    int seen = 0, agreeing = 0;
    for (int y = 0; y < look.side(); ++y)
        for (int x = 0; x < look.side(); ++x) {
            if (look.head(y, x) <= 0.5f) continue;
            const auto p = look.place_mm.at<cv::Vec3f>(y, x);
            const glm::dvec3 q = pose.head_to_camera * glm::dvec3(p[0], p[1], p[2]);
            const core::PhotoPoint at = core::PhotoPoint(q.x, q.y) * pose.px_per_mm + pose.origin_px;
            ++seen;
            agreeing += glm::distance(at, look.photo_point(x, y)) < agreeing_mm * pose.px_per_mm;
        }
    return static_cast<double>(agreeing) / std::max(seen, 1);
}

}  // namespace

glm::dvec3 OrthographicPose::forward() const {
    return glm::transpose(head_to_camera) * glm::dvec3(0, 0, 1);
}

std::optional<OrthographicPose> fit_orthographic_pose(const Sketch& sketch) {
    const std::vector<Seen> seen = seen_head(sketch);
    if (seen.size() < 40) return std::nullopt;
    std::vector<double> weights;
    for (const Seen& s : seen) weights.push_back(s.weight);
    cv::Matx<double, 4, 2> fit;
    for (int round = 0; round < rounds; ++round) {
        fit = weighted_fit(seen, weights);
        // The reach narrows, so that strangers lose their pull step by step.
        const double reach_px = (25.0 + 20.0 * (rounds - round)) * scale_of(fit);
        for (std::size_t i = 0; i < seen.size(); ++i) {
            const double off = glm::distance(image_of(fit, seen[i].place), seen[i].position);
            const double share = std::min(1.0, off / reach_px);
            weights[i] = seen[i].weight * std::pow(1.0 - share * share, 2.0);
        }
    }
    OrthographicPose pose;
    pose.px_per_mm = scale_of(fit);
    if (!(pose.px_per_mm > 1e-6)) return std::nullopt;
    pose.head_to_camera = rotation_of(fit);
    pose.origin_px = {fit(3, 0), fit(3, 1)};
    return pose;
}

std::vector<bool> of_one_mind(std::span<const Sketch> looks,
                              std::span<const std::optional<OrthographicPose>> poses) {
    constexpr double alike_cosine = 0.77;  // default: 40 degrees, twice what looks at one head usually differ
    std::vector<double> agreement;
    for (std::size_t i = 0; i < looks.size(); ++i)
        agreement.push_back(poses[i] ? agreement_of(looks[i], *poses[i]) : 0.0);
    const auto alike = [&](std::size_t a, std::size_t b) {
        return a == b ||
               (poses[a] && poses[b] && glm::dot(poses[a]->forward(), poses[b]->forward()) > alike_cosine);
    };
    std::size_t best = 0;
    double most = -1.0;
    for (std::size_t a = 0; a < looks.size(); ++a) {
        double sum = 0.0;
        for (std::size_t b = 0; b < looks.size(); ++b) sum += alike(a, b) ? agreement[b] : 0.0;
        if (sum > most) most = sum, best = a;
    }
    std::vector<bool> counts;
    for (std::size_t b = 0; b < looks.size(); ++b) counts.push_back(alike(best, b));
    return counts;
}

}  // namespace stubble::scalp
