#include "scalp/move_head.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>

#include "scalp/place_head.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr double degree = std::numbers::pi / 180.0;
constexpr core::Size photo{360, 360};

// Seen from that far above the horizon, at a pixel per mm.
core::HeadFrame seen_from(double azimuth_deg, double elevation_deg) {
    return scalp::place_head(azimuth_deg * degree, elevation_deg * degree, 0.0, {180.0, 170.0}, 1.0, photo,
                             {});
}

// What a net that is right about every place makes of it.
scalp::Sketch sketch_of(const core::HeadFrame& frame) {
    constexpr int side = 120;
    scalp::Sketch sketch;
    sketch.photo_px_per_px = 3.0;
    sketch.place_mm = cv::Mat::zeros(side, side, CV_32FC3);
    for (cv::Mat& region : sketch.regions) region = cv::Mat::zeros(side, side, CV_32F);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const auto hit = frame.hit(sketch.photo_point(x, y));
            sketch.regions[hit ? 1 : 0].at<float>(y, x) = 1.0f;
            if (hit)
                sketch.place_mm.at<cv::Vec3f>(y, x) = {float(hit->point.x), float(hit->point.y),
                                                       float(hit->point.z)};
        }
    return sketch;
}

double degrees_between(const core::HeadFrame& a, const core::HeadFrame& b) {
    const glm::dmat3 turn = glm::transpose(a.head_to_camera) * b.head_to_camera;
    return std::acos(std::clamp((turn[0][0] + turn[1][1] + turn[2][2] - 1.0) / 2.0, -1.0, 1.0)) / degree;
}

scalp::HeadFit fit_at(const core::HeadFrame& frame) {
    scalp::HeadFit fit;
    fit.frame = frame;
    fit.view = scalp::view_of(frame);
    return fit;
}

core::PhotoPoint seen(scalp::Handle handle, const core::HeadFrame& frame) {
    return *frame.project(place_of(handle, frame.shape));
}

}  // namespace

TEST_CASE("a head that was fitted too far from above is nodded back to its brow") {
    const core::HeadFrame truth = seen_from(10.0, 35.0);
    const scalp::HeadFit fit = fit_at(seen_from(10.0, 65.0));
    CHECK(fit.view == scalp::View::top);
    const auto moved = scalp::moved_to_brow(fit, sketch_of(truth), {});
    REQUIRE(moved);
    CHECK(degrees_between(moved->frame, truth) < 12.0);
    CHECK(moved->view == scalp::View::front);
    const auto kept = scalp::moved_to_brow(fit_at(truth), sketch_of(truth), {});
    REQUIRE(kept);
    CHECK(degrees_between(kept->frame, truth) < 3.0);
}

TEST_CASE("where no brow is seen none moves the head") {
    for (const auto& [azimuth_deg, elevation_deg] : {std::pair{180.0, 20.0}, {0.0, 75.0}}) {
        const core::HeadFrame frame = seen_from(azimuth_deg, elevation_deg);
        CHECK_FALSE(scalp::moved_to_brow(fit_at(frame), sketch_of(frame), {}));
    }
}

TEST_CASE("one point that the user shows moves the head no further than to meet it") {
    const core::HeadFrame found = seen_from(0.0, 60.0);
    scalp::Hints hints;
    const core::PhotoPoint brow = seen(scalp::Handle::brow, found) - core::PhotoPoint(0.0, 25.0);
    hints.handles[static_cast<std::size_t>(scalp::Handle::brow)] = brow;
    const scalp::HeadFit moved = scalp::moved_to_handles(fit_at(found), hints);
    CHECK(glm::distance(seen(scalp::Handle::brow, moved.frame), brow) < 5.0);
    CHECK(degrees_between(moved.frame, found) < 40.0);
    CHECK(glm::distance(seen(scalp::Handle::crown, moved.frame), seen(scalp::Handle::crown, found)) < 60.0);
    CHECK(moved.frame.px_per_mm({0, 0, 0}) == Approx(1.0).epsilon(0.1));
    CHECK(scalp::moved_to_handles(fit_at(found), {}).frame == found);
}
