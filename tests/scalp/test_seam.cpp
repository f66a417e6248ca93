// Short hair against bare scalp.
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

TEST_CASE("hair darker than shaved hair can be counts as the darkest that it is, in its hue") {
    const core::LinearRgb shaved(0.5f, 0.6f, 0.7f);
    CHECK(*scalp::as_shaved_hair(shaved, 0.9f, 1.0f) == shaved);
    CHECK(core::luminance(*scalp::as_shaved_hair(shaved, 0.9f)) == Approx(core::luminance(shaved)));
    const auto longer = scalp::as_shaved_hair(0.25f * shaved, 0.9f, 1.0f);
    REQUIRE(longer);
    CHECK(core::luminance(*longer) == Approx(0.40));
    CHECK(longer->r / longer->b == Approx(shaved.r / shaved.b));
}

TEST_CASE("what leaves nearly all light or colours it strongly is no hair") {
    CHECK_FALSE(scalp::as_shaved_hair(core::LinearRgb(0.95f), 0.9f));
    CHECK_FALSE(scalp::as_shaved_hair(core::LinearRgb(0.3f, 0.6f, 0.7f), 0.9f));
    CHECK_FALSE(scalp::as_shaved_hair(core::LinearRgb(0.0f), 0.9f));
}
