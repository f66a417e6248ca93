// Where labels reach beyond the head, its rim's colours say where it ends.
#include <opencv2/core.hpp>

#include "core/region.h"
#include "scalp/rim.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int side = 240, head_px = 80, labelled_px = 85;
constexpr double px_per_mm = 2.0;
const core::LinearRgb skin{0.45f, 0.27f, 0.19f};

double from_middle(int x, int y) {
    return std::hypot(x + 0.5 - side / 2, y + 0.5 - side / 2);
}

// A bald head from above, darker towards its rim, before a wall; labels reach 5 pixels too far.
core::Field share_before(const core::LinearRgb& wall) {
    core::Picture photo(side, side);
    cv::Mat labels(side, side, CV_8U, cv::Scalar(0));
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double r = from_middle(x, y) / head_px;
            const auto light = static_cast<float>(0.35 + 0.65 * std::sqrt(std::max(1.0 - r * r, 0.0)));
            photo.at(x, y) = core::srgb8_from_linear(r < 1.0 ? skin * light : wall);
            if (from_middle(x, y) < labelled_px)
                labels.at<unsigned char>(y, x) = static_cast<unsigned char>(core::Region::bald);
        }
    const cv::Mat ones(side, side, CV_32F, cv::Scalar(1.0));
    const scalp::RegionMaps maps{labels, 0.0 * ones, ones};
    return scalp::field_of(scalp::background_share(scalp::make_working(photo, side * side), maps, px_per_mm));
}

// Mean of a ring.
double mean_between(const core::Field& share, double from_px, double to_px) {
    double sum = 0.0, count = 0.0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            if (const double r = from_middle(x, y); r >= from_px && r < to_px)
                sum += static_cast<double>(share.at(x, y)), count += 1.0;
    return sum / count;
}

}  // namespace

TEST_CASE("labels that reach beyond the head's rim are taken back, its own shade is not", "[scalp]") {
    for (const core::LinearRgb& wall : {core::LinearRgb(0.25f, 0.32f, 0.26f), core::LinearRgb(0.9f),
                                        core::LinearRgb(0.02f, 0.02f, 0.05f)}) {
        const core::Field share = share_before(wall);
        CHECK(mean_between(share, 0, head_px - 2) < 0.02);
        CHECK(mean_between(share, head_px + 2, labelled_px) > 0.9);
        CHECK(mean_between(share, labelled_px, side / 2) > 0.98);
    }
}

TEST_CASE("before a wall of the skin's colour the labels decide", "[scalp]") {
    const core::Field share = share_before(skin * 0.8f);
    CHECK(mean_between(share, 0, labelled_px - 1) < 0.05);
    CHECK(mean_between(share, labelled_px + 1, side / 2) > 0.95);
}
