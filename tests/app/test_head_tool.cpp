#include "app/head_tool.h"

#include <algorithm>
#include <glm/geometric.hpp>

#include "app/measure.h"
#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("A point shown on the head is one undo step, and all can be forgotten") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    model.apply({app::with_handle(model.document(), scalp::Handle::crown, {12, 34}), false});
    const auto& handles = model.document().hints.handles;
    REQUIRE(handles[static_cast<std::size_t>(scalp::Handle::crown)]);
    CHECK(*handles[static_cast<std::size_t>(scalp::Handle::crown)] == core::PhotoPoint(12, 34));
    CHECK_FALSE(handles[static_cast<std::size_t>(scalp::Handle::brow)]);
    CHECK(app::without_handles(model.document()).hints == scalp::Hints{});
    model.undo();
    CHECK(model.document().hints == scalp::Hints{});
    CHECK_FALSE(model.can_undo());
}

TEST_CASE("Another photo ends the fitting of the head, and so does a second call for it") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    model.look.measuring = app::begin_measuring(model.document());
    app::toggle_head_fitting(model);
    CHECK(model.look.fitting_head);
    CHECK_FALSE(model.look.measuring);
    CHECK(model.shown_compare() == app::Compare::before);
    model.accept(test::opened("/nowhere/b.jpg"));
    CHECK_FALSE(model.look.fitting_head);
    app::toggle_head_fitting(model);
    app::toggle_head_fitting(model);
    CHECK_FALSE(model.look.fitting_head);
}

TEST_CASE("The head's outline is where the head ends") {
    core::HeadFrame frame;
    frame.head_to_camera = glm::dmat3(1, 0, 0, 0, 0, 1, 0, -1, 0);  // upright, facing the camera
    frame.focal_px = 2000;
    frame.principal_point_px = {500, 400};
    const auto outline = app::head_outline(frame);
    REQUIRE(outline.size() > 40);
    const core::PhotoPoint centre = *frame.project({0, 0, 0});
    for (const core::PhotoPoint& at : outline) {
        const core::PhotoPoint out = glm::normalize(at - centre);
        CHECK(frame.hit(at - 1.0 * out));
        CHECK_FALSE(frame.hit(at + 1.0 * out));
    }
    double lowest_px = 0.0;
    for (const core::PhotoPoint& at : outline) lowest_px = std::max(lowest_px, at.y);
    CHECK(lowest_px < frame.project({0, 0, -75})->y);  // no chin
    frame.origin_camera_mm.z = -1000;
    CHECK(app::head_outline(frame).empty());
}
