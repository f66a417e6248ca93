#include "scalp/surface.h"

#include <algorithm>
#include <glm/vec3.hpp>

namespace stubble::scalp {

double nearest_px_per_mm(const core::HeadFrame& frame) {
    return frame.px_per_mm(frame.shape.surface_point(frame.camera_position_mm()));
}

double Surface::resized_by(const core::HeadFrame& frame) const {
    return nearest_px_per_mm / scalp::nearest_px_per_mm(frame);
}

Surface surface_behind(const Working& working, const core::HeadFrame& frame) {
    Surface surface{cv::Mat::zeros(working.size(), CV_32F), cv::Mat::zeros(working.size(), CV_32F),
                    cv::Mat::zeros(working.size(), CV_32FC3), cv::Mat::zeros(working.size(), CV_32FC3),
                    nearest_px_per_mm(frame)};
    cv::parallel_for_({0, working.size().height}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < working.size().width; ++x) {
                const auto hit = frame.hit(working.photo_point(x, y));
                if (!hit) continue;
                // Grazing pixels stand for a wide strip that the outline's error makes worthless.
                const double px_per_mm = frame.px_per_mm(hit->point) * working.px_per_photo_px;
                surface.area_cm2.at<float>(y, x) =
                    static_cast<float>(1.0 / (px_per_mm * px_per_mm * std::max(hit->cos_view, 0.15)) / 100.0);
                surface.cos_view.at<float>(y, x) = static_cast<float>(hit->cos_view);
                const glm::vec3 normal(hit->normal), place(hit->point);
                surface.normal.at<cv::Vec3f>(y, x) = {normal.x, normal.y, normal.z};
                surface.place_mm.at<cv::Vec3f>(y, x) = {place.x, place.y, place.z};
            }
    });
    return surface;
}

}  // namespace stubble::scalp
