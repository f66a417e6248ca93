#include <algorithm>
#include <glm/geometric.hpp>

#include "scalp/correction.h"
#include "scalp/hairline.h"

namespace stubble::scalp {

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
                const double up_mm = lower_mm * forehead_share(chart.azimuth_rad);
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
