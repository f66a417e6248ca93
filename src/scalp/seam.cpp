#include "scalp/seam.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

// Half the size tells distances well enough.
cv::Mat near(const cv::Mat& mask, double reach_px) {
    cv::Mat half, distance, close;
    cv::resize(mask, half, {}, 0.5, 0.5, cv::INTER_NEAREST);
    cv::distanceTransform(half == 0, distance, cv::DIST_L2, cv::DIST_MASK_3);
    cv::resize(distance <= 0.5 * reach_px, close, mask.size(), 0, 0, cv::INTER_NEAREST);
    return close;
}

}  // namespace

std::optional<core::LinearRgb> left_at_seam(const Working& working, const cv::Mat& hair, const cv::Mat& bare,
                                            double reach_px) {
    // Default: a patch of a third of the reach, seen straight.
    const int least = std::max(60, static_cast<int>(0.1 * reach_px * reach_px));
    if (cv::countNonZero(hair) < least || cv::countNonZero(bare) < least) return std::nullopt;
    const auto under_hair = median_colour(working, hair & near(bare, reach_px), least);
    const auto open = median_colour(working, bare & near(hair, reach_px), least);
    if (!under_hair || !open) return std::nullopt;
    return *under_hair / glm::max(*open, core::LinearRgb(1e-4f));
}

std::optional<core::LinearRgb> as_shaved_hair(const core::LinearRgb& ratio, float most, float own_colour) {
    constexpr float least = 0.40f, most_coloured = 1.9f;  // defaults
    const float light = core::luminance(ratio), darkest = std::min({ratio.r, ratio.g, ratio.b}),
                lightest = std::max({ratio.r, ratio.g, ratio.b});
    if (light > most || darkest <= 0.0f || lightest > most_coloured * darkest) return std::nullopt;
    const core::LinearRgb seen = light + own_colour * (ratio - light);
    return seen * std::max(1.0f, least / light);
}

}  // namespace stubble::scalp
