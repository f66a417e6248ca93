#include <cstdlib>
#include <fstream>
#include <opencv2/core.hpp>
#include <thread>

#include "core/error.h"
#include "samples.h"
#include "scalp/reader.h"
#include "support/catch.h"

using namespace stubble;

namespace {

scalp::Sketch sketch_of_sample(int number) {
    const core::Picture photo = test::sample_photo(test::sample_heads[number]);
    return scalp::read_sketch(scalp::make_working(photo, 300'000));
}

}  // namespace

TEST_CASE("a sketch is a probability of each region and a share of density everywhere") {
    const scalp::Sketch sketch = sketch_of_sample(2);
    for (int y = 0; y < sketch.side(); ++y)
        for (int x = 0; x < sketch.side(); ++x) {
            float sum = 0.0f;
            for (const cv::Mat& region : sketch.regions) sum += region.at<float>(y, x);
            REQUIRE(sum == Approx(1.0f).epsilon(1e-4));
            REQUIRE(sketch.density.at<float>(y, x) >= 0.0f);
            REQUIRE(sketch.density.at<float>(y, x) <= 1.0f);
        }
}

TEST_CASE("the sketch lies over the photo: the head's middle is head, the corners are wall") {
    const core::Picture photo = test::sample_photo(test::sample_heads[2]);
    const scalp::Working working = scalp::make_working(photo, 300'000);
    const scalp::Sketch sketch = scalp::read_sketch(working);
    const cv::Mat wall = scalp::at_working_size(sketch, sketch.regions[0], working);
    CHECK(wall.at<float>(working.size().height / 2, working.size().width / 2) < 0.1f);
    CHECK(wall.at<float>(3, 3) > 0.9f);
    const auto corner = sketch.photo_point(-0.5, -0.5);
    CHECK(corner.x == Approx(sketch.corner_px.x));
}

TEST_CASE("a small head in a wide photo is looked at from near") {
    const core::Picture photo = test::sample_photo(test::sample_heads[0]);
    core::Picture wide(photo.width() * 5 / 2, photo.height() * 2, core::Rgb8{150, 150, 150});
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            wide.at(photo.width() * 3 / 2 + x, photo.height() / 2 + y) = photo.at(x, y);
    const scalp::Sketch sketch = scalp::read_sketch(scalp::make_working(wide, 300'000));
    CHECK(sketch.photo_px_per_px * sketch.side() < 1.6 * photo.width());
}

TEST_CASE("looking at a picture leaves it as it was") {
    const scalp::Working working = scalp::make_working(test::sample_photo(test::sample_heads[1]), 300'000);
    const cv::Mat before = working.rgb8.clone();
    scalp::read_sketch(working);
    CHECK(cv::norm(before, working.rgb8, cv::NORM_INF) == 0.0);
}

TEST_CASE("any number of threads makes the same sketch") {
    cv::setNumThreads(1);
    const scalp::Sketch one = sketch_of_sample(3);
    cv::setNumThreads(2);
    const scalp::Sketch two = sketch_of_sample(3);
    cv::setNumThreads(-1);
    CHECK(cv::norm(one.place_mm, two.place_mm, cv::NORM_INF) == 0.0);
    for (std::size_t r = 0; r < one.regions.size(); ++r)
        CHECK(cv::norm(one.regions[r], two.regions[r], cv::NORM_INF) == 0.0);
}

TEST_CASE("a damaged net is named, with what to do") {
    const auto folder = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "damaged_net";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "reader.onnx") << "no net";
    setenv("STUBBLE_ASSETS", folder.c_str(), 1);
    std::string message;
    // A thread of its own: the net is loaded once for each.
    std::thread([&] {
        try {
            sketch_of_sample(0);
        } catch (const core::LoadError& error) {
            message = error.what();
        }
    }).join();
    unsetenv("STUBBLE_ASSETS");
    CHECK(message.find("reader.onnx") != std::string::npos);
    CHECK(message.find("install the program again") != std::string::npos);
}
