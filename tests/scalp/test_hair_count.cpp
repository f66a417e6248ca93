// Hairs drawn one by one on a plain egg, counted again.
#include <cmath>

#include "core/random.h"
#include "drawn_head.h"
#include "scalp/hair_count.h"
#include "support/catch.h"

using namespace stubble;

namespace {

struct DrawnStubble {
    core::Picture photo;
    core::HeadFrame frame;
    scalp::RegionMaps maps;
};

// Dark discs of 0.1 mm, a jittered square grid on the picture's plane: `per_cm2` of skin where it faces the
// camera.
DrawnStubble draw_stubble(double px_per_mm, double per_cm2) {
    const int side = static_cast<int>(70 * px_per_mm);
    DrawnHead egg = draw_head_from_above(side, 1.0f);
    DrawnStubble drawn{core::Picture(side, side), egg.frame, {}};
    drawn.frame.focal_px = px_per_mm * 758.0;  // the vertex is 92 mm nearer than the head's middle
    cv::Mat light(side, side, CV_32F, cv::Scalar(0.4f));
    const double step_px = px_per_mm * 10.0 / std::sqrt(per_cm2), radius_px = 0.05 * px_per_mm;
    std::uint64_t number = 0;
    for (double y = 0; y < side; y += step_px)
        for (double x = 0; x < side; x += step_px) {
            const double u = x + step_px * 0.5 * core::random_unit(4, number),
                         v = y + step_px * 0.5 * core::random_unit(5, number);
            ++number;
            for (int py = std::max(0, int(v) - 3); py < std::min(side, int(v) + 4); ++py)
                for (int px = std::max(0, int(u) - 3); px < std::min(side, int(u) + 4); ++px) {
                    const double d = std::hypot(px + 0.5 - u, py + 0.5 - v);
                    light.at<float>(py, px) *=
                        static_cast<float>(1.0 - 0.7 * std::exp(-d * d / (2 * radius_px * radius_px + 0.5)));
                }
        }
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float noise =
                1.0f + 0.02f * (core::random_unit(6, static_cast<std::uint64_t>(y * side + x)) - 0.5f);
            const auto level = core::srgb8_from_linear(light.at<float>(y, x) * noise);
            drawn.photo.at(x, y) = {level, level, level};
        }
    return drawn;
}

core::ScaledField counted(DrawnStubble& drawn, scalp::HairLength length = scalp::HairLength::stubble) {
    const scalp::Working working = scalp::make_working(drawn.photo, 300'000);
    drawn.maps.labels = cv::Mat(working.size(), CV_8U, cv::Scalar(2));
    drawn.maps.hair_cover = cv::Mat(working.size(), CV_32F, cv::Scalar(1.0f));
    const auto spots = scalp::find_hair_spots(drawn.photo, working, drawn.maps, drawn.frame);
    const auto surface = scalp::surface_behind(working, drawn.frame);
    return scalp::count_hairs(spots, working, drawn.maps, surface, drawn.frame, length).per_cm2;
}

}  // namespace

TEST_CASE("hairs are counted per square centimetre of skin, at either scale") {
    for (const double px_per_mm : {6.5, 11.0})
        for (const double per_cm2 : {60.0, 120.0}) {
            CAPTURE(px_per_mm, per_cm2);
            DrawnStubble drawn = draw_stubble(px_per_mm, per_cm2);
            const core::ScaledField density = counted(drawn);
            REQUIRE_FALSE(density.values.empty());
            const float middle = static_cast<float>(drawn.photo.width()) / 2.0f;
            CHECK(density.at(middle, middle) == Approx(per_cm2).epsilon(0.12));
        }
}

TEST_CASE("nothing is counted in coarse photos, in longer hair, or off the scalp") {
    DrawnStubble coarse = draw_stubble(4.0, 60.0);
    CHECK(counted(coarse).values.empty());
    DrawnStubble fine = draw_stubble(7.0, 60.0);
    CHECK(counted(fine, scalp::HairLength::cropped).values.empty());
    const scalp::Working working = scalp::make_working(fine.photo, 300'000);
    fine.maps.labels.colRange(0, working.size().width / 2).setTo(1);
    const auto spots = scalp::find_hair_spots(fine.photo, working, fine.maps, fine.frame);
    const auto hairs =
        scalp::count_hairs(spots, working, fine.maps, scalp::surface_behind(working, fine.frame), fine.frame,
                           scalp::HairLength::stubble);
    const core::ScaledField& half = hairs.per_cm2;
    const int y = half.values.height() / 2;
    CHECK(std::isnan(half.values.at(half.values.width() / 4, y)));
    CHECK(std::isfinite(half.values.at(half.values.width() * 3 / 4, y)));
}

TEST_CASE("hairs are seen where they stand, but on bald skin nothing is taken for one") {
    DrawnStubble drawn = draw_stubble(9.0, 80.0);
    const double side = drawn.photo.width();
    const scalp::Working working = scalp::make_working(drawn.photo, 300'000);
    drawn.maps.labels = cv::Mat(working.size(), CV_8U, cv::Scalar(2));
    drawn.maps.hair_cover = cv::Mat(working.size(), CV_32F, cv::Scalar(1.0f));
    const int edge = working.size().width / 8;
    drawn.maps.hair_cover(cv::Rect(3 * edge, 3 * edge, edge, edge)).setTo(0.0f);
    const auto spots = scalp::find_hair_spots(drawn.photo, working, drawn.maps, drawn.frame);
    const auto hairs =
        scalp::count_hairs(spots, working, drawn.maps, scalp::surface_behind(working, drawn.frame),
                           drawn.frame, scalp::HairLength::stubble)
            .seen_px;
    int seen = 0, bald = 0;
    for (const core::PhotoPoint& at : hairs) {
        const core::PhotoPoint share = at / side;
        seen += share.x > 0.55 && share.x < 0.70 && std::abs(share.y - 0.5) < 0.075;
        bald += share.x > 0.385 && share.x < 0.49 && share.y > 0.385 && share.y < 0.49;
    }
    // 10.5 mm squared, by the scale of the middle.
    CHECK(seen == Approx(0.80 * 10.5 * 10.5).epsilon(0.2));
    CHECK(bald == 0);
}
