#include <algorithm>
#include <set>

#include "app/actions.h"
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
