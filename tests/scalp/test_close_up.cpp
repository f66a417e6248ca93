#include <cmath>

#include "core/region.h"
#include "samples.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

core::Picture piece_of(const core::Picture& photo, int left, int top, int side) {
    core::Picture piece(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) piece.at(x, y) = photo.at(left + x, top + y);
    return piece;
}

// Bald scalp of the crown sample without any outline, 6.9 px to the mm there.
core::Picture bald_piece() {
    return piece_of(test::sample_photo(test::sample_heads[2]), 440, 500, 420);
}

scalp::Hints close_up() {
    scalp::Hints hints;
    hints.view = scalp::View::close_up;
    return hints;
}

bool warns(const scalp::Scalp& found, const std::string& code) {
    for (const auto& warning : found.warnings)
        if (warning.code == code) return true;
    return false;
}

}  // namespace

TEST_CASE("all of a close-up of bald scalp is bald scalp at the scale that the user gives", "[scalp]") {
    scalp::Hints hints = close_up();
    hints.px_per_mm = 6.9;
    const scalp::Scalp found = scalp::read_scalp(bald_piece(), hints);
    CHECK(found.view == scalp::View::close_up);
    CHECK(found.scale.px_per_mm == Approx(6.9));
    int bare = 0;
    for (int y = 0; y < found.regions.height(); ++y)
        for (int x = 0; x < found.regions.width(); ++x) bare += found.regions.at(x, y) >= 3;
    CHECK(bare > 0.97 * static_cast<double>(found.regions.pixel_count()));
    const auto hit = found.frame.hit({210, 210});
    REQUIRE(hit);
    CHECK(found.frame.px_per_mm(hit->point) == Approx(6.9).epsilon(0.01));
    // 61 mm square; the cap's curvature adds some.
    const auto areas = found.areas;
    CHECK(areas[3].cm2 + areas[4].cm2 == Approx(37.0).epsilon(0.12));
    CHECK_FALSE(warns(found, "no_head"));
    CHECK_FALSE(warns(found, "cut_off"));
    CHECK_FALSE(warns(found, "scale_unsure"));
}

TEST_CASE("a close-up alone does not tell its scale", "[scalp]") {
    const scalp::Scalp guessed = scalp::read_scalp(bald_piece(), close_up());
    CHECK(warns(guessed, "scale_unsure"));
    CHECK(guessed.scale.sigma_share > 0.2);
    scalp::Hints hints = close_up();
    hints.known_length = scalp::KnownLength{{100, 200}, {238, 200}, 20.0};
    const scalp::Scalp measured = scalp::read_scalp(bald_piece(), hints, &guessed);
    CHECK(measured.scale.px_per_mm == Approx(6.9).epsilon(0.03));
}

TEST_CASE("a sticker in a close-up sets areas as well, however far from the usual scale", "[scalp]") {
    constexpr double diameter_px = 120.0, diameter_mm = 15.0;
    core::Picture photo = bald_piece();
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            if (std::hypot(x - 300.0, y - 110.0) < diameter_px / 2.0) photo.at(x, y) = {235, 238, 240};
    scalp::Hints hints = close_up();
    hints.reference_mm = diameter_mm;
    const scalp::Scalp found = scalp::read_scalp(photo, hints);
    const double px_per_mm = diameter_px / diameter_mm;
    REQUIRE(found.scale.px_per_mm == Approx(px_per_mm).epsilon(0.04));
    REQUIRE(found.scale.px_per_mm > 1.25 * scalp::read_scalp(photo, close_up()).scale.px_per_mm);
    double shown_cm2 = 0.0;
    for (const scalp::Area& area : found.areas) shown_cm2 += area.cm2;
    // All of it is on the head, and nearly flat at this scale.
    CHECK(shown_cm2 == Approx(std::pow(42.0 / px_per_mm, 2)).epsilon(0.1));
}
