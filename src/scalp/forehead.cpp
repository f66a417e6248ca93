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

}  // namespace

Evidence with_forehead_lowered(Evidence evidence, const Working& working, const core::HeadFrame& frame,
                               double lower_mm) {
    if (lower_mm == 0.0) return evidence;
    const core::Field before = field_of(evidence.scalp);
    cv::Mat moved = evidence.scalp.clone();
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
                    moved.at<float>(y, x) =
                        core::sample(before, static_cast<float>(p->x * by), static_cast<float>(p->y * by));
            }
    });
    evidence.scalp = moved;
    return evidence;
}

}  // namespace stubble::scalp
