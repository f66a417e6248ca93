#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "core/region.h"
#include "drawn_head.h"
#include "samples.h"
#include "scalp/scalp.h"
#include "scalp/workings.h"
#include "support/catch.h"

using namespace stubble;

namespace {

bool warns(const scalp::Scalp& found, const std::string& code) {
    return std::any_of(found.warnings.begin(), found.warnings.end(),
                       [&](const auto& w) { return w.code == code; });
}

}  // namespace

TEST_CASE("a head seen from above is told from the wall and its bald top from its stubble") {
    const DrawnHead drawn = draw_head_from_above(600, 0.25f);
    const scalp::Scalp found = scalp::read_scalp(drawn.photo, from_above());
    const core::Mask regions = scalp::full_size_regions(found, drawn.photo);
    REQUIRE(regions.size() == drawn.photo.size());
    const auto at = [&](const core::HeadPoint& direction) {
        const auto p = drawn.frame.project(drawn.frame.shape.surface_point(direction));
        return static_cast<core::Region>(regions.at(static_cast<int>(p->x), static_cast<int>(p->y)));
    };
    CHECK(regions.at(5, 5) == static_cast<int>(core::Region::background));
    CHECK(regions.at(590, 300) == static_cast<int>(core::Region::background));
    CHECK(at({0, 0, 1}) == core::Region::bald);
    CHECK(at({0.3, 0, 1}) == core::Region::bald);
    const core::Region back = at({0, 1, 0.25}), side = at({-1, 0.2, 0.25});
    CHECK((back == core::Region::hair || back == core::Region::thinning));
    CHECK((side == core::Region::hair || side == core::Region::thinning));
}

TEST_CASE("the fitted frame has the drawn head's scale and outline") {
    const DrawnHead drawn = draw_head_from_above(600, 0.25f);
    const scalp::Scalp found = scalp::read_scalp(drawn.photo, from_above());
    CHECK(found.view == scalp::View::top);
    const core::HeadPoint vertex{0, 0, drawn.frame.shape.up_mm};
    // An egg without face and ears is nothing that the net has seen.
    CHECK(found.frame.px_per_mm(vertex) == Approx(drawn.frame.px_per_mm(vertex)).epsilon(0.12));
    CHECK(found.scale.px_per_mm == Approx(drawn.frame.px_per_mm(vertex)).epsilon(0.12));
    CHECK(found.scale.sigma_share > 0.02);
    CHECK(found.scale.sigma_share < 0.06);
    CHECK_FALSE(found.scale.method.empty());
}

TEST_CASE("every field is filled and every map has the working size") {
    const DrawnHead drawn = draw_head_from_above(600, 0.25f);
    const scalp::Scalp found = scalp::read_scalp(drawn.photo);
    CHECK(found.hair_cover.size() == found.regions.size());
    CHECK(found.confidence.size() == found.regions.size());
    CHECK(found.light.specular.values.size() == found.regions.size());
    CHECK(found.photo_size == drawn.photo.size());
    CHECK(found.working_px_per_photo_px == Approx(double(found.regions.width()) / 600).epsilon(0.01));
    CHECK(found.view != scalp::View::automatic);
    CHECK(found.camera.noise.width() == 32);
    CHECK(found.head_finding.confidence > 0.0);
    for (const float c : found.hair_cover.row(found.hair_cover.height() / 2)) CHECK((c >= 0.0f && c <= 1.0f));
    CHECK(found.areas.size() == core::region_names.size());
}

TEST_CASE("skin colour and stubble ratio are measured in like light") {
    const scalp::Scalp found = scalp::read_scalp(draw_head_from_above(600, 0.35f).photo, from_above());
    CHECK(found.skin.colour.r / found.skin.colour.b == Approx(0.55 / 0.24).epsilon(0.08));
    CHECK(found.skin.colour.r > 0.3f);
    if (found.hair.stubble_over_skin) {
        CHECK(found.hair.stubble_over_skin->g > 0.2f);
        CHECK(found.hair.stubble_over_skin->g < 0.6f);
    }
}

