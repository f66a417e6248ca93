#include "scalp/working.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>

#include "core/colour.h"

namespace stubble::scalp {
namespace {

void fill_linear(Working& working) {
    std::array<float, 256> table{};
    for (int v = 0; v < 256; ++v)
        table[static_cast<std::size_t>(v)] = core::linear_from_srgb8(static_cast<std::uint8_t>(v));
    const cv::Mat lut(1, 256, CV_32F, table.data());
    cv::LUT(working.rgb8, lut, working.linear);
}

void fill_derived(Working& working) {
    fill_linear(working);
    cv::Mat unit;
    working.rgb8.convertTo(unit, CV_32F, 1.0 / 255.0);
    cv::cvtColor(unit, working.lab, cv::COLOR_RGB2Lab);
    cv::Mat lightness, squared, mean, mean_squared;
    cv::extractChannel(working.lab, lightness, 0);
    squared = lightness.mul(lightness);
    cv::boxFilter(lightness, mean, CV_32F, {5, 5});
    cv::boxFilter(squared, mean_squared, CV_32F, {5, 5});
    cv::Mat deviation = cv::max(mean_squared - mean.mul(mean), 0.0);
    cv::sqrt(deviation, deviation);
    cv::log(deviation + 0.5, working.texture);
}

// What a guided filter makes of its guide.
struct Guided {
    cv::Mat slope, offset;
};

Guided guided(const cv::Mat& guide, const cv::Mat& input, int radius, double epsilon) {
    const cv::Size window(2 * radius + 1, 2 * radius + 1);
    const auto mean = [&](const cv::Mat& m) {
        cv::Mat out;
        cv::boxFilter(m, out, CV_32F, window, {-1, -1}, true, cv::BORDER_REFLECT);
        return out;
    };
    const cv::Mat mean_guide = mean(guide), mean_input = mean(input);
    const cv::Mat variance = mean(guide.mul(guide)) - mean_guide.mul(mean_guide);
    const cv::Mat covariance = mean(guide.mul(input)) - mean_guide.mul(mean_input);
    const cv::Mat slope = covariance / (variance + epsilon);
    const cv::Mat offset = mean_input - slope.mul(mean_guide);
    return {mean(slope), mean(offset)};
}

}  // namespace

cv::Mat view_of(const core::Picture& photo) {
    return cv::Mat(photo.height(), photo.width(), CV_8UC3, const_cast<core::Rgb8*>(photo.data()));
}

Working make_working(const core::Picture& photo, int max_pixels) {
    Working working;
    const double pixels = static_cast<double>(photo.width()) * photo.height();
    // OpenCV warps no picture of 32,767 px or more a side, and so narrow a strip shows no head.
    constexpr double longest_side_px = 8192.0;
    const double shrink_by = std::min(
        {1.0, std::sqrt(max_pixels / pixels), longest_side_px / std::max(photo.width(), photo.height())});
    const cv::Size size(std::max(1, static_cast<int>(std::lround(photo.width() * shrink_by))),
                        std::max(1, static_cast<int>(std::lround(photo.height() * shrink_by))));
    working.px_per_photo_px = static_cast<double>(size.width) / photo.width();
    cv::resize(view_of(photo), working.rgb8, size, 0, 0, cv::INTER_AREA);
    fill_derived(working);
    return working;
}

Working shrink(const Working& working, int max_pixels) {
    Working small;
    const double by = std::min(1.0, std::sqrt(max_pixels / static_cast<double>(working.size().area())));
    const cv::Size size(std::max(1, static_cast<int>(std::lround(working.size().width * by))),
                        std::max(1, static_cast<int>(std::lround(working.size().height * by))));
    small.px_per_photo_px = working.px_per_photo_px * size.width / working.size().width;
    cv::resize(working.rgb8, small.rgb8, size, 0, 0, cv::INTER_AREA);
    cv::resize(working.lab, small.lab, size, 0, 0, cv::INTER_AREA);
    cv::resize(working.linear, small.linear, size, 0, 0, cv::INTER_AREA);
    cv::resize(working.texture, small.texture, size, 0, 0, cv::INTER_AREA);
    return small;
}

cv::Mat cut_out(const Working& working, const cv::Rect2d& box, cv::Size size) {
    const double across = box.width / size.width, down = box.height / size.height;
    const cv::Matx23d from_cut(across, 0.0, box.x + 0.5 * across - 0.5, 0.0, down, box.y + 0.5 * down - 0.5);
    const double coarser = std::max(across, down);
    cv::Mat soft, cut;
    if (coarser > 1.0) cv::GaussianBlur(working.rgb8, soft, {}, 0.45 * coarser);
    cv::warpAffine(coarser > 1.0 ? soft : working.rgb8, cut, from_cut, size,
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    return cut;
}

cv::Mat guided_filter(const cv::Mat& guide, const cv::Mat& input, int radius, double epsilon) {
    const Guided line = guided(guide, input, radius, epsilon);
    return line.slope.mul(guide) + line.offset;
}

cv::Mat fast_guided_filter(const cv::Mat& guide, const cv::Mat& input, int radius, double epsilon) {
    cv::Mat small_guide, small_input;
    cv::resize(guide, small_guide, scaled(guide, 0.5), 0, 0, cv::INTER_AREA);
    cv::resize(input, small_input, small_guide.size(), 0, 0, cv::INTER_AREA);
    Guided line = guided(small_guide, small_input, std::max(1, (radius + 1) / 2), epsilon);
    cv::resize(line.slope, line.slope, guide.size(), 0, 0, cv::INTER_LINEAR);
    cv::resize(line.offset, line.offset, guide.size(), 0, 0, cv::INTER_LINEAR);
    return line.slope.mul(guide) + line.offset;
}

cv::Size scaled(const cv::Mat& picture, double by) {
    return {std::max(1, cvRound(picture.cols * by)), std::max(1, cvRound(picture.rows * by))};
}

cv::Mat local_mean(const cv::Mat& values, const cv::Mat& weights, double sigma_px, double fallback) {
    // A Gaussian this wide carries no detail: quarter size is exact enough and sixteen times cheaper.
    const double by = std::clamp(4.0 / std::max(sigma_px, 1.0), 0.05, 1.0);
    cv::Mat weighted, weight;
    cv::resize(values.mul(weights), weighted, scaled(values, by), 0, 0, cv::INTER_AREA);
    cv::resize(weights, weight, weighted.size(), 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(weighted, weighted, {}, sigma_px * by);
    cv::GaussianBlur(weight, weight, {}, sigma_px * by);
    const double floor = 1e-3;
    cv::Mat mean = (weighted + floor * fallback) / (weight + floor);
    cv::resize(mean, mean, values.size(), 0, 0, cv::INTER_LINEAR);
    return mean;
}

cv::Mat mean_on_head(const cv::Mat& values, const cv::Mat& mask, double sigma_px) {
    cv::Mat weight, sum, total;
    mask.convertTo(weight, CV_32F, 1.0 / 255.0);
    cv::GaussianBlur(values.mul(weight), sum, {}, sigma_px);
    cv::GaussianBlur(weight, total, {}, sigma_px);
    return sum / cv::max(total, 0.02);
}

core::Field field_of(const cv::Mat& map) {
    core::Field field(map.cols, map.rows);
    for (int y = 0; y < map.rows; ++y)
        std::memcpy(field.row(y).data(), map.ptr<float>(y),
                    static_cast<std::size_t>(map.cols) * sizeof(float));
    return field;
}

}  // namespace stubble::scalp
