#include "scalp/reference.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scalp/quantile.h"
#include "scalp/working.h"

namespace stubble::scalp {
namespace {

constexpr double search_diameter_px = 40.0;  // to which the expected disc is brought
// Some 60 bytes a pixel are needed; a head's surroundings have 3 million. cv::remap takes no longer side.
constexpr double most_searched_px = 12e6;
constexpr int longest_side_px = 32'766;
constexpr double least_share = 0.65, most_share = 1.45, least_axis_ratio = 0.4;

struct Ellipse {
    cv::Point2d centre{0, 0}, along{1, 0};  // `along`: unit vector of the longer axis
    double longer = 0.0, shorter = 0.0;     // diameters
};

Ellipse fitted(const std::vector<cv::Point2f>& points) {
    const cv::RotatedRect box = cv::fitEllipse(points);
    const bool upright = box.size.height >= box.size.width;
    const double angle = (box.angle + (upright ? 90.0 : 0.0)) * std::numbers::pi / 180.0;
    return {box.center,
            {std::cos(angle), std::sin(angle)},
            std::max(box.size.width, box.size.height),
            std::min(box.size.width, box.size.height)};
}

bool plausible(const Ellipse& e) {
    return e.longer > least_share * search_diameter_px && e.longer < most_share * search_diameter_px &&
           e.shorter > least_axis_ratio * e.longer;
}

bool alike(const Ellipse& a, const Ellipse& b) {
    return cv::norm(a.centre - b.centre) < 0.12 * search_diameter_px &&
           std::abs(a.longer / b.longer - 1.0) < 0.12;
}

// One disc as many thresholds see it.
struct Group {
    std::vector<Ellipse> seen;
};

void add_contours(const cv::Mat& channel, double threshold, std::vector<Group>& groups) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(channel > threshold, contours, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    for (const auto& contour : contours) {
        const auto length = static_cast<double>(contour.size());
        if (length < 1.35 * search_diameter_px || length > 4.5 * search_diameter_px) continue;
        const Ellipse e = fitted({contour.begin(), contour.end()});
        const double area = std::numbers::pi / 4.0 * e.longer * e.shorter;
        if (!plausible(e) || std::abs(cv::contourArea(contour) / area - 1.0) > 0.1) continue;
        const auto same = std::find_if(groups.begin(), groups.end(),
                                       [&](const Group& g) { return alike(g.seen.front(), e); });
        if (same == groups.end())
            groups.push_back({{e}});
        else
            same->seen.push_back(e);
    }
}

// Discs that stay the same over thresholds, the steadiest first.
std::vector<Ellipse> round_things(const cv::Mat& lab) {
    std::vector<cv::Mat> channels;
    cv::split(lab, channels);
    std::vector<Group> groups;
    for (int v = 6; v < 100; v += 4) add_contours(channels[0], v, groups);
    for (const int c : {1, 2})
        for (int v = -44; v < 50; v += 3) add_contours(channels[static_cast<std::size_t>(c)], v, groups);
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group& a, const Group& b) { return a.seen.size() > b.seen.size(); });
    std::vector<Ellipse> found;
    constexpr std::size_t most_candidates = 25;
    for (const Group& g : groups)
        if (g.seen.size() >= 2 && found.size() < most_candidates) found.push_back(g.seen[g.seen.size() / 2]);
    return found;
}

constexpr int directions = 72, profile_length = 86, inner_end = 28, outer_begin = 55, outer_end = 75;
double share_at(double i) {  // of the radius
    return 0.6 + 0.01 * i;
}

cv::Point2d on_rim(const Ellipse& e, double angle, double share) {
    const cv::Point2d across(-e.along.y, e.along.x);
    return e.centre +
           share * 0.5 * (e.longer * std::cos(angle) * e.along + e.shorter * std::sin(angle) * across);
}