TEST_CASE("the user's scale wins over the photo's") {
    const DrawnHead drawn = draw_head_from_above(500, 0.25f);
    scalp::Hints hints = from_above();
    hints.px_per_mm = 3.3;
    const scalp::Scalp told = scalp::read_scalp(drawn.photo, hints);
    CHECK(told.scale.px_per_mm == Approx(3.3));
    CHECK(told.scale.sigma_share == Approx(0.01));
    CHECK(told.scale.method == "user");
    // The outline stays where it is: the same pixel is hit, only the millimetres change.
    const scalp::Scalp free = scalp::read_scalp(drawn.photo, from_above());
    CHECK(told.frame.hit({250, 250}).has_value());
    CHECK(told.frame.shape.half_breadth_mm / free.frame.shape.half_breadth_mm ==
          Approx(free.scale.px_per_mm / 3.3).epsilon(0.01));
}

TEST_CASE("an area's error grows with that of the scale and shrinks where a stroke decides") {
    const DrawnHead drawn = draw_head_from_above(500, 0.25f);
    scalp::Hints hints = from_above();
    const auto error_share = [&](core::Region region) {
        const auto area = scalp::read_scalp(drawn.photo, hints).areas[std::size_t(region)];
        return area.sigma_cm2 / area.cm2;
    };
    const double free = error_share(core::Region::bald);
    CHECK(free > 0.04);
    hints.px_per_mm = 3.3;
    const double scaled = error_share(core::Region::bald);
    CHECK(scaled < free);
    CHECK(scaled > 0.02);
    hints.strokes = {{core::Region::bald, {{240, 250}, {260, 250}}, 160.0}};
    CHECK(error_share(core::Region::bald) < scaled);
}

TEST_CASE("a known length on the head sets the scale") {
    const DrawnHead drawn = draw_head_from_above(500, 0.25f);
    scalp::Hints hints = from_above();
    const auto a = drawn.frame.project(drawn.frame.shape.surface_point({-0.2, 0, 1}));
    const auto b = drawn.frame.project(drawn.frame.shape.surface_point({0.2, 0, 1}));
    const double length = glm::distance(drawn.frame.shape.surface_point({-0.2, 0, 1}),
                                        drawn.frame.shape.surface_point({0.2, 0, 1}));
    hints.known_length = scalp::KnownLength{*a, *b, length};
    const scalp::Scalp found = scalp::read_scalp(drawn.photo, hints);
    CHECK(found.scale.method == "known length");
    CHECK(found.scale.px_per_mm ==
          Approx(drawn.frame.px_per_mm({0, 0, drawn.frame.shape.up_mm})).epsilon(0.03));
}

TEST_CASE("the same photo is read to the same maps") {
    const DrawnHead drawn = draw_head_from_above(400, 0.25f);
    const scalp::Scalp first = scalp::read_scalp(drawn.photo), second = scalp::read_scalp(drawn.photo);
    CHECK(first.regions == second.regions);
    CHECK(first.hair_cover == second.hair_cover);
    CHECK(first.frame == second.frame);
    CHECK(scalp::full_size_regions(first, drawn.photo) == scalp::full_size_regions(second, drawn.photo));
}

TEST_CASE("pictures without a head are read to low confidence and warnings, never to a failure") {
    for (const core::Size size : {core::Size{1, 1}, core::Size{7, 300}, core::Size{320, 240}}) {
        const core::Picture plain(size, core::Rgb8{90, 120, 150});
        const scalp::Scalp found = scalp::read_scalp(plain);
        CHECK(found.photo_size == size);
        CHECK(warns(found, "no_head"));
        CHECK_FALSE(warns(found, "small"));
        CHECK(scalp::overlay(found, plain).size() == size);
    }
    CHECK(warns(scalp::read_scalp(core::Picture(300, 300, core::Rgb8{3, 3, 3})), "dark"));
}

TEST_CASE("a head that the picture's edges cut off is warned of, a whole one is not") {
    const core::Picture photo = test::sample_photo(test::sample_heads[2]);
    CHECK_FALSE(warns(scalp::read_scalp(photo), "cut_off"));
    core::Picture close(600, 600);
    for (int y = 0; y < 600; ++y)
        for (int x = 0; x < 600; ++x) close.at(x, y) = photo.at(400 + x, 350 + y);
    CHECK(warns(scalp::read_scalp(close), "cut_off"));
}

