#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "bench/rivals.h"
#include "core/random.h"

namespace stubble::bench {
namespace {

// Points in a grid whose cells hold one point at most.
class DartBoard {
 public:
    DartBoard(double side, double distance)
        : side_(side),
          distance_(distance),
          cell_(distance / std::numbers::sqrt2),
          cells_(static_cast<int>(side / cell_) + 1, static_cast<int>(side / cell_) + 1, -1) {}

    bool add(glm::dvec2 p) {
        if (p.x < 0.0 || p.y < 0.0 || p.x >= side_ || p.y >= side_ || taken(p)) return false;
        cells_.at(static_cast<int>(p.x / cell_), static_cast<int>(p.y / cell_)) =
            static_cast<int>(points_.size());
        points_.push_back(p);
        return true;
    }
    const std::vector<glm::dvec2>& points() const { return points_; }

 private:
    bool taken(glm::dvec2 p) const {
        const int cx = static_cast<int>(p.x / cell_), cy = static_cast<int>(p.y / cell_);
        for (int y = cy - 2; y <= cy + 2; ++y)
            for (int x = cx - 2; x <= cx + 2; ++x) {
                if (!cells_.contains(x, y) || cells_.at(x, y) < 0) continue;
                const glm::dvec2 d = points_[static_cast<std::size_t>(cells_.at(x, y))] - p;
                if (glm::dot(d, d) < distance_ * distance_) return true;
            }
        return false;
    }

    double side_, distance_, cell_;
    core::Image<int> cells_;
    std::vector<glm::dvec2> points_;
};

void supersample(const stipple::Dot& dot, float radius_mm, core::Field& out) {
    const glm::mat2& j = dot.px_per_mm;
    const float reach_x = radius_mm * std::hypot(j[0].x, j[1].x),
                reach_y = radius_mm * std::hypot(j[0].y, j[1].y);
    const glm::mat2 mm_per_px = glm::inverse(j);
    const int x0 = std::max(0, static_cast<int>(std::floor(dot.centre_px.x - reach_x)));
    const int y0 = std::max(0, static_cast<int>(std::floor(dot.centre_px.y - reach_y)));
    const int x1 = std::min(out.width() - 1, static_cast<int>(dot.centre_px.x + reach_x));
    const int y1 = std::min(out.height() - 1, static_cast<int>(dot.centre_px.y + reach_y));
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) {
            int inside = 0;
            for (int i = 0; i < 16; ++i) {
                const glm::vec2 at(static_cast<float>(x) + (static_cast<float>(i % 4) + 0.5f) / 4.0f,
                                   static_cast<float>(y) + (static_cast<float>(i / 4) + 0.5f) / 4.0f);
                const glm::vec2 mm = mm_per_px * (at - dot.centre_px);
                inside += glm::dot(mm, mm) <= radius_mm * radius_mm;
            }
            out.at(x, y) += static_cast<float>(inside) / 16.0f;
        }
}

}  // namespace

std::vector<glm::dvec2> throw_darts(double side, double distance, std::uint64_t seed) {
    constexpr int tries = 30;
    DartBoard board(side, distance);
    std::uint64_t index = 0;
    const auto unit = [&] { return static_cast<double>(core::random_unit(seed, index++)); };
    board.add({0.5 * side, 0.5 * side});
    std::vector<std::size_t> active{0};
    while (!active.empty()) {
        const std::size_t slot = std::min(
            static_cast<std::size_t>(unit() * static_cast<double>(active.size())), active.size() - 1);
        const glm::dvec2 from = board.points()[active[slot]];
        bool placed = false;
        for (int i = 0; i < tries && !placed; ++i) {
            const double angle = 2.0 * std::numbers::pi * unit(),
                         length = distance * std::sqrt(1.0 + 3.0 * unit());
            placed = board.add(from + length * glm::dvec2(std::cos(angle), std::sin(angle)));
        }
        if (placed) {
            active.push_back(board.points().size() - 1);
        } else {
            active[slot] = active.back();
            active.pop_back();
        }
    }
    return board.points();
}

double dart_distance(double side, std::size_t count) {
    // Measured: darts of 30 tries stand at 0.625 points per square of the distance.
    return side * std::sqrt(0.625 / static_cast<double>(std::max<std::size_t>(count, 1)));
}

core::Field supersampled_dots(const stipple::Dots& dots, double diameter_mm, core::Size size) {
    core::Field out(size);
    for (const stipple::Dot& dot : dots) supersample(dot, static_cast<float>(0.5 * diameter_mm), out);
    return out;
}

core::Field circle_dots(const stipple::Dots& dots, double diameter_mm, core::Size size) {
    constexpr int shift = 4;
    const auto fixed = [](float px) { return static_cast<int>(std::lround(px * (1 << shift))); };
    cv::Mat covered = cv::Mat::zeros(size.height, size.width, CV_8U);
    for (const stipple::Dot& dot : dots) {
        const float px_per_mm = std::sqrt(std::abs(glm::determinant(dot.px_per_mm)));
        cv::circle(covered, {fixed(dot.centre_px.x - 0.5f), fixed(dot.centre_px.y - 0.5f)},
                   fixed(0.5f * static_cast<float>(diameter_mm) * px_per_mm), {255}, cv::FILLED, cv::LINE_AA,
                   shift);
    }
    core::Field out(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            out.at(x, y) = static_cast<float>(covered.at<unsigned char>(y, x)) / 255.0f;
    return out;
}

}  // namespace stubble::bench
