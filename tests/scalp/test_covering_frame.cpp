#include "core/region.h"
#include "scalp/covering_frame.h"
#include "scalp/outline_distance.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int side_px = 500;

// Seen from straight ahead; 2 px per mm.
core::HeadFrame seen_frame() {
    core::HeadFrame frame;
    frame.head_to_camera = glm::dmat3(1, 0, 0, 0, 0, 1, 0, -1, 0);  // columns: head axes in camera axes
    frame.origin_camera_mm = {0, 0, 1000};
    frame.focal_px = 2000;
    frame.principal_point_px = {side_px / 2.0, side_px / 2.0};
    return frame;
}

scalp::Working plain_working() {
    return scalp::make_working(core::Picture(side_px, side_px, core::Rgb8{128, 128, 128}), side_px * side_px);
}

// Bald scalp up to so far beyond the frame's outline, as the photo shows it.
scalp::RegionMaps bald_up_to(double outside_mm, const core::HeadFrame& frame, const scalp::Working& working) {
    scalp::RegionMaps maps{cv::Mat::zeros(working.size(), CV_8U), {}, {}};
    for (int y = 0; y < maps.labels.rows; ++y)
        for (int x = 0; x < maps.labels.cols; ++x)
            if (scalp::outline_distance(frame, working.photo_point(x, y)).inside_mm > -outside_mm)
                maps.labels.at<unsigned char>(y, x) = static_cast<unsigned char>(core::Region::bald);
    return maps;
}

}  // namespace

TEST_CASE("dots reach the rim of a head that is a little larger than its frame") {
    const core::HeadFrame frame = seen_frame();
    const scalp::Working working = plain_working();
    const auto maps = bald_up_to(3.0, frame, working);
    const core::HeadFrame grown = scalp::covering_frame(frame, maps, working);
    int bare = 0, missed = 0;
    for (int y = 0; y < side_px / 2; ++y)
        for (int x = 0; x < side_px; ++x) {
            if (maps.labels.at<unsigned char>(y, x) == 0) continue;
            ++bare;
            missed += !grown.hit(working.photo_point(x, y)).has_value();
        }
    REQUIRE(bare > 10'000);
    CHECK(missed < bare / 200);
    CHECK(grown.shape.up_mm / frame.shape.up_mm ==
          Approx(grown.shape.half_breadth_mm / frame.shape.half_breadth_mm));
    CHECK(grown.shape.half_breadth_mm < frame.shape.half_breadth_mm + 3.5);
}

TEST_CASE("a frame that covers the scalp stays, and a wall taken for scalp moves it by millimetres only") {
    const core::HeadFrame frame = seen_frame();
    const scalp::Working working = plain_working();
    CHECK(scalp::covering_frame(frame, bald_up_to(-2.0, frame, working), working) == frame);
    CHECK(scalp::covering_frame(frame, bald_up_to(40.0, frame, working), working).shape.half_breadth_mm <=
          frame.shape.half_breadth_mm + 5.01);
}
