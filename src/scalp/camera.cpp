#include <algorithm>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

constexpr int noise_bins = 32;

cv::Rect head_rect(const core::Picture& photo, const Working& working, const RegionMaps& maps) {
    cv::Rect box = cv::boundingRect(maps.labels);
    if (box.empty()) box = cv::Rect({}, working.size());
    const double by = 1.0 / working.px_per_photo_px;
    return cv::Rect(static_cast<int>(box.x * by), static_cast<int>(box.y * by),
                    static_cast<int>(box.width * by), static_cast<int>(box.height * by)) &
           cv::Rect(0, 0, photo.width(), photo.height());
}

// Robust noise by brightness: the quietest tenth of small patches holds no texture.
core::Field noise_by_brightness(const cv::Mat& luma) {
    cv::Mat wide;
    luma.convertTo(wide, CV_32F);
    const float kernel[9] = {1, -2, 1, -2, 4, -2, 1, -2, 1};  // Immerkaer 1996: blind to slopes, gain 6
    cv::Mat high;
    cv::filter2D(wide, high, CV_32F, cv::Mat(3, 3, CV_32F, const_cast<float*>(kernel)));
    std::vector<std::vector<float>> found(noise_bins);
    constexpr int patch = 8;
    for (int y = 0; y + patch <= luma.rows; y += patch)
        for (int x = 0; x + patch <= luma.cols; x += patch) {
            const cv::Rect r(x, y, patch, patch);
            const double mean = cv::mean(wide(r))[0],
                         power = cv::norm(high(r), cv::NORM_L2SQR) / (36.0 * patch * patch);
            const auto bin = static_cast<std::size_t>(std::clamp(mean / 8.0, 0.0, noise_bins - 1.0));
            found[bin].push_back(static_cast<float>(std::sqrt(power)));
        }
    core::Field noise(noise_bins, 1, std::numeric_limits<float>::quiet_NaN());
    for (std::size_t b = 0; b < found.size(); ++b) {
        if (found[b].size() < 8) continue;
        const auto quiet = found[b].begin() + static_cast<std::ptrdiff_t>(found[b].size() / 10);
        std::nth_element(found[b].begin(), quiet, found[b].end());
        noise.at(static_cast<int>(b), 0) = *quiet;
    }
    return noise;
}

struct Edge {
    double width_px, overshoot;
};

// Profile across a strong horizontal edge in a row: width between 10 and 90 % is 2.563 sigma of a Gaussian's.
bool edge_at(const cv::Mat& luma, int y, int x, Edge& edge) {
    constexpr int reach = 8;
    if (x < reach || x + reach >= luma.cols) return false;
    const auto* row = luma.ptr<unsigned char>(y);
    const double low = 0.5 * (row[x - reach] + row[x - reach + 1]),
                 high = 0.5 * (row[x + reach] + row[x + reach - 1]);
    const double step = high - low;
    if (std::abs(step) < 50.0) return false;
    double steepest = 0.0, least = 0.0, most = 1.0;
    for (int i = -reach; i < reach; ++i) {
        const double share = (row[x + i] - low) / step;
        least = std::min(least, share), most = std::max(most, share);
        steepest = std::max(steepest, (row[x + i + 1] - row[x + i - 1]) / step / 2.0);
    }
    edge.width_px = 1.0 / (std::sqrt(2.0 * std::acos(-1.0)) * std::max(steepest, 0.02));
    edge.overshoot = 0.5 * (most - 1.0 - least);
    return edge.overshoot < 0.4;
}

}  // namespace

Camera read_camera(const core::Picture& photo, const Working& working, const RegionMaps& maps) {
    Camera camera;
    cv::Mat luma;
    cv::cvtColor(view_of(photo)(head_rect(photo, working, maps)), luma, cv::COLOR_RGB2GRAY);
    camera.noise = noise_by_brightness(luma);
    std::vector<Edge> edges;
    const int step = std::max(1, luma.rows / 400);
    for (int y = 0; y < luma.rows; y += step) {
        const auto* row = luma.ptr<unsigned char>(y);
        for (int x = 2; x + 2 < luma.cols; ++x) {
            const int slope = std::abs(row[x + 1] - row[x - 1]);
            if (slope < 24 || slope < std::abs(row[x + 2] - row[x]) || slope <= std::abs(row[x] - row[x - 2]))
                continue;
            if (Edge edge{}; edge_at(luma, y, x, edge)) edges.push_back(edge);
        }
    }
    if (edges.size() < 20) return camera;
    std::stable_sort(edges.begin(), edges.end(),
                     [](const Edge& a, const Edge& b) { return a.width_px < b.width_px; });
    const Edge& sharp = edges[edges.size() / 10];
    // A pixel integrates over its own width: a box of one pixel has a variance of 1/12.
    camera.blur_sigma_px = std::sqrt(std::max(sharp.width_px * sharp.width_px - 1.0 / 12.0, 0.09));
    double overshoot = 0.0;
    const std::size_t counted = edges.size() / 4;
    for (std::size_t i = 0; i < counted; ++i) overshoot += edges[i].overshoot / static_cast<double>(counted);
    camera.sharpening = overshoot;
    return camera;
}

}  // namespace stubble::scalp
