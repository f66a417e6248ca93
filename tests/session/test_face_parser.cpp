#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "session/face_parser.h"
#include "session/onnx_input.h"
#include "support/catch.h"
#include "support/toy_net.h"

using namespace stubble;
using test::ToyNet;

namespace {

std::filesystem::path net(const std::string& name, const std::string& sidecar = "",
                          const ToyNet& toy = {{{}, {}, {}}}) {
    return test::write_net(std::filesystem::path(STUBBLE_OUTPUT_DIR) / "face_parser" / (name + ".onnx"), toy,
                           sidecar);
}

std::string refusal_of(const std::filesystem::path& file) {
    try {
        session::face_parser(file);
    } catch (const core::LoadError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("without a file beside it a net has the usual classes and its own size") {
    const auto model = session::face_parser(net("plain", "", {{{}, {}, {}}, {1, 3, 96, 128}}));
    scalp::ParserModel usual;
    usual.file = model.file;
    usual.size = {128, 96};
    CHECK(model == usual);
    const auto open = session::face_parser(net("open", "", {{{}, {}, {}}, {1, 3, 0, 0}}));
    CHECK(open.size == core::Size{512, 512});
}

TEST_CASE("the file beside a net says what differs") {
    const auto model =
        session::face_parser(net("said", R"({"size": [256, 192], "mean": [0.1, 0.2, 0.3], "std": [1, 1, 2],
        "order": "BGR", "output": "scores", "classes": {"background": [0], "skin": [1, 3], "hair": [2]}})"));
    CHECK(model.size == core::Size{256, 192});
    CHECK(model.mean[2] == 0.3);
    CHECK(model.deviation[2] == 2.0);
    CHECK(model.blue_first);
    CHECK(model.output == "scores");
    CHECK(model.background == std::vector<int>{0});
    CHECK(model.skin == std::vector<int>{1, 3});
    CHECK(model.hair == std::vector<int>{2});
}

TEST_CASE("what cannot be a face parser is refused with file and reason") {
    CHECK(refusal_of("no/such.onnx").find("no/such.onnx") != std::string::npos);
    const auto text = net("text");
    std::ofstream(text) << "hello";
    CHECK(refusal_of(text).find("no ONNX model") != std::string::npos);
    CHECK(refusal_of(net("grey", "", {{{}, {}, {}}, {1, 1, 64, 64}})).find("takes 1x1x64x64") !=
          std::string::npos);
    CHECK(refusal_of(net("tiny", "", {{{}, {}, {}}, {1, 3, 4, 4}})).find("4x4 px") != std::string::npos);
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"[1, 2]", "no JSON object"},
        {"{\"size\": ", "no JSON object"},
        {R"({"width": 3})", "no key 'width'"},
        {R"({"size": [256]})", "'size' must be a list of 2 whole numbers"},
        {R"({"size": [256, 99999]})", "256x99999"},
        {R"({"mean": [1, 2, "x"]})", "'mean' must be a list of 3 numbers"},
        {R"({"std": [1, 0, 1]})", "above 0"},
        {R"({"order": "GRB"})", "'GRB'"},
        {R"({"output": 3})", "'output' must be a word"},
        {R"({"classes": [1]})", "'classes' must name"},
        {R"({"classes": {"hat": [1]}})", "no 'hat'"},
        {R"({"classes": {"hair": [1], "skin": [1]}})", "class 1"},
        {R"({"classes": {"hair": [-1], "skin": [1]}})", "class -1"},
        {R"({"classes": {"background": [0], "hair": [1]}})", "at least one class of skin"},
    };
    for (const auto& [sidecar, reason] : wrong) {
        const std::string message = refusal_of(net("beside", sidecar));
        CAPTURE(sidecar, message);
        CHECK(message.find(reason) != std::string::npos);
        CHECK(message.find("beside.json") != std::string::npos);
    }
}

TEST_CASE("a pipe or a file beyond measure is refused as either file, and never waited for") {
    const auto model = net("odd");
    auto beside = model, pipe = model;
    beside.replace_extension(".json");
    pipe.replace_filename("pipe.onnx");
    std::filesystem::remove(pipe);
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const int both_ends = ::open(pipe.c_str(), O_RDWR | O_NONBLOCK);  // so that nobody waits for a writer
    REQUIRE(both_ends >= 0);
    CHECK(refusal_of(pipe).find("it is a pipe") != std::string::npos);
    std::filesystem::remove(beside);
    std::filesystem::create_symlink(pipe, beside);
    CHECK(refusal_of(model).find("it is a pipe") != std::string::npos);
    ::close(both_ends);
    std::filesystem::remove(beside);
    std::ofstream(beside) << "{}";
    CHECK(refusal_of(model).empty());
    std::filesystem::resize_file(beside, 2 << 20);
    CHECK(refusal_of(model).find("more than the 1 MB allowed") != std::string::npos);
    std::filesystem::resize_file(model, std::uintmax_t{2} << 30);  // holes: it takes no room
    CHECK(refusal_of(model).find("allowed") != std::string::npos);
    std::filesystem::remove(model);
}

TEST_CASE("cut or made-up bytes are no ONNX model") {
    const std::string whole = test::onnx_of({{{}, {}, {}}});
    CHECK(session::onnx_input_shape(whole) == std::vector<int>{1, 3, 64, 64});
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto shape = session::onnx_input_shape(std::string_view(whole).substr(0, length));
        // The last field is the operator set: a file cut just before it still has its graph.
        if (shape) CHECK(*shape == std::vector<int>{1, 3, 64, 64});
    }
    CHECK_FALSE(session::onnx_input_shape("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
    CHECK_FALSE(session::onnx_input_shape(std::string(64, '\x3a')));
}
