#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/cli.h"
#include "cli/errors.h"
#include "ran.h"
#include "support/catch.h"
#include "support/toy_net.h"

using namespace stubble;
using namespace stubble::test;
namespace fs = std::filesystem;

TEST_CASE("without a command the window opens, with the photo if one is named") {
    const Ran plain = stubble_with({});
    CHECK(plain.code == 0);
    REQUIRE(plain.window);
    CHECK_FALSE(*plain.window);
    const fs::path photo = file_with("some.jpg", "x");
    const Ran named = stubble_with({photo.string()});
    REQUIRE(named.window);
    CHECK(*named.window == photo);
    const Ran missing = stubble_with({(folder() / "missing.jpg").string()});
    CHECK(missing.code == cli::ExitCode::input);
    CHECK_FALSE(missing.window);
}

TEST_CASE("wrong usage is one line with a hint and exit code 2") {
    const std::string photo = file_with("some.jpg", "x").string(), after = (folder() / "after.png").string();
    const std::vector<std::vector<std::string>> wrong = {
        {"render"},
        {"render", photo},
        {"render", photo, "-o"},
        {"render", photo, "-o", after, "--no-such-option"},
        {"render", photo, "-o", after, "--treat", photo, "--transmittance", ".3,.3,.3", "--shade", "black"},
        {"bench", "analyse", "--photos", (folder() / "nowhere").string()},
        {"render", photo, photo, "-o", after},
        {"render", photo, "-o", after, "--hairline", "mohawk"},
        {"render", photo, "-o", after, "--density", "many"},
        {"render", photo, "-o", after, "--density", "9000"},
        {"render", photo, "-o", after, "--density", "nan"},
        {"render", photo, "-o", after, "--sessions", "2.5"},
        {"render", photo, "-o", after, "--handle", "nose=1,2"},
        {"render", photo, "-o", after, "--handle", "crown"},
        {"render", photo, "-o", after, "--handle", "crown=1"},
        {"render", photo, "-o", after, "--handle", "crown=1,2,3"},
        {"render", photo, "-o", after, "--handle", "brow=1,2", "--handle", "brow=3,4"},
        {"render", photo, "-o", ""},
        {"render", "", "-o", after},
        {"render", photo, "-o", after, "--density", ""},
        {"render", photo, "-o", after, "--density="},
        {"render", photo, "-o", after, "--known", ""},
        {"render", photo, "-o", after, "--treat", ""},
        {"render", photo, "-o", after, "--hints", ""},
        {"render", photo, "-o", after, "--parser", ""},
        {"render", photo, "-o", after, "--reference", ""},
        {"render", photo, "-o", after, "--shade", ""},
        {"render", photo, "-o", after, "--view", ""},
        {"render", photo, "-o", after, "--px-per-mm", ""},
        {"render", photo, "-o", after, "--pair", ""},
        {"render", photo, "-o", after, "--report", ""},
        {"render", photo, "-o", after, "--handle", ""},
        {"analyse", photo, "--json", ""},
        {"analyse", photo, "--regions", ""},
        {"sheet", photo, "-o", after, "--rows", ""},
        {"bench", "--samples", ""},
        {""},
        {"analyse", photo, "--overlay-of", "2"},
        {"render", photo, "-o", after, "--sessions", "6"},
        {"render", photo, "-o", after, "--age", "3w"},
        {"render", photo, "-o", after, "--seed", "-1"},
        {"render", photo, "-o", after, "--px-per-mm", "-3"},
        {"render", photo, "-o", after, "--px-per-mm", "0.001"},
        {"render", photo, "-o", after, "--known", "1,2,3,4"},
        {"render", photo, "-o", after, "--known", "1,2,3,4,5,6"},
        {"render", photo, "-o", after, "--known", "1,2,1,2,5"},
        {"render", photo, "-o", after, "--known", "1,2,5,2,5"},
        {"render", photo, "-o", after, "--view", "close-up", "--known", "0,0,3000,0,0.5"},
        {"render", photo, "-o", after, "--known", "0,0,9,9,5", "--px-per-mm", "4"},
        {"render", photo, "-o", after, "--known", "0,0,9,9,5", "--reference", "20"},
        {"analyse", photo, "--reference", "20", "--px-per-mm", "4"},
        {"analyse", photo, "--overlay-of", "certainty"},
        {"bench", "select", "--every", "2"},
        {"bench", "draw", "--photos", folder().string()},
        {"bench", "select", "--samples", folder().string()},
        {"bench", "draw", "--synth", folder().string()},
        {"render", photo, "-o", after, "--transmittance", "0.1,0.2,0.3"},
        {"render", photo, "-o", after, "--treat", "m.png", "--transmittance", "0.1,0.2,3"},
        {"render", photo, "-o", after, "--threads", "-2"},
        {"render", photo, "-o", after, "--quality", "0"},
        {"render", photo, "-o", after, "--dilution", "thin"},
        {"render", photo, "-o", after, "--shade", "pink"},
        {"render", photo, "-o", after, "--viewing-light", "candle"},
        {"render", photo, "-o", after, "--touch-up", "auto"},
        {"render", photo, "-o", after, "--treat", "m.png", "--density", "120"},
        {"render", photo, "-o", after, "--treat", "m.png", "--units", "coarse"},
        {"sheet", photo, "-o", after, "--rows", "zoom=1,2", "--zoom", "3"},
        {"sheet", photo, "-o", after, "--columns", "shade=ash,black", "--shade", "brown"},
        {"sheet", photo, "-o", after, "--treat", "m.png", "--columns", "density=80,160"},
        {"sheet", photo, "-o", after, "--treat", "m.png", "--rows", "hairline=straight,receded"},
        {"sheet", photo},
        {"sheet", photo, photo, "-o", after, "--px-per-mm", "6"},
        {"sheet", photo, photo, "-o", after, "--handle", "crown=7,7"},
        {"sheet", photo, "-o", after, "--rows", "age"},
        {"sheet", photo, "-o", after, "--rows", "age="},
        {"sheet", photo, "-o", after, "--rows", "age=1d,,3d"},
        {"sheet", photo, "-o", after, "--rows", "colour=red"},
        {"sheet", photo, "-o", after, "--rows", "age=1d,soon"},
        {"sheet", photo, "-o", after, "--rows", "age=1d", "--columns", "age=2d"},
        {"sheet", photo, "-o", after, "--columns", "zoom=0.5"},
        {"sheet", photo, "-o", after, "--columns", "density=100,120,140,160,180,200,220", "--cell", "4000"},
        {"sheet", photo, "-o", after, "--zoom", "near"},
        {"analyse"},
        {"analyse", photo, "--sessions", "2"},
        {"shades", "extra"},
        {"bench", "everything"},
        {"bench", "analyse", "--every", "0"},
        {"render", "analyse"},
    };
    for (const auto& arguments : wrong) {
        std::string line;
        for (const auto& a : arguments) line += a + " ";
        CAPTURE(line);
        const Ran ran = stubble_with(arguments);
        CAPTURE(ran.err);
        CHECK(ran.code == cli::ExitCode::usage);
        CHECK(is_one_line(ran.err));
        CHECK(ran.err.find("--help") != std::string::npos);
        CHECK(ran.out.empty());
    }
}