cv::Vec3f median_of(const cv::Mat& profiles, int column, int from, int to) {
    cv::Vec3f median;
    for (int c = 0; c < 3; ++c) {
        std::vector<float> values;
        for (int i = from; i < to; ++i) values.push_back(profiles.at<cv::Vec3f>(i, column)[c]);
        median[c] = quantile_of(values, 0.5);
    }
    return median;
}

// What the profiles across a rim tell.
struct Rim {
    std::vector<cv::Point2f> points;
    double contrast = 0.0;    // Lab distance of inside and outside, median
    double unevenness = 0.0;  // deviation inside, as a share of the contrast
};

// Where a profile is halfway between inside and outside, as a share of the radius nearest to 1; 0 if nowhere.
double halfway(const cv::Mat& profiles, int column, const cv::Vec3f& inside, const cv::Vec3f& step) {
    const double square = step.dot(step);
    const auto share = [&](int i) { return (profiles.at<cv::Vec3f>(i, column) - inside).dot(step) / square; };
    double best = 0.0;
    for (int i = 18; i + 1 < profile_length; ++i) {
        const double a = share(i), b = share(i + 1);
        if (a >= 0.5 || b < 0.5) continue;
        const double at = share_at(i + (0.5 - a) / (b - a));
        if (std::abs(at - 1.0) < std::abs(best - 1.0)) best = at;
    }
    return best;
}

Rim read_rim(const cv::Mat& lab, const Ellipse& e) {
    cv::Mat x(profile_length, directions, CV_32F), y(x.size(), CV_32F), profiles;
    const auto angle = [](int d) { return 2.0 * std::numbers::pi * d / directions; };
    for (int i = 0; i < profile_length; ++i)
        for (int d = 0; d < directions; ++d) {
            const cv::Point2d p = on_rim(e, angle(d), share_at(i));
            x.at<float>(i, d) = static_cast<float>(p.x), y.at<float>(i, d) = static_cast<float>(p.y);
        }
    cv::remap(lab, profiles, x, y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    Rim rim;
    std::vector<double> contrasts;
    cv::Scalar deviation, mean;
    cv::meanStdDev(profiles.rowRange(0, inner_end), mean, deviation);
    for (int d = 0; d < directions; ++d) {
        const cv::Vec3f inside = median_of(profiles, d, 5, inner_end),
                        step = median_of(profiles, d, outer_begin, outer_end) - inside;
        contrasts.push_back(cv::norm(step));
        if (contrasts.back() < 3.0) continue;
        const double share = halfway(profiles, d, inside, step);
        if (std::abs(share - 1.0) < 0.25) rim.points.push_back(on_rim(e, angle(d), share));
    }
    std::nth_element(contrasts.begin(), contrasts.begin() + directions / 2, contrasts.end());
    rim.contrast = contrasts[directions / 2];
    rim.unevenness = std::sqrt(deviation.dot(deviation)) / std::max(rim.contrast, 1.0);
    return rim;
}

// Distance of a point from the rim as a share of the radius there.
double off_rim(const Ellipse& e, const cv::Point2d& p) {
    const cv::Point2d from = p - e.centre;
    const double u = from.dot(e.along) / (0.5 * e.longer),
                 v = (from.y * e.along.x - from.x * e.along.y) / (0.5 * e.shorter);
    return std::abs(std::hypot(u, v) - 1.0);
}

struct Disc {
    Ellipse ellipse;
    double likelihood = 0.0;
    double rim_share = 0.0;  // of the directions in which the edge lies where the ellipse has it
};

std::optional<Disc> refined(const cv::Mat& lab, Ellipse e) {
    constexpr std::size_t least_points = directions / 2;
    Rim rim;
    std::size_t met = 0;
    for (int round = 0; round < 3; ++round) {
        rim = read_rim(lab, e);
        std::vector<cv::Point2f> kept = rim.points;
        for (int again = 0; again < 3; ++again) {
            if (kept.size() < least_points) return std::nullopt;
            e = fitted(kept);
            if (!plausible(e)) return std::nullopt;
            kept.clear();
            for (const auto& p : rim.points)
                if (off_rim(e, p) < 0.03) kept.push_back(p);
        }
        met = kept.size();
    }
    Disc disc{e, 0.0, static_cast<double>(met) / directions};
    // Defaults that tell drawn discs of eight colours from eyes, ears and patterns of the synthetic heads.
    const double size_off = std::log(e.longer / search_diameter_px) / 0.15, uneven = rim.unevenness / 0.3;
    disc.likelihood = disc.rim_share * disc.rim_share * std::min(rim.contrast, 40.0) / 40.0 *
                      std::exp(-0.5 * (size_off * size_off + uneven * uneven));
    return disc;
}

bool can_be_searched(cv::Size size) {
    return std::max(size.width, size.height) <= longest_side_px &&
           static_cast<double>(size.width) * size.height <= most_searched_px;
}

cv::Mat colours_at(const cv::Mat& part, cv::Size size) {
    cv::Mat small, lab;
    cv::resize(part, small, size, 0, 0, size.width < part.cols ? cv::INTER_AREA : cv::INTER_LINEAR);
    small.convertTo(small, CV_32FC3, 1.0 / 255.0);
    cv::cvtColor(small, lab, cv::COLOR_RGB2Lab);
    cv::GaussianBlur(lab, lab, {}, 0.8);
    return lab;
}

std::optional<Disc> clearest_disc(const cv::Mat& lab) {
    std::optional<Disc> best;
    for (const Ellipse& e : round_things(lab))
        if (const auto disc = refined(lab, e); disc && (!best || disc->likelihood > best->likelihood))
            best = disc;
    constexpr double least_likelihood = 0.03;
    return best && best->likelihood >= least_likelihood ? best : std::nullopt;
}

}  // namespace

