#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numbers>

#include "scalp/correction.h"
#include "scalp/soft_step.h"

namespace stubble::scalp {
namespace {

// How much of the move a side of the head takes part in: all over the forehead, none behind the temples.
// The corner of the hairline lies at about 45 degrees (hairline.cpp).
double moved_share(double azimuth_rad) {
    const double deg = std::abs(azimuth_rad) * 180.0 / std::numbers::pi;
    return std::clamp((70.0 - deg) / 25.0, 0.0, 1.0);
}

float bilinear(const cv::Mat& map, double x, double y) {
    const double u = std::clamp(x, 0.0, map.cols - 1.0), v = std::clamp(y, 0.0, map.rows - 1.0);
    const int x0 = static_cast<int>(u), y0 = static_cast<int>(v);
    const int x1 = std::min(x0 + 1, map.cols - 1), y1 = std::min(y0 + 1, map.rows - 1);
    const double fx = u - x0, fy = v - y0;
    const auto at = [&](int j, int i) { return static_cast<double>(map.at<float>(j, i)); };
    const double top = at(y0, x0) + fx * (at(y0, x1) - at(y0, x0));
    const double bottom = at(y1, x0) + fx * (at(y1, x1) - at(y1, x0));
    return static_cast<float>(top + fy * (bottom - top));
}

}  // namespace

Evidence with_forehead_lowered(Evidence evidence, const Working& working, const core::HeadFrame& frame,
                               double lower_mm) {
    if (lower_mm == 0.0) return evidence;
    const cv::Mat before = evidence.scalp;
    cv::Mat moved = before.clone();
    const double by = working.px_per_photo_px;
    cv::parallel_for_({0, moved.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < moved.cols; ++x) {
                const auto hit = frame.hit(working.photo_point(x, y));
                if (!hit) continue;
                const core::ScalpChart chart = core::chart_of(hit->point);
                const double up_mm = lower_mm * moved_share(chart.azimuth_rad);
                if (up_mm == 0.0) continue;
                // What is here afterwards was `up_mm` nearer to the vertex before.
                const core::ScalpChart from{std::max(0.0, chart.polar_rad - up_mm / glm::length(hit->point)),
                                            chart.azimuth_rad};
                if (const auto p = frame.project(core::point_of(from, frame.shape)))
                    moved.at<float>(y, x) = bilinear(before, p->x * by - 0.5, p->y * by - 0.5);
            }
    });
    evidence.scalp = moved;
    return evidence;
}

}  // namespace stubble::scalp
