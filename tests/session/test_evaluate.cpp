#include <algorithm>
#include <filesystem>
#include <fstream>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "core/error.h"
#include "head_document.h"
#include "photo/save.h"
#include "session/report.h"
#include "session/settings.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::test;
using session::Derived;
using session::Document;

TEST_CASE("a new document names the photo and keeps the defaults") {
    const Document document = session::new_document("somewhere/photo.jpg");
    CHECK(document.photo == "somewhere/photo.jpg");
    Document rest = document;
    rest.photo.clear();
    CHECK(rest == Document{});
}

TEST_CASE("evaluation fills every part up to the stage asked for") {
    const Derived loaded = session::evaluate(document_for_test(), {}, session::Until::loaded);
    CHECK(loaded.photo);
    CHECK_FALSE(loaded.scalp);
    const Derived analysed = session::evaluate(document_for_test(), loaded, session::Until::analysed);
    CHECK(analysed.photo == loaded.photo);
    CHECK(analysed.scalp);
    CHECK_FALSE(analysed.dots);
    const Derived selected = session::evaluate(document_for_test(), analysed, session::Until::selected);
    CHECK(selected.photo == analysed.photo);
    CHECK(selected.scalp == analysed.scalp);
    CHECK(selected.dots);
    CHECK_FALSE(selected.picture);
    const Derived drawn = session::evaluate(document_for_test(), selected);
    CHECK(drawn.dots == selected.dots);
    REQUIRE(drawn.picture);
    CHECK(drawn.picture->size() == drawn.photo->pixels.size());
    CHECK(*drawn.picture == *first_result().picture);
}

TEST_CASE("scene and report know how finely the photo's file holds colour") {
    const auto fine = [](const std::string& name, int quality) {
        photo::SaveOptions options;
        options.jpeg_quality = quality;
        Document document = document_for_test();
        document.photo = output(name);
        photo::save_picture(drawn_head(420, 480), document.photo, options);
        const Derived derived = session::evaluate(document, {}, session::Until::analysed);
        const auto report = nlohmann::json::parse(session::report_json(derived));
        CHECK(report["photo"]["fine_colour"] == derived.scene->fine_colour);
        return derived.scene->fine_colour;
    };
    CHECK(fine("session_fine.png", 95));
    CHECK_FALSE(fine("session_coarse.jpg", 75));
}

TEST_CASE("only what depends on a change is worked out again") {
    const Derived& first = first_result();
    const Derived same = session::evaluate(document_for_test(), first);
    CHECK(same.picture == first.picture);

    Document aged = document_for_test();
    aged.look.age_days = 1000;
    const Derived older = session::evaluate(aged, first);
    CHECK(older.scalp == first.scalp);
    CHECK(older.dots == first.dots);
    CHECK(older.scene == first.scene);
    CHECK(older.picture != first.picture);

    Document denser = document_for_test();
    denser.plan.core_density_per_cm2 = 200;
    const Derived dense = session::evaluate(denser, first);
    CHECK(dense.placed == first.placed);
    CHECK(dense.scene == first.scene);
    CHECK(dense.dots != first.dots);

    CHECK(dense.population == first.population);

    Document in_units = document_for_test();
    session::setting("units").set_choice(in_units, "random");
    const Derived grouped = session::evaluate(in_units, first);
    CHECK(grouped.density == first.density);
    CHECK(grouped.population != first.population);
    CHECK(double(grouped.dots->size()) == Approx(double(first.dots->size())).epsilon(0.03));
    CHECK(*grouped.picture != *first.picture);

    Document from_above = document_for_test();
    from_above.hints.px_per_mm = 1.8;
    const Derived other = session::evaluate(from_above, first);
    CHECK(other.photo == first.photo);
    CHECK(other.scalp != first.scalp);
    CHECK(other.placed != first.placed);
}

TEST_CASE("a picture of which a part is drawn again is the picture drawn anew") {
    Document document = document_for_test();
    Derived incremental = first_result();
    for (const double lower_mm : {1.0, 1.5, -0.5}) {
        document.plan.lower_mm = lower_mm;
        incremental = session::evaluate(document, incremental);
        const core::Rect part =
            render::changed_part(first_result().layers, incremental.layers, *incremental.scene,
                                 incremental.photo->pixels.size(), incremental.scalp->scale.px_per_mm);
        CHECK_FALSE(part.empty());
        CHECK(2 * part.width() * part.height() < 420 * 480);
        CHECK(*incremental.picture == *session::evaluate(document).picture);
    }
}

