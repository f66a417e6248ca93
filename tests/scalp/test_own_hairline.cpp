#include "scalp/own_hairline.h"

#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <limits>
#include <utility>

#include "scalp/hairline.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int width = 320, height = 300;

// The forehead and the top of the head, at a pixel per mm: seen from the front, 45 degrees above.
core::HeadFrame tilted_frame() {
    const double s = std::sqrt(0.5);
    core::HeadFrame frame;
    frame.head_to_camera = glm::transpose(glm::dmat3({1, 0, 0}, {0, -s, -s}, {0, s, -s}));
    frame.origin_camera_mm = {0, 0, 1000};
    frame.focal_px = 1000;
    frame.principal_point_px = {width / 2.0, 160};
    return frame;
}

double down_mm(const core::HeadPoint& point) {
    return core::chart_of(point).polar_rad * glm::length(point);
}

// Hair from `from_mm` to `to_mm` below the vertex, and skin that is taken for scalp as far as `scalp_to_mm`
// and is seen as far as `seen_to_mm`.
struct Head {
    double from_mm = 0.0, to_mm = 60.0, scalp_to_mm = 1000.0, seen_to_mm = 1000.0;
};

scalp::Evidence evidence_of(const Head& head) {
    scalp::Evidence evidence;
    evidence.head = cv::Mat(height, width, CV_8U, cv::Scalar(0));
    evidence.scalp = cv::Mat(height, width, CV_32F, cv::Scalar(0.0));
    for (cv::Mat& band : evidence.bands) band = cv::Mat(height, width, CV_32F, cv::Scalar(0.0));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto hit = tilted_frame().hit({x + 0.5, y + 0.5});
            if (!hit || down_mm(hit->point) > head.seen_to_mm) continue;
            const double down = down_mm(hit->point);
            evidence.head.at<unsigned char>(y, x) = 255;
            evidence.scalp.at<float>(y, x) = down < head.scalp_to_mm ? 0.8f : 0.2f;
            const bool hair = down > head.from_mm && down < head.to_mm;
            evidence.bands[hair ? 0 : 1].at<float>(y, x) = 1.0f;
        }
    return evidence;
}

// What becomes of the scalp at a place of the forehead's middle.
float scalp_at(const Head& head, double place_down_mm) {
    const core::Picture photo(width, height);
    const scalp::Working working = scalp::make_working(photo, width * height);
    REQUIRE(working.px_per_photo_px == 1.0);
    const scalp::Evidence after = scalp::with_forehead_below_own_hair(
        evidence_of(head), scalp::surface_behind(working, tilted_frame()));
    float nearest = -1.0f;
    double least_off = std::numeric_limits<double>::infinity();
    for (int y = 0; y < height; ++y)
        if (const auto hit = tilted_frame().hit({width / 2 + 0.5, y + 0.5});
            hit && hit->point.y < 0.0 && std::abs(down_mm(hit->point) - place_down_mm) < least_off) {
            least_off = std::abs(down_mm(hit->point) - place_down_mm);
            nearest = after.scalp.at<float>(y, width / 2);
        }
    REQUIRE(least_off < 2.0);
    return nearest;
}

}  // namespace

// Where the frame has the middle of the usual hairline after the tilt, and where hair ends: photo rows.
std::pair<double, double> hairline_rows(const Head& head) {
    const scalp::Evidence evidence = evidence_of(head);
    scalp::Sketch sketch;
    sketch.place_mm = cv::Mat(width, width, CV_32FC3, cv::Scalar::all(0));
    for (cv::Mat& region : sketch.regions) region = cv::Mat(width, width, CV_32F, cv::Scalar(0.0));
    double hair_row = 0.0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool hair = evidence.bands[0].at<float>(y, x) > 0.0f;
            const bool seen = evidence.head.at<unsigned char>(y, x) > 0;
            const bool scalp = evidence.scalp.at<float>(y, x) > 0.5f;
            const core::Region region = !seen    ? core::Region::background
                                        : !scalp ? core::Region::skin
                                        : hair   ? core::Region::hair
                                                 : core::Region::bald;
            sketch.regions[static_cast<std::size_t>(region)].at<float>(y, x) = 1.0f;
            if (hair && x == width / 2) hair_row = y + 1.0;
        }
    const core::Picture photo(width, height);
    scalp::HeadFit fit;
    fit.frame = tilted_frame();
    fit = scalp::tilted_to_own_hairline(fit, sketch, scalp::make_working(photo, width * height));
    const auto line =
        fit.frame.project(core::point_of({scalp::hairline_polar_rad(0.0), 0.0}, fit.frame.shape));
    REQUIRE(line);
    return {line->y, hair_row};
}

TEST_CASE("the head is tilted until the usual hairline lies where hair ends in front") {
    const auto [line, hair] = hairline_rows({.to_mm = 60.0, .seen_to_mm = 115.0});
    CHECK(line == Approx(hair).margin(6.0));
    const auto [usual, none] = hairline_rows({.to_mm = 0.0, .seen_to_mm = 115.0});
    CHECK(usual > line + 15.0);
    CHECK(hairline_rows({.to_mm = 60.0, .scalp_to_mm = 66.0, .seen_to_mm = 115.0}).first == usual);
}

TEST_CASE("bare skin below hair that grows over the forehead is face") {
    const Head cropped{.to_mm = 60.0, .seen_to_mm = 115.0};
    CHECK(scalp_at(cropped, 45.0) > 0.7f);
    CHECK(scalp_at(cropped, 80.0) < 0.1f);
    CHECK(scalp_at(cropped, 110.0) < 0.1f);
}

TEST_CASE("of skin that reaches further than a forehead the rest was lost to baldness") {
    const Head with_face{.to_mm = 40.0, .scalp_to_mm = 150.0, .seen_to_mm = 150.0};
    CHECK(scalp_at(with_face, 60.0) > 0.7f);
    CHECK(scalp_at(with_face, 110.0) < 0.1f);
}

TEST_CASE("a forehead that is found where the hair ends stays, and so does a bald front") {
    CHECK(scalp_at({.to_mm = 60.0, .scalp_to_mm = 66.0, .seen_to_mm = 115.0}, 64.0) == 0.8f);
    CHECK(scalp_at({.to_mm = 0.0, .seen_to_mm = 115.0}, 90.0) == 0.8f);
    // A few millimetres of hair may be a shadow.
    CHECK(scalp_at({.from_mm = 50.0, .to_mm = 58.0, .seen_to_mm = 115.0}, 90.0) == 0.8f);
}
