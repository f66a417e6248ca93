#include "app/bars.h"

#include "app/brush.h"
#include "app/head_tool.h"
#include "app/headless_gui.h"
#include "app/measure.h"
#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// In a window of 800 by 600.
constexpr app::Area narrow{{0, 34}, {448, 570}};

void check_inside(const ImRect& bar) {
    CHECK(bar.Min.x >= static_cast<float>(narrow.from.x));
    CHECK(bar.Max.x <= static_cast<float>(narrow.to.x));
    CHECK(bar.GetWidth() > 200.0f);
}

}  // namespace

TEST_CASE("The bars of the tools fit into a small window") {
    const test::HeadlessGui gui(800, 600);
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    app::BrushTool brush;
    app::HeadTool head;
    app::MeasureTool measure;
    model.look.painting.emplace();
    model.look.fitting_head = true;
    model.look.measuring = app::begin_measuring(model.document());
    gui.draw([&] {
        brush.draw(model, narrow);
        head.draw(model, narrow);
        measure.draw(model, {}, narrow);
    });
    for (const char* bar : {"##brushes", "##head", "##measure"}) {
        INFO(bar);
        check_inside(gui.window(bar));
    }
}