TEST_CASE("a wrong value is shown with what could stand there") {
    const std::string photo = file_with("some.jpg", "x").string(), after = (folder() / "after.png").string();
    const auto message = [](const std::vector<std::string>& arguments) {
        return stubble_with(arguments).err;
    };
    const std::string overlay = message({"analyse", photo, "--overlay-of", "foo"});
    CHECK(overlay.find("foo not in {certainty,hair-density,regions}") != std::string::npos);
    CHECK(overlay.find("->") == std::string::npos);
    const std::string handle = message({"render", photo, "-o", after, "--handle", "crown"});
    CHECK(handle.find("--handle 'crown' has no place: write NAME=X,Y") != std::string::npos);
    const std::string scale = message({"analyse", photo, "--reference", "20", "--px-per-mm", "4"});
    CHECK(scale.find("--reference and --px-per-mm both set the scale: give one") != std::string::npos);
    const std::string alone = message({"analyse", photo, "--overlay-of", "certainty"});
    CHECK(alone.find("--overlay-of goes with --overlay: name a picture") != std::string::npos);
    const std::string group = message({"bench", "select", "--every", "2"});
    CHECK(group.find("--every goes with the group analyse, and select") != std::string::npos);
    const std::string density = message({"render", photo, "-o", after, "--density", ""});
    CHECK(density.find("--density has an empty value") != std::string::npos);
}

TEST_CASE("a mistyped command is answered with the commands there are") {
    const Ran ran = stubble_with({"rendr", "photo.jpg", "-o", "after.png"});
    CHECK(ran.code == cli::ExitCode::usage);
    CHECK(ran.err.find("'rendr'") != std::string::npos);
    CHECK(ran.err.find("analyse") != std::string::npos);
}

