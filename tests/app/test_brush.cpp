#include "app/brush.h"

#include <filesystem>
#include <set>

#include "app/actions.h"
#include "app/outcomes.h"
#include "session/hints_file.h"
#include "support/catch.h"

using namespace stubble;

namespace {

const scalp::Stroke dot{core::Region::hair, {{10, 10}}, 6};

}  // namespace

TEST_CASE("Every region and erasing have a brush of their own") {
    std::set<std::optional<core::Region>> paints;
    std::set<int> keys;
    for (const app::Brush& brush : app::brushes()) {
        paints.insert(brush.paint);
        keys.insert(brush.key);
    }
    CHECK(paints.size() == core::region_names.size() + 1);
    CHECK(keys.size() == app::brushes().size());
}

TEST_CASE("Every stroke is one undo step, and taking all back is one more") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    app::toggle_painting(model);
    for (int i = 0; i < 2; ++i) model.apply({app::with_stroke(model.document(), dot), false});
    model.apply({app::without_strokes(model.document()), false});
    CHECK(model.document().hints.strokes.empty());
    model.undo();
    CHECK(model.document().hints.strokes.size() == 2);
    model.undo();
    CHECK(model.document().hints.strokes.size() == 1);
    model.undo();
    CHECK_FALSE(model.can_undo());
}

TEST_CASE("Another photo ends the painting, and only painting is compared with nothing") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    app::toggle_painting(model);
    CHECK(model.look.painting);
    CHECK(model.shown_compare() == app::Compare::before);
    model.accept(test::opened("/nowhere/b.jpg"));
    CHECK_FALSE(model.look.painting);
}

TEST_CASE("The brush has bounds and comes back to its size") {
    app::Painting painting;
    const double usual_mm = painting.diameter_mm;
    app::resize_brush(painting, 1);
    CHECK(painting.diameter_mm > usual_mm);
    app::resize_brush(painting, -1);
    CHECK(painting.diameter_mm == Approx(usual_mm));
    app::resize_brush(painting, -100);
    CHECK(painting.diameter_mm >= 1.0);
    app::resize_brush(painting, 200);
    CHECK(painting.diameter_mm <= 60.0);
}

TEST_CASE("The brush keys paint only while regions are painted") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    const auto actions = app::make_actions([] { return app::Area{}; }, [] {});
    const auto photo = test::opened("/nowhere/a.jpg");
    model.accept(photo);
    model.accept(test::read(photo));
    app::run_shortcuts(actions, {{'H'}, {']'}}, model);
    CHECK_FALSE(model.look.painting);
    app::run_shortcuts(actions, {{'P'}, {'H'}}, model);
    REQUIRE(model.look.painting);
    CHECK(model.look.painting->paint == core::Region::hair);
    app::run_shortcuts(actions, {{'E'}}, model);
    CHECK_FALSE(model.look.painting->paint);
    app::run_shortcuts(actions, {{'P'}}, model);
    CHECK_FALSE(model.look.painting);
}

TEST_CASE("Corrections are saved beside the photo and loaded again") {
    const auto folder = std::filesystem::temp_directory_path() / "stubble-brush-test";
    std::filesystem::create_directories(folder);
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened((folder / "a.jpg").c_str()));
    model.apply({app::with_stroke(model.document(), dot), false});
    app::save_hints(model);
    CHECK(model.message()->tone == app::Tone::news);
    CHECK(std::filesystem::exists(folder / "a.hints.json"));
    model.undo();
    app::load_hints(model);
    REQUIRE(model.document().hints.strokes.size() == 1);
    CHECK(model.document().hints.strokes[0] == dot);
    model.accept(test::opened((folder / "a.jpg").c_str()));
    CHECK(model.document().hints.strokes.empty());
    app::take_up_hints(model);
    CHECK(model.document().hints.strokes.size() == 1);
    CHECK_FALSE(model.has_unsaved_work());
    CHECK(model.can_undo());
    std::filesystem::remove_all(folder);
    model.dismiss_message();
    app::take_up_hints(model);
    CHECK_FALSE(model.message());
    app::load_hints(model);
    CHECK(model.message()->tone == app::Tone::error);
}

TEST_CASE("Corrections that are there already are replaced only when the user says so") {
    const auto folder = std::filesystem::temp_directory_path() / "stubble-replace-test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened((folder / "a.jpg").c_str()));
    const auto strokes_in_file = [&] { return session::load_hints(folder / "a.hints.json").strokes.size(); };
    model.apply({app::with_stroke(model.document(), dot), false});
    app::save_hints(model);
    CHECK(model.look.dialog == app::Dialog::none);
    model.apply({app::with_stroke(model.document(), dot), false});
    app::save_hints(model);
    CHECK(model.look.dialog == app::Dialog::replace_hints);
    CHECK(strokes_in_file() == 1);
    CHECK(model.has_unsaved_work());
    app::write_hints(model);
    CHECK(strokes_in_file() == 2);
    CHECK_FALSE(model.has_unsaved_work());
    std::filesystem::remove_all(folder);
}
