// Hair against the bare scalp beside it.
#include "scalp/seam.h"

#include <cmath>

#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int side_px = 200, seam_px = 120;

// Hair on the left that leaves half of the red light, and bare skin; light falls off towards the right, and
// far from the seam everything is of another colour.
scalp::Working drawn_seam() {
    scalp::Working working;
    working.rgb8 = cv::Mat::zeros(side_px, side_px, CV_8UC3);
    working.linear = cv::Mat(side_px, side_px, CV_32FC3);
    for (int y = 0; y < side_px; ++y)
        for (int x = 0; x < side_px; ++x) {
            const float light = 1.0f - 0.001f * static_cast<float>(x);
            cv::Vec3f colour(0.6f * light, 0.4f * light, 0.3f * light);
            if (x < seam_px) colour = {0.5f * colour[0], 0.6f * colour[1], 0.7f * colour[2]};
            if (std::abs(x - seam_px) > 40) colour = {0.9f, 0.1f, 0.9f};
            working.linear.at<cv::Vec3f>(y, x) = colour;
        }
    return working;
}

cv::Mat columns(int first, int last) {
    cv::Mat mask = cv::Mat::zeros(side_px, side_px, CV_8U);
    mask.colRange(first, last).setTo(255);
    return mask;
}

}  // namespace

TEST_CASE("hair is held against the scalp beside it, not against scalp in other light") {
    const auto left = scalp::left_at_seam(drawn_seam(), columns(0, seam_px), columns(seam_px, side_px), 30.0);
    REQUIRE(left);
    // Their middles are 30 px apart in light that falls by 0.1 % a pixel.
    CHECK(left->r == Approx(0.5f).epsilon(0.05));
    CHECK(left->g == Approx(0.6f).epsilon(0.05));
    CHECK(left->b == Approx(0.7f).epsilon(0.05));
}

TEST_CASE("hair far from all bare scalp says nothing") {
    const cv::Mat hair = columns(0, 60), bare = columns(140, side_px);
    CHECK_FALSE(scalp::left_at_seam(drawn_seam(), hair, bare, 30.0));
    CHECK_FALSE(scalp::left_at_seam(drawn_seam(), columns(0, 0), bare, 30.0));
}
