// Single dots beside those of a real result, photographed from near. Needs ../shared.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "look/floors.h"
#include "look/look.h"
#include "photo/photo.h"
#include "support/catch.h"

using namespace stubble;

namespace {

namespace fs = std::filesystem;

// The photo of test::close_up_patch, and its scale as read in it.
constexpr const char* real_file = "photos/smp/images/smp_g5.jpg";
constexpr double real_px_per_mm = 10.7;
// A drawn head of about that scale, and a patch behind its hairline.
constexpr const char* drawn_file = "synth/dev/top_VI_t4_close/before.png";
const cv::Rect drawn_patch(800, 860, 400, 280);
constexpr double drawn_px_per_mm = 10.87;

struct Field {
    double spacing_mm = 0.0;  // to the nearest other dot, median
    double depth_L = 0.0;     // below the light around, median
};

double nearest_px(const std::vector<cv::Point>& dots, std::size_t of) {
    double nearest = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < dots.size(); ++i)
        if (i != of) nearest = std::min(nearest, cv::norm(dots[i] - dots[of]));
    return nearest;
}

// Dots are the darkest places within a quarter of a millimetre that stand out from their surround.
Field field_of(const core::Picture& picture, const cv::Rect& patch, double px_per_mm) {
    constexpr float least_depth_L = 3.0f;
    const int side = static_cast<int>(0.5 * px_per_mm);
    cv::Mat lightness, fine, around, darkest;
    cv::extractChannel(test::lab_of(test::view_of(picture)(patch)), lightness, 0);
    cv::GaussianBlur(lightness, fine, {}, 0.08 * px_per_mm);
    cv::GaussianBlur(lightness, around, {}, 0.8 * px_per_mm);
    cv::erode(fine, darkest, cv::Mat::ones(side, side, CV_8U));
    const cv::Mat depth = around - fine;
    std::vector<cv::Point> dots;
    cv::findNonZero((fine == darkest) & (depth > least_depth_L), dots);
    std::vector<double> spacings_px, depths;
    for (std::size_t i = 0; i < dots.size(); ++i) {
        spacings_px.push_back(nearest_px(dots, i));
        depths.push_back(static_cast<double>(depth.at<float>(dots[i])));
    }
    REQUIRE(dots.size() > 100);
    return {test::median_of(spacings_px) / px_per_mm, test::median_of(depths)};
}

}  // namespace

TEST_CASE("from near, dots are as far apart and as deep as in a real result", "[.photos]") {
    const fs::path shared(STUBBLE_SHARED_DIR), real = shared / real_file, drawn = shared / drawn_file;
    if (!fs::exists(real) || !fs::exists(drawn)) {
        std::puts("skipped: there are no photos to measure on");
        return;
    }
    const Field wanted = field_of(photo::load_photo(real).pixels, test::close_up_patch, real_px_per_mm);
    const session::Derived derived = session::evaluate(session::new_document(drawn));
    const Field found = field_of(*derived.picture, drawn_patch, drawn_px_per_mm);
    std::printf("close-up: spacing %.2f mm, real %.2f; depth %.1f L*, real %.1f\n", found.spacing_mm,
                wanted.spacing_mm, found.depth_L, wanted.depth_L);
    CHECK(found.spacing_mm == Approx(wanted.spacing_mm).epsilon(test::most_off_close_up));
    CHECK(found.depth_L == Approx(wanted.depth_L).epsilon(test::most_off_close_up));
}
