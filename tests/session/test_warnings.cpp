#include <string>

#include "head_document.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::test;
using session::Derived;
using session::Document;

TEST_CASE("a shade darker than the client's own hair is warned of, the match is not") {
    CHECK_FALSE(warns(first_result(), "too_dark"));
    Document document = document_for_test();
    document.shade = "black";
    document.plan.core_density_per_cm2 = 240;
    CHECK(warns(session::evaluate(document, first_result(), session::Until::analysed), "too_dark"));
    document.look.age_days = 10 * 365;  // faded, yet it was too dark once
    CHECK(warns(session::evaluate(document, first_result(), session::Until::analysed), "too_dark"));
}

TEST_CASE("a line's height is warned of in the client's own millimetres") {
    const auto said = [](double px_per_mm) {
        Document document = document_for_test();
        document.hints.px_per_mm = px_per_mm;
        document.plan.lower_mm = 30.0;
        std::string text;
        const Derived derived = session::evaluate(document, first_result(), session::Until::analysed);
        for (const auto& warning : derived.warnings)
            if (warning.code == "line_low") text = warning.text;
        return text;
    };
    const std::string large = said(1.7), small = said(2.0);
    REQUIRE_FALSE(large.empty());
    REQUIRE_FALSE(small.empty());
    CHECK(large != small);
}

TEST_CASE("pigment too deep is warned of") {
    Document document = document_for_test();
    CHECK_FALSE(warns(first_result(), "too_deep"));
    document.look.depth_mm = 0.5;
    const Derived deep = session::evaluate(document, first_result());
    CHECK(warns(deep, "too_deep"));
    CHECK(deep.optics.mean_diameter_mm > 2.0 * first_result().optics.mean_diameter_mm);
}

TEST_CASE("a scale that makes the head a giant's is questioned, and dots that run out are told") {
    Document document = document_for_test();
    CHECK_FALSE(warns(first_result(), "scale_disagrees"));
    CHECK_FALSE(warns(first_result(), "too_dense"));
    document.hints.px_per_mm = 0.6;
    const Derived giant = session::evaluate(document, first_result());
    CHECK(warns(giant, "scale_disagrees"));
    CHECK(warns(giant, "too_dense"));
    document.hints.px_per_mm = std::nullopt;
    const double y = 200.0;
    document.hints.known_length = scalp::KnownLength{{120.0, y}, {300.0, y}, 20.0};
    CHECK(warns(session::evaluate(document, first_result(), session::Until::analysed), "scale_disagrees"));
}

TEST_CASE("a stroke far outside the photo is refused") {
    Document document = document_for_test();
    document.hints.strokes.push_back({core::Region::bald, {{-5000.0, 20.0}}, 40.0});
    CHECK_THROWS_AS(session::evaluate(document, first_result()), core::LoadError);
}

TEST_CASE("a photo in black and white stays so, and says what it cannot tell") {
    core::Picture grey =
        photo::load_photo(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "crown_VI_tone2.jpg").pixels;
    for (int y = 0; y < grey.height(); ++y)
        for (core::Rgb8& p : grey.row(y)) p = {p.g, p.g, p.g};
    const auto file = output("session_grey.png");
    photo::save_picture(grey, file);
    const Derived derived = session::evaluate(session::new_document(file));
    CHECK(warns(derived, "no_colour"));
    CHECK_FALSE(warns(first_result(), "no_colour"));
    CHECK(derived.scalp->skin.undertone == scalp::Undertone::neutral);
    REQUIRE_FALSE(*derived.picture == grey);
    int coloured = 0;
    for (std::size_t i = 0; i < grey.pixel_count(); ++i) {
        const core::Rgb8 p = derived.picture->data()[i];
        coloured += p.r != p.g || p.g != p.b;
    }
    CHECK(coloured == 0);
}
