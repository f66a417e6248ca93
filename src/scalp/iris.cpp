#include "scalp/iris.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace stubble::scalp {
namespace {

constexpr double usual_radius_px = 20.0;  // to which every eye is brought
constexpr double radius_step_px = 0.5, least_radius_px = 12.0;
constexpr int radii = 36, slope_reach = 2;  // the slope spans 2 pixels
constexpr double usual_share = 0.0925;      // of the pupils' distance: 11.75 / 2 over 63.5 mm

struct Circle {
    cv::Point2d centre{0, 0};  // photo pixels
    double radius = 0.0;
    double left_step = 0.0, right_step = 0.0;  // grey levels by which the white is brighter
};

// Square of the photo around an eye, `by` times as large.
cv::Mat eye_patch(const cv::Mat& photo, cv::Point2d centre, double half_side, double by) {
    const cv::Rect around(static_cast<int>(std::floor(centre.x - half_side)),
                          static_cast<int>(std::floor(centre.y - half_side)),
                          static_cast<int>(std::ceil(2 * half_side)),
                          static_cast<int>(std::ceil(2 * half_side)));
    if ((around & cv::Rect({}, photo.size())) != around) return {};
    cv::Mat grey, patch;
    cv::cvtColor(photo(around), grey, cv::COLOR_RGB2GRAY);
    cv::resize(grey, patch, scaled(grey, by), 0, 0, by < 1.0 ? cv::INTER_AREA : cv::INTER_LINEAR);
    patch.convertTo(patch, CV_32F);
    cv::GaussianBlur(patch, patch, {}, 1.0);
    return patch;
}

float sample(const cv::Mat& patch, double x, double y) {
    const int x0 = static_cast<int>(std::floor(x)), y0 = static_cast<int>(std::floor(y));
    if (x0 < 0 || y0 < 0 || x0 + 1 >= patch.cols || y0 + 1 >= patch.rows) return 0.0f;
    const auto fx = static_cast<float>(x - x0), fy = static_cast<float>(y - y0);
    const float *above = patch.ptr<float>(y0) + x0, *below = patch.ptr<float>(y0 + 1) + x0;
    return (above[0] * (1 - fx) + above[1] * fx) * (1 - fy) + (below[0] * (1 - fx) + below[1] * fx) * fy;
}

using Profile = std::array<double, radii>;

// Mean brightness by radius on the arc beside the iris; `side` is 1 to the right. The arc goes from 30
// degrees above to 45 below the level, where lids seldom reach.
Profile arc_profile(const cv::Mat& patch, cv::Point2d centre, int side) {
    static const std::array<cv::Point2d, 16> directions = [] {
        std::array<cv::Point2d, 16> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double angle = (-30.0 + 5.0 * static_cast<double>(i)) * std::numbers::pi / 180.0;
            all[i] = {std::cos(angle), std::sin(angle)};
        }
        return all;
    }();
    Profile profile{};
    for (std::size_t r = 0; r < radii; ++r) {
        const double radius = least_radius_px + radius_step_px * static_cast<double>(r);
        for (const auto& d : directions)
            profile[r] += sample(patch, centre.x + side * radius * d.x, centre.y + radius * d.y) /
                          static_cast<double>(directions.size());
    }
    return profile;
}

struct Best {
    double score = -1e9;
    cv::Point2d centre;
    std::size_t radius = 0;
    Profile scores{};
    double left = 0.0, right = 0.0;
};

// Both sides must show the edge: the weaker one counts most.
void try_centre(const cv::Mat& patch, cv::Point2d centre, Best& best) {
    const Profile right = arc_profile(patch, centre, 1), left = arc_profile(patch, centre, -1);
    Profile scores{};
    std::size_t top = slope_reach;
    for (std::size_t r = slope_reach; r + slope_reach < radii; ++r) {
        const double a = right[r + slope_reach] - right[r - slope_reach],
                     b = left[r + slope_reach] - left[r - slope_reach];
        scores[r] = std::min(a, b) + 0.25 * (a + b);
        if (scores[r] > scores[top]) top = r;
    }
    if (scores[top] <= best.score) return;
    best = {scores[top],
            centre,
            top,
            scores,
            left[top + slope_reach] - left[top - slope_reach],
            right[top + slope_reach] - right[top - slope_reach]};
}

std::optional<Circle> find_circle(const cv::Mat& photo, cv::Point2d pupil, double expected_radius_px) {
    const double by = usual_radius_px / expected_radius_px, half_side = 3.2 * expected_radius_px;
    const cv::Mat patch = eye_patch(photo, pupil, half_side, by);
    if (patch.empty()) return std::nullopt;
    const cv::Point2d corner(std::floor(pupil.x - half_side), std::floor(pupil.y - half_side));
    Best best;
    cv::Point2d from = (pupil - corner) * by;
    for (const auto& [step, reach] : {std::pair(3.0, 4), std::pair(1.0, 3), std::pair(0.5, 2)}) {
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx)
                try_centre(patch, from + step * cv::Point2d(dx, dy), best);
        from = best.centre;
    }
    const std::size_t r = best.radius;
    if (r <= slope_reach || r + slope_reach + 1 >= radii) return std::nullopt;
    const double before = best.scores[r - 1], here = best.scores[r], after = best.scores[r + 1];
    const double bend = before - 2.0 * here + after;
    const double shift = bend < 0.0 ? 0.5 * (before - after) / bend : 0.0;
    const double radius = least_radius_px + radius_step_px * (static_cast<double>(r) + shift);
    return Circle{corner + best.centre / by, radius / by, best.left, best.right};
}

}  // namespace

std::optional<Irises> find_irises(const core::Picture& photo, const Pupils& pupils) {
    const double expected_px = usual_share * cv::norm(pupils.image_right - pupils.image_left);
    constexpr double least_diameter_px = 12.0;
    if (2.0 * expected_px < least_diameter_px) return std::nullopt;
    const cv::Mat picture = view_of(photo);
    const auto left = find_circle(picture, pupils.image_left, expected_px),
               right = find_circle(picture, pupils.image_right, expected_px);
    if (!left || !right) return std::nullopt;
    constexpr double faint = 10.0;  // grey levels; default
    for (const Circle* c : {&*left, &*right})
        if (std::min(c->left_step, c->right_step) < faint) return std::nullopt;
    Irises found;
    found.diameter_px = left->radius + right->radius;
    // Eyes of one person have the same iris; on the London faces those that disagree by more are wrong.
    constexpr double agreeing_share = 0.05;
    if (std::abs(left->radius - right->radius) > agreeing_share * 0.5 * found.diameter_px)
        return std::nullopt;
    // 2.2 %: spread against the London faces' landmarks; 0.4 px: default of an edge between pixels.
    found.error_share = std::hypot(0.022, 0.4 / found.diameter_px);
    found.distance_px = cv::norm(right->centre - left->centre);
    return found;
}

}  // namespace stubble::scalp
