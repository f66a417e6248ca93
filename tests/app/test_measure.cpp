#include "app/measure.h"

#include <cmath>

#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("Of a known length and an own scale the later word counts") {
    session::Document document = session::new_document("/nowhere/a.jpg");
    document.hints.px_per_mm = 7.0;
    const scalp::KnownLength known{{10, 10}, {210, 10}, 25.0};
    const auto measured = app::with_known_length(document, known);
    CHECK(measured.hints.known_length == known);
    CHECK_FALSE(measured.hints.px_per_mm);
    CHECK_FALSE(app::with_known_length(measured, std::nullopt).hints.known_length);
    CHECK(app::with_known_length(document, std::nullopt).hints.px_per_mm == 7.0);
}

TEST_CASE("Measuring begins with nothing, or with the length known already") {
    session::Document document = session::new_document("/nowhere/a.jpg");
    CHECK_FALSE(app::begin_measuring(document).is_drawn);
    CHECK(app::begin_measuring(document).known.length_mm == 25.0);
    const scalp::KnownLength known{{10, 10}, {210, 10}, 18.0};
    document.hints.known_length = known;
    CHECK(app::begin_measuring(document).is_drawn);
    CHECK(app::begin_measuring(document).known == known);
}

TEST_CASE("A line and a length that cannot belong together are refused") {
    CHECK(app::objection_to({{10, 10}, {210, 10}, 25.0}).empty());
    CHECK_FALSE(app::objection_to({{10, 10}, {12, 10}, 25.0}).empty());
    CHECK_FALSE(app::objection_to({{10, 10}, {210, 10}, 0.0}).empty());
    CHECK_FALSE(app::objection_to({{10, 10}, {210, 10}, -3.0}).empty());
    CHECK_FALSE(app::objection_to({{10, 10}, {210, 10}, std::nan("")}).empty());
    CHECK_FALSE(app::objection_to({{10, 10}, {210, 10}, 0.5}).empty());
    CHECK_FALSE(app::objection_to({{10, 10}, {210, 10}, 5000.0}).empty());
}

TEST_CASE("A length may be typed with a point or a comma, and nothing else is a number") {
    CHECK(app::length_typed("25") == 25.0);
    CHECK(app::length_typed("1.5") == 1.5);
    CHECK(app::length_typed("1,5") == 1.5);
    CHECK(app::length_typed("-3") == -3.0);
    for (const char* no_number : {"", "mm", "1,5 mm", "1.000,5", "1e3"})
        CHECK(std::isnan(app::length_typed(no_number)));
}

TEST_CASE("A length that makes no head's breadth of the head found is doubted") {
    session::Document document = session::new_document(STUBBLE_SAMPLES_DIR "/front_VI_tone6.jpg");
    const auto derived = session::evaluate(document, {}, session::Until::analysed);
    const scalp::Scalp& scalp = *derived.scalp;
    const auto crown = scalp.frame.project({0, 0, scalp.frame.shape.up_mm});
    REQUIRE(crown);
    const double px = 100.0, usual_mm = px / scalp.scale.px_per_mm;
    const auto doubt = [&](double length_mm) {
        return app::doubt_about({*crown, *crown + core::PhotoPoint(px, 0), length_mm}, scalp);
    };
    CHECK(doubt(usual_mm).empty());
    CHECK(doubt(10 * usual_mm).find(" m wide; check it.") != std::string::npos);
    CHECK(doubt(usual_mm / 4).find(" cm wide; check it.") != std::string::npos);
    // The doubt is about the head, whatever scale is in force.
    document.hints.known_length = {*crown, *crown + core::PhotoPoint(px, 0), 10 * usual_mm};
    const auto enlarged = session::evaluate(document, derived, session::Until::analysed);
    CHECK(app::doubt_about(*document.hints.known_length, *enlarged.scalp) == doubt(10 * usual_mm));
}

TEST_CASE("A measured length is one undo step, and another photo ends the measuring") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    model.accept(test::opened("/nowhere/a.jpg"));
    model.apply({app::with_known_length(model.document(), scalp::KnownLength{{1, 1}, {41, 1}, 25.0}), false});
    REQUIRE(model.document().hints.known_length);
    model.undo();
    CHECK_FALSE(model.document().hints.known_length);
    CHECK_FALSE(model.can_undo());
    model.look.measuring = app::begin_measuring(model.document());
    model.accept(test::opened("/nowhere/b.jpg"));
    CHECK_FALSE(model.look.measuring);
}
