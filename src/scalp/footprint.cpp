#include "scalp/footprint.h"

#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

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

void fill_segment(Footprint& footprint, const glm::dvec2& a, const glm::dvec2& b, double radius,
                  cv::Size map) {
    const cv::Rect box = pixels_of(glm::min(a, b) - radius, glm::max(a, b) + radius, map) & footprint.box;
    for (int y = box.y; y < box.y + box.height; ++y)
        for (int x = box.x; x < box.x + box.width; ++x)
            if (distance_to_segment({x + 0.5, y + 0.5}, a, b) <= radius)
                footprint.inside.at<unsigned char>(y - footprint.box.y, x - footprint.box.x) = 255;
}

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
    glm::dvec2 last = stroke.path_px.front() * px_per_photo_px;
    for (const core::PhotoPoint& point : stroke.path_px) {
        const glm::dvec2 next = point * px_per_photo_px;
        fill_segment(footprint, last, next, radius, map);
        const cv::Point pixel(static_cast<int>(std::floor(next.x)), static_cast<int>(std::floor(next.y)));
        if (footprint.box.contains(pixel))
            footprint.inside.at<unsigned char>(pixel - footprint.box.tl()) = 255;
        last = next;
    }
    return footprint;
}

}  // namespace stubble::scalp
