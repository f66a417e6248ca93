#include "scalp/footprint.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <limits>
#include <vector>

namespace stubble::scalp {
namespace {

double distance_to_segment(const glm::dvec2& p, const glm::dvec2& a, const glm::dvec2& b) {
    const glm::dvec2 along = b - a;
    const double length2 = glm::dot(along, along);
    const double share = length2 > 0.0 ? std::clamp(glm::dot(p - a, along) / length2, 0.0, 1.0) : 0.0;
    return glm::distance(p, a + share * along);
}

// Pixels of the map that a box of positions touches.
cv::Rect pixels_of(const glm::dvec2& from, const glm::dvec2& to, cv::Size map) {
    const auto within = [](double v, int most) {
        return static_cast<int>(std::clamp(std::floor(v), -1.0, static_cast<double>(most)));
    };
    const int x0 = within(from.x, map.width), y0 = within(from.y, map.height);
    return cv::Rect(x0, y0, within(to.x, map.width) + 1 - x0, within(to.y, map.height) + 1 - y0) &
           cv::Rect({}, map);
}

// Where a row runs through all within the radius of a segment; empty, `to` below `from`, where it does not.
struct Run {
    double from = std::numeric_limits<double>::infinity(), to = -from;
    void reach(double x) { from = std::min(from, x), to = std::max(to, x); }
};

// All within a radius of a segment.
class Stadium {
 public:
    Stadium(const glm::dvec2& a, const glm::dvec2& b, double radius)
        : a_(a), b_(b), along_(b - a), radius_(radius) {
        if (along_.y != 0.0) aside_ = glm::dvec2(-along_.y, along_.x) * (radius / glm::length(along_));
    }
    bool holds(const glm::dvec2& p) const { return distance_to_segment(p, a_, b_) <= radius_; }
    Run run_at(double y) const {
        Run run;
        for (const glm::dvec2& end : {a_, b_})
            if (const double square = radius_ * radius_ - (y - end.y) * (y - end.y); square >= 0.0) {
                const double half = std::sqrt(square);
                run.reach(end.x - half), run.reach(end.x + half);
            }
        if (along_.y == 0.0) return run;  // its sides are rows, on which the ends reach as far
        for (const glm::dvec2& side : {a_ + aside_, a_ - aside_})
            if (const double share = (y - side.y) / along_.y; share >= 0.0 && share <= 1.0)
                run.reach(side.x + share * along_.x);
        return run;
    }

 private:
    glm::dvec2 a_, b_, along_, aside_{0.0};
    double radius_;
};

// Fills a footprint segment by segment. What is within the radius of a segment has no dents, so only the ends
// of a row need to be looked at, and these only where they lie beyond what is filled: the time goes with the
// rows, not with the area, however many points a path has.
class Filling {
 public:
    explicit Filling(Footprint& footprint)
        : footprint_(footprint), filled_(static_cast<std::size_t>(footprint.box.height), cv::Range(0, 0)) {}

    void add(const glm::dvec2& a, const glm::dvec2& b, double radius, cv::Size map) {
        const cv::Rect box =
            pixels_of(glm::min(a, b) - radius, glm::max(a, b) + radius, map) & footprint_.box;
        const Stadium stadium(a, b, radius);
        for (int y = box.y; y < box.y + box.height; ++y) add_row(stadium, y, {box.x, box.x + box.width});
    }

 private:
    void add_row(const Stadium& stadium, int y, const cv::Range& columns) {
        const auto is_inside = [&](int x) { return stadium.holds({x + 0.5, y + 0.5}); };
        const auto within = [&](double x) {
            return static_cast<int>(std::clamp<double>(x, columns.start, columns.end - 1));
        };
        const Run run = stadium.run_at(y + 0.5);
        if (run.to < run.from) return;
        constexpr double rounding_px = 0.05;  // no run is further off
        int first = within(std::ceil(run.from - 0.5 - rounding_px)),
            last = within(std::floor(run.to - 0.5 + rounding_px));
        cv::Range& filled = filled_[static_cast<std::size_t>(y - footprint_.box.y)];
        if (first >= filled.start && last < filled.end) return;
        while (first <= last && !is_inside(first)) ++first;
        while (first < last && !is_inside(last)) --last;
        if (first > last) return;
        std::memset(footprint_.inside.ptr(y - footprint_.box.y, first - footprint_.box.x), 255,
                    static_cast<std::size_t>(last - first) + 1);
        const bool apart = first > filled.end || last + 1 < filled.start;
        filled = apart ? cv::Range(first, last + 1)
                       : cv::Range(std::min(first, filled.start), std::max(last + 1, filled.end));
    }

    Footprint& footprint_;
    std::vector<cv::Range> filled_;  // of each row, one run that is
};

}  // namespace

Footprint footprint_of(const Stroke& stroke, double px_per_photo_px, cv::Size map) {
    if (stroke.path_px.empty()) return {};
    const double radius = 0.5 * stroke.diameter_px * px_per_photo_px;
    glm::dvec2 from = stroke.path_px.front() * px_per_photo_px, to = from;
    for (const core::PhotoPoint& point : stroke.path_px) {
        from = glm::min(from, point * px_per_photo_px);
        to = glm::max(to, point * px_per_photo_px);
    }
    Footprint footprint{pixels_of(from - radius, to + radius, map), {}};
    footprint.inside = cv::Mat::zeros(footprint.box.size(), CV_8U);
    Filling filling(footprint);
    glm::dvec2 last = stroke.path_px.front() * px_per_photo_px;
    for (const core::PhotoPoint& point : stroke.path_px) {
        const glm::dvec2 next = point * px_per_photo_px;
        filling.add(last, next, radius, map);
        const cv::Point pixel(static_cast<int>(std::floor(next.x)), static_cast<int>(std::floor(next.y)));
        if (footprint.box.contains(pixel))
            footprint.inside.at<unsigned char>(pixel - footprint.box.tl()) = 255;
        last = next;
    }
    return footprint;
}

}  // namespace stubble::scalp
