#include "session/settings.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "session/known_length.h"
#include "session/report.h"
#include "support/catch.h"

using namespace stubble;
using session::Document;
using session::Setting;

TEST_CASE("every setting reads back what was set, and leaves the others alone") {
    for (const Setting& s : session::settings()) {
        CAPTURE(s.name);
        Document document;
        if (s.choices.empty()) {
            for (const double share : {0.0, 0.5, 1.0}) {
                double value = s.minimum + share * (s.maximum - s.minimum);
                if (s.step == 1.0) value = std::floor(value);
                s.set_number(document, value);
                CHECK(s.number(document) == Approx(value).margin(1e-9));
            }
        } else {
            for (const auto& choice : s.choices) {
                s.set_choice(document, choice.name);
                CHECK(s.choice(document) == choice.name);
            }
        }
        const Document defaults;
        for (const Setting& other : session::settings()) {
            if (other.name == s.name) continue;
            if (other.choices.empty())
                CHECK(other.number(document) == other.number(defaults));
            else
                CHECK(other.choice(document) == other.choice(defaults));
        }
    }
}

TEST_CASE("a known length makes a scale that the setting can have, or is objected to") {
    const auto objection = [](double px, double mm) {
        return session::objection_to({{10, 20}, {10 + 0.6 * px, 20 + 0.8 * px}, mm}).value_or("");
    };
    const Setting& scale = session::setting("px-per-mm");
    CHECK(objection(200, 25).empty());
    CHECK(objection(5.001, 1).empty());
    CHECK(objection(4.999, 1).find("at least 5 px apart") != std::string::npos);
    CHECK(objection(200, 1.01 * 200 / scale.maximum).empty());
    CHECK(objection(200, 0.99 * 200 / scale.maximum).find("too short") != std::string::npos);
    CHECK(objection(200, 0.99 * 200 / scale.step).empty());
    CHECK(objection(200, 1.01 * 200 / scale.step).find("too long") != std::string::npos);
    for (const double mm : {0.0, -3.0, std::nan("")})
        CHECK(objection(200, mm).find("0 mm") != std::string::npos);
    CHECK_FALSE(objection(std::nan(""), 25).empty());
}

TEST_CASE("numbers are clamped to their range, choices refused by name") {
    for (const Setting& s : session::settings()) {
        CAPTURE(s.name);
        Document document;
        if (s.choices.empty()) {
            s.set_number(document, 1e12);
            CHECK(s.number(document) == Approx(s.maximum));
            s.set_number(document, -1e12);
            CHECK(s.number(document) == Approx(s.minimum));
            s.set_number(document, std::nan(""));
            CHECK(s.number(document) == Approx(s.minimum));
            CHECK(s.minimum < s.maximum);
            CHECK(s.step > 0);
        } else {
            CHECK_THROWS_AS(s.set_choice(document, "no such thing"), std::invalid_argument);
            CHECK(document == Document{});
        }
    }
}

TEST_CASE("defaults lie in range, names are unique, and everything has a help sentence") {
    std::set<std::string> names;
    const Document defaults;
    for (const Setting& s : session::settings()) {
        CAPTURE(s.name);
        CHECK(names.insert(s.name).second);
        CHECK(s.help.size() > 20);
        CHECK(s.help.back() == '.');
        if (!s.choices.empty()) continue;
        CHECK(s.number(defaults) >= s.minimum);
        CHECK(s.number(defaults) <= s.maximum);
    }
    for (const char* name : {"hairline", "diffusion", "lower", "shade", "density", "dot", "sessions", "age",
                             "pigment", "view", "seed", "dot-gain"})
        CHECK(names.count(name) == 1);
}

TEST_CASE("numbers that may be left automatic say so, and can be given back") {
    int found = 0;
    for (const Setting& s : session::settings()) {
        if (!s.is_automatic) continue;
        CAPTURE(s.name);
        ++found;
        Document document;
        CHECK(s.is_automatic(document));
        s.set_number(document, s.minimum);
        CHECK_FALSE(s.is_automatic(document));
        s.set_automatic(document);
        CHECK(document == Document{});
    }
    CHECK(found >= 2);
}

TEST_CASE("the seed reaches both the dots and the edge") {
    Document document;
    session::setting("seed").set_number(document, 77);
    CHECK(document.seed == 77);
    CHECK(document.plan.seed == 77);
}

TEST_CASE("ages are days or years") {
    CHECK(session::parse_age_days("0d") == 0.0);
    CHECK(session::parse_age_days("3d") == 3.0);
    CHECK(session::parse_age_days("30") == 30.0);
    CHECK(session::parse_age_days("1y") == 365.25);
    CHECK(session::parse_age_days("2.5y") == Approx(913.125));
    for (const char* wrong : {"", "d", "-3d", "3w", "1y2", "nan", "inf", "1e999", " 3d", "3 d", "1yy"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(session::parse_age_days(wrong), std::invalid_argument);
    }
    for (const char* age : {"0d", "3d", "7d", "30d", "1y", "3y", "5y", "8y", "2.5y"})
        CHECK(session::format_age(session::parse_age_days(age)) == age);
}

TEST_CASE("the printed lists hold every entry with its default") {
    const auto list = nlohmann::json::parse(session::settings_json());
    REQUIRE(list.size() == session::settings().size());
    for (const auto& item : list) {
        CHECK(item.contains("default"));
        CHECK(item.contains("help"));
        CHECK((item.contains("choices") || item.contains("minimum")));
    }
    CHECK(nlohmann::json::parse(session::hairlines_json()).size() == design::hairline_styles().size());
    const auto shades = nlohmann::json::parse(session::shades_json());
    REQUIRE(shades.size() == pigment::clinical_shades().size() + pigment::creative_shades().size());
    CHECK(shades.front().contains("dilution"));
    CHECK(shades.front()["clinical"] == true);
    CHECK(shades.back()["clinical"] == false);
    CHECK(session::shades_json().back() == '\n');
}
