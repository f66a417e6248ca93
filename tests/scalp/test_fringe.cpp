#include "scalp/fringe.h"

#include <cmath>
#include <numbers>

#include "face_frame.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int width = 240, height = 300;
const cv::Vec3f hair_colour(25, 3, 4), skin_colour(65, 14, 16);

core::HeadFrame face_frame() {
    return test::face_frame({width / 2.0, 110});
}

constexpr double hair_ends_deg = 60.0;

// A face under hair that is told from it, all of whose forehead and cheeks are bare.
scalp::Evidence bare_face() {
    scalp::Evidence evidence;
    evidence.head = cv::Mat(height, width, CV_8U, cv::Scalar(0));
    evidence.scalp = cv::Mat(height, width, CV_32F, cv::Scalar(0.0));
    evidence.cover = evidence.scalp.clone();
    evidence.colours = cv::Mat(height, width, CV_32FC3, cv::Scalar(50, 0, 0));
    for (cv::Mat& band : evidence.bands) band = evidence.scalp.clone();
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto hit = face_frame().hit({x + 0.5, y + 0.5});
            if (!hit) continue;
            const bool hair = core::chart_of(hit->point).polar_rad * 180.0 / std::numbers::pi < hair_ends_deg;
            evidence.head.at<unsigned char>(y, x) = 255;
            evidence.scalp.at<float>(y, x) = hair ? 0.95f : 0.02f;
            evidence.bands[hair ? 0 : 1].at<float>(y, x) = 1.0f;
            evidence.colours.at<cv::Vec3f>(y, x) = hair ? hair_colour : skin_colour;
        }
    return evidence;
}

// Paints the head between two polar angles, as wide as a fringe.
void paint(scalp::Evidence& evidence, double from_deg, double to_deg, const cv::Vec3f& colour) {
    for (int y = 0; y < height; ++y)
        for (int x = width / 2 - 25; x < width / 2 + 25; ++x)
            if (const auto hit = face_frame().hit({x + 0.5, y + 0.5})) {
                const double deg = core::chart_of(hit->point).polar_rad * 180.0 / std::numbers::pi;
                if (deg > from_deg && deg < to_deg) evidence.colours.at<cv::Vec3f>(y, x) = colour;
            }
}

// Probability of hair in the middle of the face at a polar angle, with the fringe looked for.
float hair_at(const scalp::Evidence& evidence, double polar_deg) {
    const core::Picture photo(width, height);
    const scalp::Working working = scalp::make_working(photo, width * height);
    REQUIRE(working.px_per_photo_px == 1.0);
    const scalp::Evidence after = scalp::with_fringe(evidence, scalp::surface_behind(working, face_frame()));
    const auto at =
        face_frame().project(core::point_of({polar_deg * std::numbers::pi / 180.0, 0.0}, face_frame().shape));
    REQUIRE(at);
    const cv::Point pixel(static_cast<int>(at->x), static_cast<int>(at->y));
    return after.scalp.at<float>(pixel) * after.bands[0].at<float>(pixel);
}

}  // namespace

TEST_CASE("hair that hangs over the forehead is hair down to where it ends") {
    scalp::Evidence evidence = bare_face();
    CHECK(hair_at(evidence, 80.0) < 0.05f);
    paint(evidence, hair_ends_deg, 88.0, hair_colour);
    CHECK(hair_at(evidence, 80.0) > 0.9f);
    CHECK(hair_at(evidence, 95.0) < 0.05f);
}

TEST_CASE("what is dark on a forehead and does not join the hair is no fringe") {
    scalp::Evidence evidence = bare_face();
    paint(evidence, 72.0, 88.0, hair_colour);
    CHECK(hair_at(evidence, 80.0) < 0.05f);
}

TEST_CASE("shade on a forehead is no fringe, and hair as light as the face tells none") {
    scalp::Evidence shaded = bare_face();
    paint(shaded, hair_ends_deg, 88.0, cv::Vec3f(48, 11, 12));
    CHECK(hair_at(shaded, 80.0) < 0.05f);
    scalp::Evidence fair = bare_face();
    paint(fair, 0.0, hair_ends_deg, cv::Vec3f(62, 12, 20));
    fair.colours.setTo(cv::Scalar(62, 12, 20), fair.scalp > 0.5);
    paint(fair, hair_ends_deg, 88.0, cv::Vec3f(62, 12, 20));
    CHECK(hair_at(fair, 80.0) < 0.05f);
}
