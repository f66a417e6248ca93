// Blur and sharpening of drawn edges whose blur is known.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "blurred.h"
#include "core/random.h"
#include "samples.h"
#include "scalp/skin.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// Slanted edges of a pixel's width, then a Gaussian, then noise of 1.5 levels.
core::Picture drawn_edges(double sigma_px) {
    constexpr int fine = 8, width = 400, height = 200;
    cv::Mat wide(height, width * fine, CV_32F), light;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width * fine; ++x)
            wide.at<float>(y, x) =
                static_cast<int>((x / double(fine) - 0.13 * y + 60.0) / 50.0) % 2 ? 180.0f : 60.0f;
    cv::resize(wide, light, {width, height}, 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(light, light, {}, sigma_px);
    core::Picture picture(width, height);
    std::uint64_t number = 0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double noise = 1.5 * core::normal_quantile(0.001 + 0.998 * core::random_unit(1, number++));
            const auto level = static_cast<std::uint8_t>(std::lround(light.at<float>(y, x) + noise));
            picture.at(x, y) = {level, level, level};
        }
    return picture;
}

// As if the head filled the leftmost `share` of the picture.
scalp::Camera camera_of(const core::Picture& picture, double share = 1.0) {
    const scalp::Working working = scalp::make_working(picture, 300'000);
    scalp::RegionMaps maps;
    maps.labels = cv::Mat::zeros(working.size(), CV_8U);
    maps.labels.colRange(0, cvRound(share * working.size().width)).setTo(1);
    // Its outline is no straight line: the box around it holds some of the wall.
    if (share < 1.0) maps.labels.row(0).setTo(1);
    return scalp::read_camera(picture, working, maps);
}

}  // namespace

TEST_CASE("the blur of an edge is found within 10 percent, the pixel's own included") {
    for (const double gauss_px : {0.35, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0}) {
        const double sigma_px = std::sqrt(gauss_px * gauss_px + 1.0 / 12.0);
        CAPTURE(sigma_px);
        CHECK(camera_of(drawn_edges(gauss_px)).blur_sigma_px == Approx(sigma_px).epsilon(0.10));
    }
}

TEST_CASE("a head blurred by a known amount is found blurred by it") {
    const core::Picture photo = test::sample_photo(test::sample_heads[2]);
    const double own_px = camera_of(photo).blur_sigma_px;
    CHECK(own_px < 0.6);
    CHECK(camera_of(photo).sharpening > 0.0);
    for (const double gauss_px : {1.2, 2.0, 3.0, 4.0}) {
        CAPTURE(gauss_px);
        CHECK(camera_of(test::blurred(photo, gauss_px)).blur_sigma_px ==
              Approx(std::hypot(own_px, gauss_px)).epsilon(0.12));
    }
}

TEST_CASE("a blurred head before a sharp wall is found blurred") {
    const core::Picture sharp = drawn_edges(0.5);
    core::Picture picture = test::blurred(sharp, 2.0);
    for (int y = 0; y < picture.height(); ++y)
        std::copy(sharp.row(y).begin() + 200, sharp.row(y).end(), picture.row(y).begin() + 200);
    const double head_px = std::sqrt(0.5 * 0.5 + 2.0 * 2.0 + 1.0 / 12.0);
    CHECK(camera_of(picture, 0.48).blur_sigma_px == Approx(head_px).epsilon(0.15));
}

TEST_CASE("few sharp edges tell the blur where the noise is as fine as the pixels") {
    const core::Picture sharp = drawn_edges(0.5);
    core::Picture picture = test::blurred(sharp, 1.2);
    for (int y = 0; y < picture.height(); y += 24)
        std::copy(sharp.row(y).begin(), sharp.row(y).end(), picture.row(y).begin());
    const auto with_noise = [&](int grain_px) {
        core::Picture noisy = picture;
        for (int y = 0; y < noisy.height(); ++y)
            for (int x = 0; x < noisy.width(); ++x) {
                const auto grain = static_cast<std::uint64_t>(y / grain_px * noisy.width() + x / grain_px);
                const double level = noisy.at(x, y).r +
                                     3.0 * core::normal_quantile(0.001 + 0.998 * core::random_unit(2, grain));
                const auto code = static_cast<std::uint8_t>(std::lround(std::clamp(level, 0.0, 255.0)));
                noisy.at(x, y) = {code, code, code};
            }
        return noisy;
    };
    const double sharp_px = std::sqrt(0.5 * 0.5 + 1.0 / 12.0);
    CHECK(camera_of(with_noise(1)).blur_sigma_px == Approx(sharp_px).epsilon(0.15));
    CHECK(camera_of(with_noise(3)).blur_sigma_px > 1.5 * sharp_px);
}
