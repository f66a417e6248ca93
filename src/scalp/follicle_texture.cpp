#include "scalp/follicle_texture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/colour.h"
#include "scalp/disc.h"

namespace stubble::scalp {
namespace {

constexpr double finest_px_per_mm = 8.0;  // default: a stubble dot of 0.2 mm keeps more than one pixel
constexpr int brightness_bins = 16;

// Natural log of light; the small offset keeps the steps of dark 8-bit values from looking like texture.
cv::Mat log_light(const cv::Mat& grey) {
    std::array<float, 256> table{};
    for (int v = 0; v < 256; ++v)
        table[static_cast<std::size_t>(v)] =
            std::log(core::linear_from_srgb8(static_cast<std::uint8_t>(v)) + 0.004f);
    cv::Mat out;
    cv::LUT(grey, cv::Mat(1, 256, CV_32F, table.data()), out);
    return out;
}

// Squared band-passed contrast of the head's box, as means over the working pixels there.
cv::Mat band_energy(const core::Picture& photo, const cv::Rect& working_box, const Working& working,
                    double px_per_mm) {
    const double by = 1.0 / working.px_per_photo_px;
    const cv::Rect box = cv::Rect(static_cast<int>(working_box.x * by), static_cast<int>(working_box.y * by),
                                  static_cast<int>(std::ceil(working_box.width * by)),
                                  static_cast<int>(std::ceil(working_box.height * by))) &
                         cv::Rect(0, 0, photo.width(), photo.height());
    cv::Mat grey;
    cv::cvtColor(view_of(photo)(box), grey, cv::COLOR_RGB2GRAY);
    const double shrink_by = std::min(1.0, finest_px_per_mm / px_per_mm);
    if (shrink_by < 0.8) {
        cv::resize(grey, grey, scaled(grey, shrink_by), 0, 0, cv::INTER_AREA);
        px_per_mm *= shrink_by;
    }
    const cv::Mat light = log_light(grey);
    cv::Mat fine, coarse, energy;
    cv::GaussianBlur(light, fine, {}, std::max(0.6, 0.10 * px_per_mm));
    cv::GaussianBlur(light, coarse, {}, std::max(1.6, 0.35 * px_per_mm));
    const cv::Mat band = fine - coarse;
    // A mole, an eyebrow's edge or a glint is one strong thing, not a field of hairs.
    energy = cv::min(band.mul(band), 0.3);
    cv::resize(energy, energy, working_box.size(), 0, 0, cv::INTER_AREA);
    return energy;
}

using Floor = std::array<float, brightness_bins>;

int bin_of(float lightness) {
    return std::clamp(static_cast<int>(lightness / 100.0f * brightness_bins), 0, brightness_bins - 1);
}

float lower_quartile(std::vector<float>& values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 4);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

// Brightness without enough smooth skin takes the floor of the nearest brightness that has it.
Floor noise_floor(const cv::Mat& energy, const cv::Mat& lab, const cv::Mat& inner, const cv::Mat& smooth) {
    std::array<std::vector<float>, brightness_bins> seen;
    for (int y = 0; y < energy.rows; ++y)
        for (int x = 0; x < energy.cols; ++x)
            if (inner.at<unsigned char>(y, x) && smooth.at<float>(y, x) > 0.5f)
                seen[static_cast<std::size_t>(bin_of(lab.at<cv::Vec3f>(y, x)[0]))].push_back(
                    energy.at<float>(y, x));
    Floor floor{};
    std::vector<int> known;
    for (int b = 0; b < brightness_bins; ++b)
        if (auto& values = seen[static_cast<std::size_t>(b)]; values.size() >= 80) {
            floor[static_cast<std::size_t>(b)] = lower_quartile(values);
            known.push_back(b);
        }
    if (known.empty()) return floor;
    for (int b = 0; b < brightness_bins; ++b) {
        const int nearest = *std::min_element(
            known.begin(), known.end(), [&](int p, int q) { return std::abs(p - b) < std::abs(q - b); });
        floor[static_cast<std::size_t>(b)] = floor[static_cast<std::size_t>(nearest)];
    }
    return floor;
}

}  // namespace

cv::Mat follicle_texture(const core::Picture& photo, const Working& working, const cv::Mat& head,
                         const cv::Mat& smooth_skin, double px_per_mm) {
    cv::Mat contrast = cv::Mat::zeros(working.size(), CV_32F);
    const cv::Rect box = cv::boundingRect(head);
    if (box.empty()) return contrast;
    const double working_px_per_mm = px_per_mm * working.px_per_photo_px;
    const cv::Mat inner = shrunk_by(head(box), std::max(1.0, 0.8 * working_px_per_mm));
    cv::Mat energy = mean_on_head(band_energy(photo, box, working, px_per_mm), inner,
                                  std::max(1.0, 1.5 * working_px_per_mm));
    const cv::Mat lab = working.lab(box);
    const Floor floor = noise_floor(energy, lab, inner, smooth_skin(box));
    for (int y = 0; y < energy.rows; ++y)
        for (int x = 0; x < energy.cols; ++x) {
            const float noise = floor[static_cast<std::size_t>(bin_of(lab.at<cv::Vec3f>(y, x)[0]))];
            contrast.at<float>(box.y + y, box.x + x) =
                std::sqrt(std::max(0.0f, energy.at<float>(y, x) - noise));
        }
    return contrast;
}

}  // namespace stubble::scalp