TEST_CASE("a chain of edits gives the same picture as starting from scratch") {
    Document document = document_for_test();
    Derived incremental = first_result();
    const std::vector<std::pair<std::string, double>> edits = {
        {"density", 200}, {"age", 0},      {"dilution", 4}, {"lower", 4},         {"dot", 0.2},
        {"touch-up", 2},  {"sessions", 2}, {"seed", 9},     {"naturalness", 0.9}, {"age", 30}};
    for (const auto& [name, value] : edits) {
        session::setting(name).set_number(document, value);
        incremental = session::evaluate(document, incremental);
        CAPTURE(name);
        const Derived fresh = session::evaluate(document);
        CHECK(*fresh.picture == *incremental.picture);
        CHECK(*fresh.density == *incremental.density);
        CHECK(fresh.shade == incremental.shade);
        CHECK(fresh.warnings.size() == incremental.warnings.size());
    }
}

TEST_CASE("pictures change where dots lie, and a treat map decides alone where that is") {
    Document document = document_for_test();
    core::Image<std::uint16_t> map(420, 480);
    for (int y = 100; y < 160; ++y)
        for (int x = 180; x < 240; ++x) map.at(x, y) = 255;  // 2.55 dots per cm2
    const auto file = output("session_map.png");
    photo::save_map(map, file);
    document.look.dot_gain = 1.0;
    document.look.mean_diameter_mm = 0.5;
    document.treat = session::TreatMap{file, core::LinearRgb(0.2f, 0.3f, 0.4f)};
    const Derived treated = session::evaluate(document, first_result());
    CHECK(treated.scalp == first_result().scalp);
    CHECK(treated.population->positions_mm == stipple::standard_population().positions_mm);
    CHECK(treated.optics.transmittance == core::LinearRgb(0.2f, 0.3f, 0.4f));
    CHECK(treated.optics.tone_density == core::LinearRgb(0.0f));
    REQUIRE(treated.dots->size() >= 10);
    for (const auto& dot : *treated.dots) {
        CHECK(dot.centre_px.x > 165.0f);
        CHECK(dot.centre_px.x < 255.0f);
        CHECK(dot.centre_px.y > 85.0f);
        CHECK(dot.centre_px.y < 175.0f);
    }
    int inside = 0, outside = 0;  // pixels that changed, by whether a dot of the map reaches them
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x) {
            const bool near = x >= 160 && x < 260 && y >= 80 && y < 180;
            (near ? inside : outside) += !(treated.picture->at(x, y) == treated.photo->pixels.at(x, y));
        }
    CHECK(inside >= 10);
    CHECK(outside == 0);
    document.treat->map = output("no_such_map.png");
    CHECK_THROWS_AS(session::evaluate(document, first_result()), core::LoadError);
}

TEST_CASE("where the user says that there is no scalp, or hair, no dots lie") {
    const Derived& first = first_result();
    // Behind the front line, where the plan decides what of the skin is treated.
    core::PhotoPoint lowest(0.0);
    for (const auto& dot : *first.dots)
        if (std::abs(dot.centre_px.x - 0.5f * static_cast<float>(first.photo->pixels.width())) < 20.0f &&
            dot.centre_px.y > static_cast<float>(lowest.y))
            lowest = core::PhotoPoint(dot.centre_px);
    constexpr double diameter_px = 40.0;
    const core::PhotoPoint middle = lowest - core::PhotoPoint(0.0, diameter_px);
    const auto dots_under = [&](std::optional<core::Region> paint) {
        Document document = document_for_test();
        document.hints.strokes.push_back({paint, {middle}, diameter_px});
        const Derived derived = session::evaluate(document, first, session::Until::selected);
        return std::count_if(derived.dots->begin(), derived.dots->end(), [&](const stipple::Dot& dot) {
            return glm::distance(core::PhotoPoint(dot.centre_px), middle) < 0.4 * diameter_px;
        });
    };
    const auto usual = dots_under(core::Region::bald);
    REQUIRE(usual > 20);
    CHECK(dots_under(std::nullopt) > usual / 2);
    CHECK(dots_under(core::Region::skin) == 0);
    CHECK(dots_under(core::Region::hair) == 0);
}

TEST_CASE("a recipe of one's own is used, told, and given back") {
    Document document = document_for_test();
    document.shade = "mid-grey";
    session::setting("dilution").set_number(document, 3.0);
    const Derived own = session::evaluate(document, first_result());
    CHECK(own.shade.dilution == 3.0);
    CHECK(own.shade.warmth == pigment::shade_by_name("mid-grey")->warmth);
    const auto plan = nlohmann::json::parse(session::report_json(own))["plan"];
    CHECK(plan["dilution"] == 3.0);
    CHECK(plan["palette"] == "clinical");
    session::setting("dilution").set_automatic(document);
    const Derived back = session::evaluate(document, own);
    CHECK(back.shade == *pigment::shade_by_name("mid-grey"));
    CHECK(back.picture != own.picture);
    CHECK(back.dots == own.dots);
}

TEST_CASE("more dots make a matched scalp darker, not its shade lighter") {
    Document document = document_for_test();
    const Derived usual = session::evaluate(document, first_result());
    document.plan.core_density_per_cm2 = 240;
    const Derived dense = session::evaluate(document, usual);
    CHECK(dense.shade == usual.shade);
    CHECK(dense.dots->size() > usual.dots->size());
}

