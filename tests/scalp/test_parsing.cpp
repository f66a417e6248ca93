#include <cmath>
#include <limits>
#include <opencv2/core.hpp>

#include "core/error.h"
#include "core/region.h"
#include "samples.h"
#include "scalp/parsing.h"
#include "support/catch.h"
#include "support/toy_net.h"

using namespace stubble;
using test::ToyNet;

namespace {

// A model of the classes background 0, skin 1 and hair 2; more are named nowhere.
scalp::ParserModel model_of(const std::string& name, const ToyNet& net) {
    scalp::ParserModel model;
    model.file =
        test::write_net(std::filesystem::path(STUBBLE_OUTPUT_DIR) / "parsing" / (name + ".onnx"), net);
    model.size = {64, 64};
    model.mean = {0, 0, 0}, model.deviation = {1, 1, 1};
    model.background = {0}, model.skin = {1}, model.hair = {2};
    return model;
}

// Hair where red outweighs blue, skin elsewhere.
ToyNet red_is_hair() {
    return {{{0, 0, 0, -30}, {0, 0, 20, 0}, {20, 0, 0, 0}}};
}

// Left half red, right half blue, with a sketch over the whole picture.
struct Halves {
    scalp::Working working;
    scalp::Sketch sketch;
};
Halves red_and_blue() {
    core::Picture photo(200, 200, core::Rgb8{0, 0, 255});
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 100; ++x) photo.at(x, y) = {255, 0, 0};
    Halves halves{scalp::make_working(photo, 300'000), {}};
    halves.sketch.place_mm = cv::Mat::zeros(80, 80, CV_32FC3);
    halves.sketch.photo_px_per_px = 200.0 / 80.0;
    for (cv::Mat& region : halves.sketch.regions) region = cv::Mat(80, 80, CV_32F, cv::Scalar(0.2));
    return halves;
}

std::string refusal_of(const scalp::ParserModel& model) {
    const Halves halves = red_and_blue();
    try {
        scalp::parse_head(model, halves.working, halves.sketch);
    } catch (const core::LoadError& error) {
        return error.what();
    }
    return "";
}

int pixels_of(const core::Picture& photo, core::Region region, const scalp::Hints& hints) {
    const scalp::Scalp found = scalp::read_scalp(photo, hints);
    int count = 0;
    for (int y = 0; y < found.regions.height(); ++y)
        for (const auto label : found.regions.row(y)) count += label == static_cast<int>(region);
    return count;
}

}  // namespace

TEST_CASE("a parser's classes lie over the photo") {
    const Halves halves = red_and_blue();
    const auto parsing = scalp::parse_head(model_of("halves", red_is_hair()), halves.working, halves.sketch);
    const scalp::Classes seen = scalp::at_working_size(parsing, halves.working);
    REQUIRE(seen.hair.size() == halves.working.size());
    CHECK(seen.hair.at<float>(100, 20) > 0.99f);
    CHECK(seen.hair.at<float>(100, 180) < 0.01f);
    CHECK(seen.skin.at<float>(100, 180) > 0.99f);
    CHECK(seen.hair.at<float>(100, 90) > 0.9f);
    CHECK(seen.hair.at<float>(100, 110) < 0.1f);
    CHECK(seen.background.at<float>(100, 20) < 0.01f);
}

TEST_CASE("a parser is fed what its model asks for") {
    const Halves halves = red_and_blue();
    scalp::ParserModel model = model_of("fed", red_is_hair());
    const auto hair_at = [&](int x) {
        const auto parsing = scalp::parse_head(model, halves.working, halves.sketch);
        return static_cast<double>(scalp::at_working_size(parsing, halves.working).hair.at<float>(100, x));
    };
    model.blue_first = true;
    CHECK(hair_at(180) > 0.99);
    CHECK(hair_at(20) < 0.01);
    // exp(s_hair) / (exp(s_hair) + exp(s_skin)) with (1 - 0.5) / 10 * 20 = 1 and (0 - 0.2) / 2 * 20 = -2
    model.blue_first = false;
    model.mean = {0.5, 0, 0.2}, model.deviation = {10, 1, 2};
    CHECK(hair_at(20) == Approx(1.0 / (1.0 + std::exp(-3.0))).epsilon(0.01));
    // Wider than high: the head's square lies in the middle of what the net sees.
    model = model_of("fed", red_is_hair());
    model.size = {128, 64};
    CHECK(hair_at(20) > 0.99);
    CHECK(hair_at(180) < 0.01);
}

TEST_CASE("probabilities are taken as they are and classes named nowhere say nothing") {
    const Halves halves = red_and_blue();
    const ToyNet even{{{0, 0, 0, 0.5f}, {0, 0, 0, 0.3f}, {0, 0, 0, 0.2f}}};
    const auto even_classes =
        scalp::parse_head(model_of("even", even), halves.working, halves.sketch).classes;
    CHECK(even_classes.background.at<float>(5, 5) == Approx(0.5));
    CHECK(even_classes.hair.at<float>(5, 5) == Approx(0.2));
    const ToyNet silent{{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 50}}};
    const auto parsing = scalp::parse_head(model_of("silent", silent), halves.working, halves.sketch);
    CHECK(parsing.classes.skin.at<float>(5, 5) == Approx(1.0 / 3.0));
    const scalp::Sketch unmoved = scalp::agreed(halves.sketch, parsing);
    for (const cv::Mat& region : unmoved.regions) CHECK(region.at<float>(40, 40) == Approx(0.2));
}

