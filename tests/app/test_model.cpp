#include "app/model.h"

#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;
using test::opened;

namespace {

app::Edit density(const app::Model& model, double value, bool dragging) {
    app::Edit edit{model.document(), dragging};
    edit.document.plan.core_density_per_cm2 = value;
    return edit;
}

}  // namespace

TEST_CASE("One drag is one undo step, two drags are two") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(opened("/nowhere/a.jpg"));
    const double start = model.document().plan.core_density_per_cm2;
    for (const double value : {100.0, 110.0, 120.0}) model.apply(density(model, value, true));
    model.end_gesture();
    for (const double value : {130.0, 140.0}) model.apply(density(model, value, true));
    model.end_gesture();
    model.undo();
    CHECK(model.document().plan.core_density_per_cm2 == 120.0);
    model.undo();
    CHECK(model.document().plan.core_density_per_cm2 == start);
    CHECK_FALSE(model.can_undo());
    model.redo();
    model.redo();
    CHECK(model.document().plan.core_density_per_cm2 == 140.0);
}

TEST_CASE("A photo that fails leaves the former one, and tells why") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(opened("/nowhere/a.jpg"));
    app::Outcome failed;
    failed.document = session::new_document("/elsewhere/b.jpg");
    failed.opened = true;
    failed.error = "cannot open b.jpg";
    model.accept(failed);
    CHECK(model.document().photo == "/nowhere/a.jpg");
    CHECK(model.look.folder == "/nowhere");
    REQUIRE(model.message());
    CHECK(model.message()->text == "Cannot open b.jpg");
    model.dismiss_message();
    CHECK_FALSE(model.message());
}

TEST_CASE("A photo that fails while the present one is being read does not end the reading") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.open(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg");
    auto decoded = test::next(worker);
    REQUIRE(decoded);
    REQUIRE(decoded->derived);
    model.accept(std::move(*decoded));
    REQUIRE_FALSE(model.is_read());
    model.open("/nowhere/missing.jpg");
    // An edit made meanwhile has to wait, and must not be lost.
    model.apply(density(model, 120.0, false));
    while (!model.is_read() || !(model.derived().document == model.document())) {
        auto outcome = test::next(worker);
        REQUIRE(outcome);
        model.accept(std::move(*outcome));
    }
    REQUIRE(model.message());
    CHECK(model.message()->text.find("missing.jpg") != std::string::npos);
}

TEST_CASE("A late result for a former photo is dropped") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(opened("/nowhere/b.jpg"));
    auto late = opened("/nowhere/a.jpg");
    late.opened = false;
    model.accept(late);
    CHECK(model.derived().document.photo == "/nowhere/b.jpg");
}

TEST_CASE("A decoded photo is shown untreated until its scalp is read") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    const auto photo = opened("/nowhere/a.jpg");
    model.accept(photo);
    REQUIRE(model.has_photo());
    CHECK_FALSE(model.is_read());
    CHECK(model.look.compare == app::Compare::split);
    CHECK(model.shown_compare() == app::Compare::before);
    auto evaluated = test::read(photo);
    evaluated.derived->picture = std::make_shared<core::Picture>(photo.derived->photo->pixels);
    model.accept(evaluated);
    CHECK(model.is_read());
    CHECK(model.shown_compare() == app::Compare::split);
    CHECK_FALSE(model.can_undo());
}

TEST_CASE("Unsaved work is left only once the user says so") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    int left = 0;
    const auto leave = [&] { model.leave([&] { ++left; }); };
    leave();
    CHECK(left == 1);
    model.accept(opened("/nowhere/a.jpg"));
    leave();
    CHECK(left == 2);
    model.apply(density(model, 120.0, false));
    leave();
    CHECK(left == 2);
    CHECK(model.look.dialog == app::Dialog::leave);
    model.stay();
    model.leave_without_saving();
    CHECK(left == 2);
    leave();
    model.leave_without_saving();
    CHECK(left == 3);
    CHECK(model.look.dialog == app::Dialog::none);
    leave();
    model.picture_is_saved(model.document());
    CHECK(left == 4);
    leave();
    CHECK(left == 5);
}

TEST_CASE("Corrections saved beside the photo are safe, the plan is with its picture alone") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(opened("/nowhere/a.jpg"));
    app::Edit edit{model.document(), false};
    edit.document.hints.known_length = scalp::KnownLength{{1, 1}, {41, 1}, 25.0};
    model.apply(edit);
    CHECK(model.has_only_hints_unsaved());
    model.hints_are_saved();
    CHECK_FALSE(model.has_unsaved_work());
    const session::Document at_save = model.document();
    model.apply(density(model, 120.0, false));
    CHECK(model.has_unsaved_work());
    CHECK_FALSE(model.has_only_hints_unsaved());
    model.hints_are_saved();
    model.picture_is_saved(at_save);
    CHECK(model.has_unsaved_work());
    model.picture_is_saved(model.document());
    CHECK_FALSE(model.has_unsaved_work());
}

TEST_CASE("A picture holds no corrections: these are asked about after it") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    int left = 0;
    model.accept(opened("/nowhere/a.jpg"));
    app::Edit edit = density(model, 120.0, false);
    edit.document.hints.known_length = scalp::KnownLength{{1, 1}, {41, 1}, 25.0};
    model.apply(edit);
    model.leave([&] { ++left; });
    CHECK_FALSE(model.has_only_hints_unsaved());
    model.look.dialog = app::Dialog::none;
    model.picture_is_saved(model.document());
    CHECK(left == 0);
    CHECK(model.look.dialog == app::Dialog::leave);
    CHECK(model.has_only_hints_unsaved());
    model.hints_are_saved();
    CHECK(left == 1);
    CHECK(model.look.dialog == app::Dialog::none);
}

TEST_CASE("Looking at another time or in another light is no work to be saved") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(opened("/nowhere/a.jpg"));
    app::Edit edit{model.document(), false};
    edit.document.look.age_days = 365;
    edit.document.viewing_light = render::ViewingLight::salon;
    model.apply(edit);
    CHECK_FALSE(model.has_unsaved_work());
}

TEST_CASE("A photo of which a part is missing is opened with a warning") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    auto cut_off = opened("/nowhere/a.jpg");
    photo::Photo photo = *cut_off.derived->photo;
    photo.missing_share = 0.78;
    photo.warnings = {"the photo is cut off"};
    cut_off.derived->photo = std::make_shared<photo::Photo>(photo);
    model.accept(cut_off);
    REQUIRE(model.message());
    CHECK(model.message()->text == "The photo is cut off");
    CHECK(model.message()->tone == app::Tone::warning);
}
