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