TEST_CASE("sketch and parser agree on regions that sum to 1, and the sketch stays as it was") {
    const Halves halves = red_and_blue();
    const auto parsing = scalp::parse_head(model_of("halves", red_is_hair()), halves.working, halves.sketch);
    const scalp::Sketch both = scalp::agreed(halves.sketch, parsing);
    float sum = 0.0f;
    for (const cv::Mat& region : both.regions) sum += region.at<float>(40, 10);
    CHECK(sum == Approx(1.0));
    CHECK(both.regions[2].at<float>(40, 10) > 0.5f);
    CHECK(both.regions[2].at<float>(40, 70) < 0.05f);
    CHECK(both.regions[3].at<float>(40, 70) == Approx(both.regions[1].at<float>(40, 70)));
    CHECK(halves.sketch.regions[2].at<float>(40, 10) == Approx(0.2));
    // The word of one is no veto.
    CHECK(both.regions[1].at<float>(40, 10) > 0.001f);
}

TEST_CASE("a reading follows a parser where it is sure") {
    const core::Picture photo = test::sample_photo(test::sample_heads[2]);
    const scalp::Hints alone;
    const auto with = [&](const char* name, const ToyNet& net) {
        scalp::Hints hints;
        hints.parser = model_of(name, net);
        return hints;
    };
    const auto all_skin = with("all_skin", {{{0, 0, 0, 0}, {0, 0, 0, 9}, {0, 0, 0, 0}}});
    const auto all_hair = with("all_hair", {{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 9}}});
    const int usual = pixels_of(photo, core::Region::hair, alone);
    CHECK(pixels_of(photo, core::Region::hair, all_hair) > usual * 11 / 10);
    CHECK(pixels_of(photo, core::Region::hair, all_skin) < usual * 9 / 10);
    const auto silent = with("silent", {{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 50}}});
    CHECK(std::abs(pixels_of(photo, core::Region::hair, silent) - usual) < usual / 100);
}

TEST_CASE("a parser that cannot be used is named, with the reason") {
    scalp::ParserModel missing;
    missing.file = "no/such/net.onnx";
    CHECK(refusal_of(missing).find("no/such/net.onnx") != std::string::npos);
    CHECK(refusal_of(missing).find("cannot be opened") != std::string::npos);

    scalp::ParserModel text = model_of("text", red_is_hair());
    std::ofstream(text.file) << "no net";
    CHECK(refusal_of(text).find("no ONNX net") != std::string::npos);

    scalp::ParserModel few = model_of("few", red_is_hair());
    few.hair = {17};
    CHECK(refusal_of(few).find("has output 1x3x64x64 but the class map names class 17") != std::string::npos);
    CHECK(refusal_of(few).find("few.json") != std::string::npos);

    scalp::ParserModel flat = model_of("flat", {red_is_hair().classes, {1, 3, 64, 64}, true});
    CHECK(refusal_of(flat).find("has output 1x3x1x1") != std::string::npos);

    const scalp::ParserModel two = model_of("two", {{{1}, {1}, {1}, {1}}, {1, 2, 64, 64}});
    CHECK(refusal_of(two).find("does not work on a picture of 1x3x64x64") != std::string::npos);

    scalp::ParserModel other = model_of("other", red_is_hair());
    other.output = "labels";
    CHECK(refusal_of(other).find("no output 'labels'") != std::string::npos);
    CHECK(refusal_of(other).find("scores") != std::string::npos);

    const float endless = std::numeric_limits<float>::infinity();
    const scalp::ParserModel wild = model_of("wild", {{{0, 0, 0, endless}, {0, 0, 0, 0}, {0, 0, 0, 0}}});
    CHECK(refusal_of(wild).find("not finite") != std::string::npos);
}

TEST_CASE("a parser's file is read again when it has changed") {
    const Halves halves = red_and_blue();
    const auto model = model_of("changed", red_is_hair());
    CHECK(scalp::parse_head(model, halves.working, halves.sketch).classes.hair.at<float>(32, 5) > 0.99f);
    model_of("changed", {{{0, 0, 0, 30}, {0, 0, 0, 0}, {0, 0, 0, 0}}});
    std::filesystem::last_write_time(model.file,
                                     std::filesystem::last_write_time(model.file) + std::chrono::seconds(2));
    CHECK(scalp::parse_head(model, halves.working, halves.sketch).classes.hair.at<float>(32, 5) < 0.01f);
}

TEST_CASE("an earlier reading lends nothing that a parser changes") {
    const core::Picture photo = test::sample_photo(test::sample_heads[2]);
    scalp::Hints hints;
    const scalp::Scalp alone = scalp::read_scalp(photo, hints);
    hints.parser = model_of("all_hair", {{{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 9}}});
    const scalp::Scalp told = scalp::read_scalp(photo, hints, &alone);
    CHECK_FALSE(told.regions == alone.regions);
    CHECK(told.regions == scalp::read_scalp(photo, hints).regions);
    CHECK(scalp::read_scalp(photo, {}, &told).regions == alone.regions);
}