TEST_CASE("creative colours share the dots among them, keep their places, and say what they are") {
    Document document = document_for_test();
    document.shade = "creative-rainbow";
    const Derived rainbow = session::evaluate(document, first_result());
    CHECK(rainbow.dots == first_result().dots);
    REQUIRE(rainbow.layers.size() == 7);
    std::size_t count = 0;
    for (const auto& layer : rainbow.layers) count += layer.dots->size();
    CHECK(count == rainbow.dots->size());
    // The first colour lies on the person's right, the left of a photo from the front.
    const auto mean_x = [](const stipple::Dots& dots) {
        double sum = 0;
        for (const auto& dot : dots) sum += static_cast<double>(dot.centre_px.x);
        return sum / static_cast<double>(dots.size());
    };
    for (std::size_t i = 1; i < 7; ++i)
        CHECK(mean_x(*rainbow.layers[i].dots) > mean_x(*rainbow.layers[i - 1].dots) + 10);
    CHECK(warns(rainbow, "creative_shade"));
    CHECK_FALSE(warns(first_result(), "creative_shade"));
    document.look.age_days = 400;
    const Derived older = session::evaluate(document, rainbow);
    CHECK(older.layers[3].dots == rainbow.layers[3].dots);
    CHECK(*older.picture == *session::evaluate(document).picture);
}

TEST_CASE("a viewing light is put on before and after alike, and told") {
    Document document = document_for_test();
    document.viewing_light = render::ViewingLight::dim;
    const Derived dim = session::evaluate(document, first_result());
    CHECK(dim.picture == first_result().picture);
    REQUIRE(dim.lit_photo);
    REQUIRE(dim.lit_picture);
    CHECK(&session::shown_after(dim) == dim.lit_picture.get());
    CHECK(&session::shown_before(dim) == dim.lit_photo.get());
    CHECK(dim.lit_photo->at(0, 0) == dim.lit_picture->at(0, 0));
    CHECK_FALSE(dim.lit_photo->at(0, 0) == dim.photo->pixels.at(0, 0));
    CHECK(warns(dim, "viewing_light"));
    REQUIRE(session::picture_notes(dim).size() == 1);
    CHECK(nlohmann::json::parse(session::report_json(dim))["plan"]["viewing_light"] == "dim");
    document.look.age_days = 700;
    const Derived older = session::evaluate(document, dim);
    CHECK(older.lit_photo == dim.lit_photo);
    CHECK(older.lit_picture != dim.lit_picture);
    CHECK(*older.lit_picture == *session::evaluate(document).lit_picture);
    const Derived off = session::evaluate(document_for_test(), older);
    CHECK_FALSE(off.lit_photo);
    CHECK(&session::shown_after(off) == off.picture.get());
    CHECK(session::picture_notes(off).empty());
}

TEST_CASE("progress is told in order and ends at one") {
    std::vector<std::pair<std::string, double>> told;
    session::evaluate(document_for_test(), first_result(), session::Until::drawn,
                      [&](const std::string& stage, double share) { told.emplace_back(stage, share); });
    REQUIRE(told.size() >= 4);
    CHECK(told.front().first == "load");
    for (std::size_t i = 1; i < told.size(); ++i) CHECK(told[i].second >= told[i - 1].second);
    CHECK(told.back().second == 1.0);
}

TEST_CASE("a photo that is missing is told by name") {
    try {
        session::evaluate(session::new_document(output("not_there.jpg")));
        FAIL("opened a file that does not exist");
    } catch (const core::LoadError& error) {
        CHECK(std::string(error.what()).find("not_there.jpg") != std::string::npos);
    }
}

TEST_CASE("a point shown far outside the photo is refused, by name, instead of being followed there") {
    const auto refusal = [](const Document& document) -> std::string {
        try {
            session::evaluate(document, {}, session::Until::analysed);
        } catch (const core::LoadError& error) {
            return error.what();
        }
        return "";
    };
    Document far_crown = document_for_test();
    far_crown.hints.handles[static_cast<std::size_t>(scalp::Handle::crown)] = {99999.0, 2.0};
    CHECK(refusal(far_crown).find("'crown' at 99999,2") != std::string::npos);
    CHECK(refusal(far_crown).find("420 x 480 px") != std::string::npos);
    Document far_length = document_for_test();
    far_length.hints.known_length = scalp::KnownLength{{1.0, 2.0}, {1e9, 4.0}, 5.0};
    CHECK(refusal(far_length).find("known length") != std::string::npos);
    Document cut_off = document_for_test();
    cut_off.hints.handles[static_cast<std::size_t>(scalp::Handle::crown)] = {210.0, -40.0};
    CHECK(refusal(cut_off).empty());
}
