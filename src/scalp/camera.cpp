#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "core/random.h"
#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

constexpr int noise_bins = 32;

// Around all that is no background, in pixels of the working copy.
cv::Rect head_box(const Working& working, const RegionMaps& maps) {
    const cv::Rect box = cv::boundingRect(maps.labels);
    return box.empty() ? cv::Rect({}, working.size()) : box;
}

cv::Rect in_photo(const cv::Rect& box, const core::Picture& photo, const Working& working) {
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

// Mean square of the differences between pixels of a patch and those `lag` further right and down.
double difference_at(const cv::Mat& luma, const cv::Rect& patch, int lag) {
    const cv::Mat here = luma(patch);
    return 0.5 * (cv::norm(here, luma(patch + cv::Point(lag, 0)), cv::NORM_L2SQR) +
                  cv::norm(here, luma(patch + cv::Point(0, lag)), cv::NORM_L2SQR));
}

// How fine the noise is where `where` (CV_8U, size of luma) is 255: 1 where it differs from pixel to pixel as
// much as between distant ones, near 0 where smoothing or scaling has spread it. 0 where too little is seen.
double fineness_of_noise(const cv::Mat& luma, const cv::Mat& where) {
    constexpr int patch = 16, far_px = 4;
    constexpr double calm_share = 0.3;  // default: of the patches, without wrinkles and hair
    constexpr std::size_t least_patches = 12;
    const int step = patch * std::max(1, luma.rows / 1000);  // large photos have patches to spare
    std::vector<std::pair<double, double>> differences;      // far, near
    for (int y = 0; y + patch + far_px <= luma.rows; y += step)
        for (int x = 0; x + patch + far_px <= luma.cols; x += step) {
            const cv::Rect r(x, y, patch, patch);
            if (cv::countNonZero(where(r)) < r.area()) continue;
            differences.emplace_back(difference_at(luma, r, far_px), difference_at(luma, r, 1));
        }
    if (differences.size() < least_patches) return 0.0;
    const auto calm_end = differences.begin() +
                          static_cast<std::ptrdiff_t>(calm_share * static_cast<double>(differences.size()));
    std::nth_element(differences.begin(), calm_end, differences.end());
    double far = 1e-9, near = 0.0;
    for (auto it = differences.begin(); it != calm_end; ++it) far += it->first, near += it->second;
    return near / far;
}

// Of all edges the steepest tell how sharp the camera is, and fewer of them where its noise is as fine as
// its pixels: such a picture was not smoothed, and what is soft in it is soft hair. Defaults: scaled and
// compressed photos lie below the lower limit.
double telling_share(double fineness) {
    constexpr double smoothed = 0.45, fine = 0.55, usual = 0.10, least = 0.03;
    const double t = std::clamp((fineness - smoothed) / (fine - smoothed), 0.0, 1.0);
    return usual + t * (least - usual);
}

struct Edge {
    double slope;  // largest, share of the edge's step per pixel, between the two neighbours of a pixel
    double overshoot;
};

// Profile across a strong edge in a row.
bool edge_at(const cv::Mat& luma, int y, int x, int reach, Edge& edge) {
    if (x < reach || x + reach >= luma.cols) return false;
    const auto* row = luma.ptr<unsigned char>(y);
    const double low = 0.5 * (row[x - reach] + row[x - reach + 1]),
                 high = 0.5 * (row[x + reach] + row[x + reach - 1]);
    const double step = high - low;
    if (std::abs(step) < 50.0) return false;
    double least = 0.0, most = 1.0;
    edge.slope = 0.0;
    for (int i = -reach; i < reach; ++i) {
        const double share = (row[x + i] - low) / step;
        least = std::min(least, share), most = std::max(most, share);
        edge.slope = std::max(edge.slope, (row[x + i + 1] - row[x + i - 1]) / step / 2.0);
    }
    edge.overshoot = 0.5 * (most - 1.0 - least);
    return edge.overshoot < 0.4;
}

// Edges where `where` (CV_8U, size of luma) is not 0, from the steepest to the flattest.
std::vector<Edge> find_edges(const cv::Mat& luma, const cv::Mat& where, int reach) {
    std::vector<Edge> edges;
    const int step = std::max(1, luma.rows / 400);
    for (int y = 0; y < luma.rows; y += step) {
        const auto *row = luma.ptr<unsigned char>(y), *wanted = where.ptr<unsigned char>(y);
        for (int x = 2; x + 2 < luma.cols; ++x) {
            if (!wanted[x]) continue;
            const int slope = std::abs(row[x + 1] - row[x - 1]);
            if (slope < 24 || slope < std::abs(row[x + 2] - row[x]) || slope <= std::abs(row[x] - row[x - 2]))
                continue;
            if (Edge edge{}; edge_at(luma, y, x, reach, edge)) edges.push_back(edge);
        }
    }
    std::stable_sort(edges.begin(), edges.end(),
                     [](const Edge& a, const Edge& b) { return a.slope > b.slope; });
    return edges;
}

// Half the difference between the pixels on either side of a unit edge under a Gaussian, and its inverse.
double slope_of_edge(double sigma_px) {
    return 0.5 * std::erf(1.0 / (sigma_px * std::numbers::sqrt2));
}
double sigma_of_edge(double slope) {
    return 1.0 / core::normal_quantile(0.5 + std::clamp(slope, 1e-3, 0.4995));
}

// Lens, pixel square and demosaicing together, and the most that cameras sharpen by: defaults. Steeper edges
// than both explain are noise.
constexpr double least_blur_px = 0.45, most_sharpening = 0.8, mask_variance_px2 = 1.0;

// The overshoot is too much a matter of noise and texture to say how much a camera sharpens; without any it
// does not, and the blur is taken as it is. Edges steeper than the least blur can make are the sharpening's
// doing.
void explain_slope(double slope, double overshoot, Camera& camera) {
    const double steepest = slope_of_edge(least_blur_px);
    if (!(overshoot > 0.0) || slope <= steepest) {
        camera.blur_sigma_px = sigma_of_edge(slope);
        return;
    }
    const double masked = slope_of_edge(std::sqrt(least_blur_px * least_blur_px + mask_variance_px2));
    camera.blur_sigma_px = least_blur_px;
    camera.sharpening = std::min((slope - steepest) / (steepest - masked), most_sharpening);
}

// Wide edges reach beyond the profile, and few of their steps pass the threshold: they are measured on a
// picture of half or a quarter of the size, whose larger pixels blur by more themselves. There the profile
// reaches less far, because the head's own shading counts for more. Tried on drawn edges, and on sample heads
// blurred on top. False where there are too few edges, and then `camera` is as it was.
bool read_blur(const cv::Mat& luma, const cv::Mat& where, Camera& camera) {
    constexpr double widest_px = 2.2;
    constexpr std::size_t least_edges = 20, enough_edges = 150;
    const double telling = telling_share(fineness_of_noise(luma, where));
    cv::Mat shown = luma, there = where;
    bool any = false;
    for (const int by : {1, 2, 4}) {
        if (by > 1) cv::resize(luma, shown, scaled(luma, 1.0 / by), 0, 0, cv::INTER_AREA);
        if (by > 1) cv::resize(where, there, shown.size(), 0, 0, cv::INTER_NEAREST);
        const std::vector<Edge> edges = find_edges(shown, there, by > 1 ? 6 : 8);
        if (edges.size() < least_edges) continue;
        any = true;
        double overshoot = 0.0;
        const std::size_t counted = edges.size() / 4;
        for (std::size_t i = 0; i < counted; ++i)
            overshoot += edges[i].overshoot / static_cast<double>(counted);
        Camera found;
        explain_slope(edges[static_cast<std::size_t>(telling * static_cast<double>(edges.size()))].slope,
                      overshoot, found);
        const double sigma = found.blur_sigma_px, pixels = (by * by - 1) / 12.0;
        camera.blur_sigma_px =
            std::sqrt(std::max(by * by * sigma * sigma - pixels, least_blur_px * least_blur_px));
        camera.sharpening = by > 1 ? 0.0 : found.sharpening;
        if (sigma < widest_px && edges.size() >= enough_edges) break;
    }
    return any;
}

}  // namespace

Camera read_camera(const core::Picture& photo, const Working& working, const RegionMaps& maps) {
    Camera camera;
    const cv::Rect box = head_box(working, maps);
    cv::Mat luma, where;
    cv::cvtColor(view_of(photo)(in_photo(box, photo, working)), luma, cv::COLOR_RGB2GRAY);
    camera.noise = noise_by_brightness(luma);
    // What stands before or behind the head may be sharper or more blurred than it.
    cv::resize(maps.labels(box) > 0, where, luma.size(), 0, 0, cv::INTER_NEAREST);
    if (read_blur(luma, where, camera)) return camera;
    read_blur(luma, cv::Mat(luma.size(), CV_8U, cv::Scalar(255)), camera);
    return camera;
}

}  // namespace stubble::scalp
