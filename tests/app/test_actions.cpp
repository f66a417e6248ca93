#include <algorithm>
#include <set>

#include "app/actions.h"
#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("Every command has a name of its own, and no two share a chord") {
    const auto actions = app::make_actions([] { return app::Area{}; }, [] {});
    std::set<std::string> labels, chords;
    for (const auto& action : actions) {
        CHECK(labels.insert(action.label).second);
        for (const auto& chord : action.chords) CHECK(chords.insert(app::name_of(chord)).second);
    }
    for (const char* needed :
         {"Ctrl+O", "Ctrl+S", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+P", "F1", "B", "0"})
        CHECK(chords.contains(needed));
}

TEST_CASE("Without a photo only commands that need none are enabled") {
    app::Worker worker(session::Until::analysed, [] {});
    const app::Model model(worker);
    for (const auto& action : app::make_actions([] { return app::Area{}; }, [] {})) {
        const std::string menu = action.menu, label = action.label;
        if (menu == "View" || menu == "Edit") CHECK_FALSE(action.enabled(model));
        if (label == "Quit") CHECK(action.enabled(model));
    }
}

TEST_CASE("The commands that the photo panel repeats do what their keys do") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    const auto photo = test::opened("/nowhere/a.jpg");
    model.accept(photo);
    model.accept(test::read(photo));
    const auto actions = app::make_actions([] { return app::Area{}; }, [] {});
    app::run_shortcuts(actions, {{'P'}}, model);
    REQUIRE(model.look.painting);
    const app::Action& fit = app::command(actions, "Fit the head by hand");
    fit.run(model);
    CHECK(fit.ticked(model));
    CHECK_FALSE(model.look.painting);
    for (const char* label :
         {"Show the regions found", "Show the hair density found", "Show how certain the regions are"}) {
        const app::Action& show = app::command(actions, label);
        CHECK_FALSE(show.ticked(model));
        show.run(model);
        CHECK(show.ticked(model));
    }
    app::command(actions, "Measure a known length").run(model);
    CHECK(model.look.measuring);
    CHECK_FALSE(app::command(actions, "Forget the known length").enabled(model));
}
