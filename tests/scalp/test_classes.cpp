#include <algorithm>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <random>

#include "scalp/classes.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int side = 160;
const cv::Rect pale_place(60, 20, 40, 24);

// Tan skin under grey hair at its left and before a blue wall at its right, with a pale patch in its upper
// middle; `strands` makes it rough, codes.
scalp::Working tanned_with_pale_patch(double strands) {
    core::Picture photo(side, side);
    std::mt19937 random(5);
    std::normal_distribution<double> grain(0.0, 2.0), strand(0.0, 1.0);
    const auto code = [](double v) { return static_cast<std::uint8_t>(std::clamp(v, 0.0, 255.0)); };
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double noise = grain(random), rough = strand(random);
            if (pale_place.contains({x, y}))
                photo.at(x, y) = {code(242 + noise + strands * rough), code(238 + noise + strands * rough),
                                  code(234 + noise + strands * rough)};
            else if (x < 40)
                photo.at(x, y) = {code(170 + 30 * rough), code(168 + 30 * rough), code(165 + 30 * rough)};
            else if (x < 120)
                photo.at(x, y) = {code(176 + noise), code(124 + noise), code(98 + noise)};
            else
                photo.at(x, y) = {code(60 + noise), code(80 + noise), code(140 + noise)};
        }
    return scalp::make_working(photo, side * side);
}

// All is told but the patch, where skin and hair are as likely.
scalp::Classes told_but_for_the_patch() {
    scalp::Classes expected{cv::Mat(side, side, CV_32F, cv::Scalar(0.02)),
                            cv::Mat(side, side, CV_32F, cv::Scalar(0.02)),
                            cv::Mat(side, side, CV_32F, cv::Scalar(0.02))};
    expected.hair.colRange(0, 40) = 0.96;
    expected.skin.colRange(40, 120) = 0.96;
    expected.background.colRange(120, side) = 0.96;
    expected.skin(pale_place) = 0.49;
    expected.hair(pale_place) = 0.49;
    return expected;
}

double hair_in_patch(double strands) {
    const scalp::Classes classes =
        scalp::read_classes(tanned_with_pale_patch(strands), told_but_for_the_patch(), 2);
    const cv::Rect middle(pale_place.x + 6, pale_place.y + 6, pale_place.width - 12, pale_place.height - 12);
    return cv::mean(classes.hair(middle))[0];
}

}  // namespace

TEST_CASE("a lamp mirrored in skin is told from white hair", "[scalp]") {
    CHECK(hair_in_patch(0.0) < 0.3);
    CHECK(hair_in_patch(25.0) > 0.7);
}