TEST_CASE("the overlay leaves the background alone and tints the head") {
    const DrawnHead drawn = draw_head_from_above(400, 0.25f);
    const scalp::Scalp found = scalp::read_scalp(drawn.photo, from_above());
    const core::Mask regions = scalp::full_size_regions(found, drawn.photo);
    const core::Picture tinted = scalp::overlay(found, drawn.photo);
    int changed_background = 0, unchanged_head = 0;
    for (int y = 0; y < 400; ++y)
        for (int x = 0; x < 400; ++x) {
            const bool same = tinted.at(x, y) == drawn.photo.at(x, y);
            if (regions.at(x, y) == 0)
                changed_background += !same;
            else
                unchanged_head += same;
        }
    CHECK(changed_background == 0);
    CHECK(unchanged_head < 100);
}

TEST_CASE("every view has its own name") {
    std::set<std::string> names;
    for (const scalp::View v : {scalp::View::automatic, scalp::View::front, scalp::View::left,
                                scalp::View::right, scalp::View::top, scalp::View::back})
        names.insert(scalp::name_of(v));
    CHECK(names.size() == 6);
}

namespace {

void check_same(const scalp::Scalp& a, const scalp::Scalp& b) {
    CHECK(a.regions == b.regions);
    CHECK(a.hair_cover == b.hair_cover);
    CHECK(a.confidence == b.confidence);
    CHECK(a.frame == b.frame);
    CHECK(a.scale.px_per_mm == b.scale.px_per_mm);
    CHECK(a.scale.method == b.scale.method);
    CHECK(a.skin.colour == b.skin.colour);
    CHECK(a.hair.colour == b.hair.colour);
    CHECK(a.hair.length == b.hair.length);
    CHECK(a.hair.stubble_over_skin == b.hair.stubble_over_skin);
    CHECK(a.hairs_per_cm2.px_per_photo_px == b.hairs_per_cm2.px_per_photo_px);
    CHECK(a.light.specular == b.light.specular);
    CHECK(a.camera.blur_sigma_px == b.camera.blur_sigma_px);
    CHECK(a.region_finding.confidence == b.region_finding.confidence);
    CHECK(a.warnings.size() == b.warnings.size());
}

}  // namespace

TEST_CASE("a reading after another is the same as one from nothing, whichever hints differ") {
    const DrawnHead drawn = draw_head_from_above(400, 0.25f);
    scalp::Hints top = from_above(), scaled = top, side = scaled, lens = side;
    scaled.px_per_mm = 3.3;
    side.view = scalp::View::left;
    lens.focal_length_35mm = 50.0;
    scalp::Hints near, shown = top;
    near.view = scalp::View::close_up;
    shown.handles[static_cast<std::size_t>(scalp::Handle::crown)] = core::PhotoPoint(215.0, 190.0);
    std::optional<scalp::Scalp> before;
    for (const scalp::Hints& hints : {top, scaled, near, side, lens, shown, top, near, scalp::Hints{}}) {
        const scalp::Scalp next = scalp::read_scalp(drawn.photo, hints, before ? &*before : nullptr);
        check_same(next, scalp::read_scalp(drawn.photo, hints));
        before = next;
    }
}

TEST_CASE("a reading takes from an earlier one what its hints leave alone") {
    const DrawnHead drawn = draw_head_from_above(400, 0.25f);
    scalp::Hints hints = from_above();
    const scalp::Scalp first = scalp::read_scalp(drawn.photo, hints);
    hints.px_per_mm = 3.3;
    const scalp::Scalp scaled = scalp::read_scalp(drawn.photo, hints, &first);
    CHECK(scaled.workings->corrected == first.workings->corrected);
    hints.view = scalp::View::left;
    const scalp::Scalp turned = scalp::read_scalp(drawn.photo, hints, &scaled);
    CHECK(turned.workings->photo == first.workings->photo);
    CHECK(turned.workings->head != first.workings->head);
    CHECK(turned.workings->regions != first.workings->regions);
}

TEST_CASE("a strip as long as a photo may be shows no head, and is read") {
    for (const core::Size size : {core::Size{32767, 1}, core::Size{1, 32767}, core::Size{12, 20000}}) {
        CAPTURE(size.width, size.height);
        const scalp::Scalp found =
            scalp::read_scalp(core::Picture(size, core::Rgb8{180, 140, 120}), scalp::Hints{});
        CHECK(found.head_finding.confidence < 0.5);
    }
}
