#include "app/panels.h"

#include "app/headless_gui.h"
#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// How high the panels are that `draw` draws.
template <class Draw>
float height_of(const test::HeadlessGui& gui, const Draw& draw) {
    float height = 0;
    gui.draw([&] {
        ImGui::Begin("panels", nullptr, ImGuiWindowFlags_AlwaysAutoResize);
        draw();
        height = ImGui::GetCursorPosY();
        ImGui::End();
    });
    return height;
}

}  // namespace

TEST_CASE("A shade that is chosen shows as itself, whatever recipe was set before") {
    session::Document document = session::new_document("/nowhere/a.jpg");
    document.dilution = 30.0;
    document.warmth = -0.5;
    for (const char* name : {"black", session::automatic_shade}) {
        const session::Document chosen = app::with_shade(document, name);
        CHECK(chosen.shade == name);
        CHECK_FALSE(chosen.dilution);
        CHECK_FALSE(chosen.warmth);
    }
}

TEST_CASE("The panels keep their places while there are no dots, as during painting") {
    const test::HeadlessGui gui(400, 2000);
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    const auto actions = app::make_actions([] { return app::Area{}; }, [] {});
    session::Derived without = model.derived(), with = model.derived();
    with.dots = std::make_shared<stipple::Dots>(1234);
    const auto height = [&](const session::Derived& derived) {
        return height_of(gui, [&] {
            app::Commands commands{model, actions};
            app::draw_density_panel(model.document(), derived);
            app::draw_photo_panel(model.document(), derived, commands);
        });
    };
    CHECK(height(without) == height(with));
}