core::Rect surroundings_of(const core::HeadFrame& frame, core::Size photo) {
    // Default: from the head's middle past its nape, 15 cm away, and a hand's breadth more.
    constexpr double reach_mm = 220.0;
    const auto middle = frame.project({0, 0, 0});
    if (!middle) return {};
    const double reach_px = reach_mm * frame.px_per_mm({0, 0, 0});
    const auto within = [](double at, int side) { return static_cast<int>(std::clamp<double>(at, 0, side)); };
    return {within(middle->x - reach_px, photo.width), within(middle->y - reach_px, photo.height),
            within(middle->x + reach_px, photo.width), within(middle->y + reach_px, photo.height)};
}

std::optional<Reference> find_reference(const core::Picture& photo, const core::Rect& within,
                                        double expected_px) {
    const core::Rect box = core::intersected(within, photo.rect());
    if (box.empty() || !(expected_px > 8.0)) return std::nullopt;  // default: less has no shape
    const cv::Mat part = view_of(photo)(cv::Rect(box.x0, box.y0, box.width(), box.height()));
    const cv::Size size = scaled(part, search_diameter_px / expected_px);
    if (!can_be_searched(size)) return std::nullopt;
    const auto best = clearest_disc(colours_at(part, size));
    if (!best) return std::nullopt;
    Reference found;
    // Pixel centres, and the true ratio of the two sizes.
    const double back_x = static_cast<double>(part.cols) / size.width,
                 back_y = static_cast<double>(part.rows) / size.height;
    found.centre_px = {box.x0 + (best->ellipse.centre.x + 0.5) * back_x,
                       box.y0 + (best->ellipse.centre.y + 0.5) * back_y};
    found.diameter_px = best->ellipse.longer * 0.5 * (back_x + back_y);
    // 0.4 %: spread over the drawn discs; 0.15 px: default of an edge between pixels of a small disc.
    found.error_share = std::hypot(0.004, 0.15 / found.diameter_px) / best->rim_share;
    return found;
}

}  // namespace stubble::scalp
