#include <cmath>

#include "bench/stroke_robot.h"
#include "core/region.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr double px_per_photo_px = 0.5;

void draw_disc(core::Mask& labels, double x, double y, double radius, core::Region region) {
    for (int v = 0; v < labels.height(); ++v)
        for (int u = 0; u < labels.width(); ++u)
            if (std::hypot(u - x, v - y) < radius) labels.at(u, v) = static_cast<std::uint8_t>(region);
}

core::Mask two_discs() {
    core::Mask truth(100, 60);
    draw_disc(truth, 25, 30, 20, core::Region::hair);
    draw_disc(truth, 75, 30, 15, core::Region::bald);
    return truth;
}

}  // namespace

TEST_CASE("a robot user paints the largest error first, at its middle") {
    const core::Mask truth = two_discs(), nothing(truth.size());
    std::vector<scalp::Stroke> drawn;
    const bench::Corrected plain = [&](const std::vector<scalp::Stroke>& strokes) {
        drawn = strokes;
        return bench::painted(nothing, strokes, px_per_photo_px);
    };
    CHECK(bench::strokes_needed(plain, truth, px_per_photo_px, bench::head_share_right, 0.9, 9) == 2);
    REQUIRE(drawn.size() == 2);
    CHECK(drawn[0].region == core::Region::hair);
    CHECK(drawn[0].path_px[0].x == Approx(50).margin(3));
    CHECK(drawn[0].path_px[0].y == Approx(60).margin(3));
    CHECK(drawn[0].diameter_px == Approx(80).margin(5));
    CHECK(drawn[1].region == core::Region::bald);
    CHECK(bench::strokes_needed(plain, truth, px_per_photo_px, bench::mean_overlap, 0.9, 9) == 2);
}

TEST_CASE("a robot user needs no stroke where all is right and gives up where strokes do not help") {
    const core::Mask truth = two_discs();
    const auto needed = [&](const core::Mask& found) {
        return bench::strokes_needed([&](const auto&) { return found; }, truth, px_per_photo_px,
                                     bench::head_share_right, 0.95, 4);
    };
    CHECK(needed(truth) == 0);
    CHECK(needed(core::Mask(truth.size())) == 5);
}

TEST_CASE("overlap counts the regions of the truth, the head's share what either calls head") {
    core::Mask truth(4, 1), found(4, 1);
    truth.at(0, 0) = 2, truth.at(1, 0) = 2, found.at(0, 0) = 2, found.at(2, 0) = 1;
    CHECK(bench::head_share_right(found, truth) == Approx(1.0 / 3.0));
    CHECK(bench::mean_overlap(found, truth) == Approx((0.5 + 1.0 / 3.0) / 2.0));
}

TEST_CASE("labels fold to what a mask of skin and hair tells") {
    core::Mask labels(6, 1), mask(6, 1);
    for (int x = 0; x < 5; ++x) labels.at(x, 0) = static_cast<std::uint8_t>(x);
    mask.at(5, 0) = 255;
    const core::Mask marked = bench::folded(labels, mask, true),
                     unmarked = bench::folded(labels, mask, false);
    const int with_skin[] = {0, 1, 2, 1, 2, 255}, without[] = {0, 0, 2, 0, 2, 255};
    for (int x = 0; x < 6; ++x) {
        CHECK(marked.at(x, 0) == with_skin[x]);
        CHECK(unmarked.at(x, 0) == without[x]);
    }
}