TEST_CASE("a negative number is a value, not an option") {
    const std::string after = (folder() / "after.png").string();
    const Ran ran =
        stubble_with({"render", (folder() / "missing.jpg").string(), "-o", after, "--lower", "-5"});
    CAPTURE(ran.err);
    CHECK(ran.code == cli::ExitCode::input);
}

TEST_CASE("help and version go to standard output with exit code 0") {
    const Ran help = stubble_with({"--help"});
    CHECK(help.code == 0);
    for (const char* command : {"render", "sheet", "analyse", "hairlines", "shades", "settings", "bench"})
        CHECK(help.out.find(command) != std::string::npos);
    const Ran render = stubble_with({"render", "--help"});
    CHECK(render.code == 0);
    for (const char* option :
         {"--hairline", "--diffusion",     "--lower",    "--shade", "--density",   "--dot",   "--sessions",
          "--age",      "--pigment",       "--view",     "--seed",  "--px-per-mm", "--known", "--parser",
          "--treat",    "--transmittance", "--dot-gain", "--pair",  "--report",    "--output"})
        CHECK(render.out.find(option) != std::string::npos);
    const Ran version = stubble_with({"--version"});
    CHECK(version.code == 0);
    CHECK(version.out == "stubble " STUBBLE_VERSION "\n");
}

TEST_CASE("lists print tables for people and JSON for programs") {
    for (const char* list : {"hairlines", "shades", "settings"}) {
        CAPTURE(list);
        const Ran table = stubble_with({list});
        CHECK(table.code == 0);
        CHECK(std::count(table.out.begin(), table.out.end(), '\n') >= 5);
        CHECK(table.err.empty());
        const Ran json = stubble_with({list, "--json"});
        const auto parsed = nlohmann::json::parse(json.out);
        CHECK(parsed.is_array());
        CHECK(parsed.front().contains("name"));
    }
}

TEST_CASE("a photo that cannot be opened ends with code 3 and its name") {
    const std::string after = (folder() / "never.png").string();
    const Ran ran = stubble_with({"render", (folder() / "missing.jpg").string(), "-o", after});
    CHECK(ran.code == cli::ExitCode::input);
    CHECK(is_one_line(ran.err));
    CHECK(ran.err.find("missing.jpg") != std::string::npos);
    CHECK_FALSE(fs::exists(after));
    const Ran analysed = stubble_with({"analyse", (folder() / "missing.jpg").string()});
    CHECK(analysed.code == cli::ExitCode::input);
}

TEST_CASE("a wrong file of hints ends with code 3, its name and the field, before any work") {
    const std::string photo = file_with("photo.jpg", "no jpeg at all").string();
    const std::string hints = file_with("wrong.json", R"({"strokes": [{"paint": "blue"}]})").string();
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"analyse", photo, "--hints", hints},
          std::vector<std::string>{"render", photo, "-o", (folder() / "x.png").string(), "--hints", hints}}) {
        const Ran ran = stubble_with(arguments);
        CAPTURE(ran.err);
        CHECK(ran.code == cli::ExitCode::input);
        CHECK(is_one_line(ran.err));
        CHECK(ran.err.find("wrong.json") != std::string::npos);
        CHECK(ran.err.find("strokes[0]") != std::string::npos);
    }
    const std::string good = file_with("good.json", R"({"view": "top"})").string();
    CHECK(stubble_with({"analyse", photo, "--hints", good, "--json", good}).code == cli::ExitCode::output);
}

TEST_CASE("a face parser that cannot be used ends with code 3, its name and the reason") {
    const std::string photo = file_with("some.jpg", "x").string();
    const auto refused = [&](const fs::path& parser) {
        const Ran ran = stubble_with({"analyse", photo, "--parser", parser.string()});
        CHECK(ran.code == cli::ExitCode::input);
        CHECK(is_one_line(ran.err));
        CHECK(ran.err.find(parser.filename().string()) != std::string::npos);
        return ran.err;
    };
    CHECK(refused(folder() / "missing.onnx").find("there is no such file") != std::string::npos);
    CHECK(refused(file_with("text.onnx", "no net")).find("no ONNX model") != std::string::npos);
    const test::ToyNet grey{{{1, 1, 1, 0}}, {1, 1, 64, 64}};
    CHECK(refused(test::write_net(folder() / "grey.onnx", grey)).find("takes 1x1x64x64") !=
          std::string::npos);
}
