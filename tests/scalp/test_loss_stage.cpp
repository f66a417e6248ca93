// Stages of hair loss suggested from regions painted on an average head.
#include <cmath>

#include "drawn_head.h"
#include "scalp/loss_stage.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// A head seen from above or the front whose scalp is bare where `bare(x, y)` says so on the flat chart round
// the vertex: mm to the side and to the back.
template <class Bare>
scalp::Scalp painted_head(bool from_above, const Bare& bare) {
    scalp::Scalp head;
    head.frame = draw_head_from_above(300, 1.0f).frame;
    if (!from_above) {  // camera axes in head axes: right, down and forward
        head.frame.head_to_camera = glm::transpose(glm::dmat3({1, 0, 0}, {0, 0, -1}, {0, 1, 0}));
        head.frame.origin_camera_mm = {0, 0, 900};
    }
    head.working_px_per_photo_px = 1.0f;
    head.photo_size = {300, 300};
    head.regions = core::Mask(300, 300);
    head.hair_cover = core::Field(300, 300);
    head.head_finding.confidence = 1.0;
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 300; ++x)
            if (const auto hit = head.frame.hit({x + 0.5, y + 0.5})) {
                const core::ScalpChart chart = core::chart_of(hit->point);
                const double reach = 92.0 * chart.polar_rad;
                const bool is_bare =
                    bare(std::abs(reach * std::sin(chart.azimuth_rad)), -reach * std::cos(chart.azimuth_rad));
                head.regions.at(x, y) =
                    static_cast<std::uint8_t>(is_bare ? core::Region::bald : core::Region::hair);
                head.hair_cover.at(x, y) = is_bare ? 0.0f : 1.0f;
            }
    return head;
}

std::optional<scalp::LossStage> suggested(const scalp::Scalp& head) {
    const auto working = scalp::make_working(core::Picture(300, 300), 300 * 300);
    return scalp::suggest_loss_stage(head, scalp::surface_behind(working, head.frame));
}

const auto corners = [](double x, double y) { return y < -50.0 && x > 34.0 && x < 62.0; };
const auto top_of_VI = [](double x, double y) { return x < 66.0 && y < 84.0; };

}  // namespace

TEST_CASE("full hair, receding corners and a bald top are told apart from above") {
    const auto full = suggested(painted_head(true, [](double, double) { return false; }));
    REQUIRE(full);
    CHECK(full->stage == "I");
    CHECK_FALSE(full->at_least);
    const auto corner = suggested(painted_head(true, corners));
    REQUIRE(corner);
    CHECK(corner->stage == "III");
    const auto six = suggested(painted_head(true, top_of_VI));
    REQUIRE(six);
    CHECK(six->stage == "VI");
    CHECK(six->scale == "Norwood");
    CHECK(six->confidence > 0.5);
    const auto seven = suggested(painted_head(true, [](double, double y) { return y < 100.0; }));
    REQUIRE(seven);
    CHECK(seven->stage == "VII");
    const auto crown = suggested(painted_head(
        true, [](double x, double y) { return corners(x, y) || std::hypot(x, y - 50.0) < 32.0; }));
    REQUIRE(crown);
    CHECK(crown->stage == "III vertex");
}

TEST_CASE("what the front view hides is not denied") {
    const auto found = suggested(painted_head(false, corners));
    REQUIRE(found);
    CHECK(found->at_least);
    CHECK(found->stage == "III");
}

TEST_CASE("thinning behind an intact front in long hair is Ludwig's") {
    scalp::Scalp head =
        painted_head(true, [](double x, double y) { return x < 34.0 && y > -55.0 && y < 30.0; });
    head.hair.length = scalp::HairLength::flowing;
    const auto found = suggested(head);
    REQUIRE(found);
    CHECK(found->scale == "Ludwig");
    CHECK(found->stage == "III");
    head.regions = core::Mask(300, 300);
    CHECK_FALSE(suggested(head));
}
