#include "session/hints_file.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/error.h"
#include "session/document.h"
#include "session/history.h"
#include "support/catch.h"

using namespace stubble;

namespace {

scalp::Hints all_hints() {
    scalp::Hints hints;
    hints.view = scalp::View::left;
    hints.px_per_mm = 9.25;
    hints.forehead_lower_mm = -5;
    hints.handles[std::size_t(scalp::Handle::right_ear)] = core::PhotoPoint(40.5, 300.25);
    hints.strokes = {{core::Region::bald, {{10.5, 20.25}, {30, 40}}, 12.5}, {std::nullopt, {{1, 2}}, 3}};
    return hints;
}

std::string problem_of(const std::string& text) {
    try {
        session::parse_hints(text, "hints.json");
    } catch (const core::LoadError& problem) {
        return problem.what();
    }
    return "";
}

}  // namespace

TEST_CASE("hints are read back as they were written") {
    CHECK(session::parse_hints(session::hints_json(all_hints()), "a") == all_hints());
    CHECK(session::parse_hints(session::hints_json({}), "a") == scalp::Hints{});
    scalp::Hints known;
    known.known_length = scalp::KnownLength{{1, 2}, {3, 40}, 25};
    CHECK(session::parse_hints(session::hints_json(known), "a") == known);
}

TEST_CASE("a stroke's diameter may be given in mm beside the scale") {
    const auto hints = session::parse_hints(
        R"({"px_per_mm": 8, "strokes": [{"paint": "hair", "diameter_mm": 5, "path_px": [[3, 4]]}]})", "a");
    REQUIRE(hints.strokes.size() == 1);
    CHECK(hints.strokes[0].region == core::Region::hair);
    CHECK(hints.strokes[0].diameter_px == Approx(40));
}

TEST_CASE("a wrong hints file is refused in one line that names the file and the field") {
    const std::string stroke = R"({"paint": "bald", "diameter_px": 9, "path_px": [[1, 2]]})";
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"", "JSON"},
        {"{\"view\": ", "JSON"},
        {"[1]", "object"},
        {R"({"viewpoint": "front"})", "viewpoint"},
        {R"({"view": "below"})", "view"},
        {R"({"view": 3})", "view"},
        {R"({"px_per_mm": "many"})", "px_per_mm"},
        {R"({"px_per_mm": -2})", "px_per_mm"},
        {R"({"px_per_mm": 1e999})", "JSON"},
        {R"({"forehead": 500})", "forehead"},
        {R"({"known": [1, 2, 3]})", "known"},
        {R"({"known": [1, 2, 1, 2, 25]})", "known"},
        {R"({"known": [1, 2, 9, 9, 25], "px_per_mm": 4})", "known"},
        {R"({"known": [1, 2, 5, 2, 1]})", "too short"},
        {R"({"known": [0, 0, 3000, 0, 0.5]})", "6000 px per mm"},
        {R"({"handles": []})", "handles"},
        {R"({"handles": {"nose": [1, 2]}})", "handles.nose"},
        {R"({"handles": {"crown": [1, 2, 3]}})", "handles.crown"},
        {R"({"handles": {"crown": [1, "x"]}})", "handles.crown[1]"},
        {R"({"handles": {"crown": [1, 1e7]}})", "handles.crown[1]"},
        {R"({"strokes": {}})", "strokes"},
        {R"({"strokes": [)" + stroke + R"(, 5]})", "strokes[1]"},
        {R"({"strokes": [{"paint": "scalp", "diameter_px": 9, "path_px": [[1, 2]]}]})", "strokes[0].paint"},
        {R"({"strokes": [{"diameter_px": 9, "path_px": [[1, 2]]}]})", "strokes[0].paint"},
        {R"({"strokes": [{"paint": "bald", "path_px": [[1, 2]]}]})", "diameter"},
        {R"({"strokes": [{"paint": "bald", "diameter_px": 0, "path_px": [[1, 2]]}]})", "diameter_px"},
        {R"({"strokes": [{"paint": "bald", "diameter_mm": 9, "path_px": [[1, 2]]}]})", "diameter_mm"},
        {R"({"strokes": [{"paint": "bald", "diameter_px": 9, "path_px": []}]})", "path_px"},
        {R"({"strokes": [{"paint": "bald", "diameter_px": 9, "path_px": [[1]]}]})", "path_px[0]"},
        {R"({"strokes": [{"paint": "bald", "diameter_px": 9, "path_px": [[1, "x"]]}]})", "path_px[0][1]"},
        {R"({"strokes": [{"paint": "bald", "diameter_px": 9, "path_px": [[1, 2]], "x": 1}]})",
         "strokes[0].x"},
    };
    for (const auto& [text, named] : wrong) {
        CAPTURE(text);
        const std::string problem = problem_of(text);
        CAPTURE(problem);
        CHECK(problem.find("hints.json") != std::string::npos);
        CHECK(problem.find(named) != std::string::npos);
        CHECK(problem.find('\n') == std::string::npos);
    }
    CHECK_THROWS_AS(session::load_hints("/nowhere/hints.json"), core::LoadError);
}

TEST_CASE("a slip in a hints file is named with its line, its column and what is wrong") {
    const std::vector<std::pair<std::string, std::string>> slips = {
        {"", "line 1, column 1: unexpected end of input"},
        {"{\"view\": ", "line 1, column 10: unexpected end of input"},
        {"{\n  \"view\": \"front\"\n  \"forehead\": 3\n}", "line 3, column 12: unexpected string literal"},
        {"{\r\n\r\n\t\"view\": front}", "line 3, column 11: invalid literal"},
        {"{\"view\": \"front\n\"}", "line 1, column 16: invalid string"},
        {"{\"caf\u00e9\": 1,}", "line 1, column 12: unexpected '}'"},
        {"{\n \"px_per_mm\": 1e999}", "line 2, column 15: a number is too large"},
        {"{\"" + std::string(100'000, 'x'), "line 1, column 100003: invalid string"},
    };
    for (const auto& [text, named] : slips) {
        CAPTURE(named);
        const std::string problem = problem_of(text);
        CHECK(problem.find("'hints.json': it is no JSON, " + named) != std::string::npos);
        CHECK(problem.find('\n') == std::string::npos);
        CHECK(problem.size() < 300);
    }
}

TEST_CASE("strokes are part of the document and are undone one by one") {
    session::Document document = session::new_document("a.jpg");
    session::History history(document);
    for (const double x : {1.0, 2.0}) {
        document.hints.strokes.push_back({core::Region::hair, {{x, 0}}, 5});
        history.push(document);
    }
    CHECK(history.current().hints.strokes.size() == 2);
    history.undo();
    CHECK(history.current().hints.strokes.size() == 1);
    history.undo();
    CHECK(history.current().hints == scalp::Hints{});
    history.redo();
    CHECK(history.current().hints.strokes[0].path_px[0].x == 1.0);
}
