#include "core/region.h"
#include "scalp/islands.h"
#include "scalp/regions.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("hair reaches below the usual hairline, but not into what colour calls skin", "[scalp]") {
    constexpr int cells = 40;
    const auto label = [](double scalp_share, double told_from_skin) {
        const auto map = [](double value) { return cv::Mat(cells, cells, CV_32F, cv::Scalar(value)); };
        scalp::Evidence evidence;
        evidence.head = cv::Mat(cells, cells, CV_8U, cv::Scalar(255));
        evidence.background = map(0.0);
        evidence.scalp = map(scalp_share);
        evidence.bands = {map(1.0), map(0.0), map(0.0)};
        evidence.cover = map(0.9);
        evidence.told_from_skin = map(told_from_skin);
        return static_cast<core::Region>(
            scalp::label_regions(evidence).labels.at<unsigned char>(cells / 2, cells / 2));
    };
    CHECK(label(0.4, 1.0) == core::Region::hair);
    CHECK(label(0.4, 0.0) == core::Region::skin);
    CHECK(label(0.95, 0.0) == core::Region::hair);
}

TEST_CASE("other skin in the middle of open scalp is scalp, an ear among hair or beside the face is none",
          "[scalp]") {
    using core::Region;
    constexpr int side = 200;
    constexpr double px_per_mm = 2.0;
    const auto ear = [](Region around, bool beside_face) {
        cv::Mat labels(side, side, CV_8U, cv::Scalar(static_cast<double>(around)));
        labels(cv::Rect(80, 80, 50, 70)).setTo(static_cast<double>(Region::skin));  // 25 x 35 mm
        if (beside_face) labels.rowRange(140, side).setTo(static_cast<double>(Region::skin));
        scalp::join_islands(labels, px_per_mm);
        return static_cast<Region>(labels.at<unsigned char>(100, 100));
    };
    CHECK(ear(Region::bald, false) == Region::bald);
    CHECK(ear(Region::thinning, false) == Region::thinning);
    CHECK(ear(Region::hair, false) == Region::skin);
    CHECK(ear(Region::bald, true) == Region::skin);
}
