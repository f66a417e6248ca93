// Photos that are not good enough are told so, with what to do; each is a sample photo spoilt in one way.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "blurred.h"
#include "core/random.h"
#include "samples.h"
#include "scalp/advice.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

cv::Mat pixels_of(core::Picture& photo) {
    return {photo.height(), photo.width(), CV_8UC3, photo.data()};
}

core::Picture picture_of(const cv::Mat& pixels) {
    core::Picture photo(pixels.cols, pixels.rows);
    pixels.copyTo(pixels_of(photo));
    return photo;
}

// The front sample at seven tenths of its size, which is good enough.
core::Picture good_photo() {
    core::Picture photo = test::sample_photo(test::sample_heads[4]);
    cv::Mat smaller;
    cv::resize(pixels_of(photo), smaller, {}, 0.7, 0.7, cv::INTER_AREA);
    return picture_of(smaller);
}

// Every pixel's linear light times a factor per channel.
core::Picture in_light(core::Picture photo, const core::LinearRgb& factor) {
    for (int y = 0; y < photo.height(); ++y)
        for (core::Rgb8& pixel : photo.row(y))
            pixel = core::srgb8_from_linear(core::linear_from_srgb8(pixel) * factor);
    return photo;
}

std::string text_of(const scalp::Scalp& found, const std::string& code) {
    for (const auto& warning : found.warnings)
        if (warning.code == code) return warning.text;
    return "";
}

std::string advice_on(const core::Picture& photo, const std::string& code, const scalp::Hints& hints = {}) {
    return text_of(scalp::read_scalp(photo, hints), code);
}

}  // namespace

TEST_CASE("too dark, too bright and coloured light are named") {
    const core::Picture good = good_photo();
    CHECK(scalp::read_scalp(good).warnings.empty());
    CHECK_FALSE(advice_on(in_light(good, core::LinearRgb(0.03f)), "dark").empty());
    CHECK(advice_on(in_light(good, core::LinearRgb(6.0f)), "bright").find('%') != std::string::npos);
    CHECK_FALSE(advice_on(in_light(good, {0.9f, 0.15f, 0.9f}), "coloured_light").empty());
    CHECK_FALSE(advice_on(in_light(good, {0.35f, 0.9f, 0.5f}), "coloured_light").empty());
    // The usual errors of a camera's white balance are no coloured light.
    CHECK(advice_on(in_light(good, {1.1f, 1.0f, 0.85f}), "coloured_light").empty());
}

TEST_CASE("a blurred and a grainy photo are named, with figures") {
    core::Picture photo = good_photo();
    CHECK(advice_on(test::blurred(photo, 4.0), "blurred").find("mm") != std::string::npos);
    std::uint64_t number = 0;
    for (int y = 0; y < photo.height(); ++y)
        for (core::Rgb8& pixel : photo.row(y)) {
            const double grain = 14.0 * core::normal_quantile(0.001 + 0.998 * core::random_unit(3, number++));
            for (std::uint8_t* channel : {&pixel.r, &pixel.g, &pixel.b})
                *channel = static_cast<std::uint8_t>(std::clamp(*channel + grain, 0.0, 255.0));
        }
    CHECK(advice_on(photo, "noisy").find("255") != std::string::npos);
}

TEST_CASE("a small head is told by how much, in metres where the lens is known") {
    core::Picture photo = test::sample_photo(test::sample_heads[4]);
    cv::Mat small;
    cv::resize(pixels_of(photo), small, {}, 0.3, 0.3, cv::INTER_AREA);
    CHECK(advice_on(picture_of(small), "small").find("times as many pixels") != std::string::npos);
    scalp::Hints lens;
    lens.focal_length_35mm = 600.0;  // then the head is far away
    CHECK(advice_on(picture_of(small), "small", lens).find(" m to ") != std::string::npos);
    lens.focal_length_35mm = 22.0;
    CHECK(advice_on(photo, "near", lens).find("1.2 m") != std::string::npos);
}

TEST_CASE("what covers the scalp is named") {
    core::Picture photo = good_photo();
    const scalp::Scalp bare = scalp::read_scalp(photo);
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const auto hit = bare.frame.hit({x + 0.5, y + 0.5});
            if (hit && hit->point.z > 35.0) photo.at(x, y) = {40, 90, 160};  // a blue cap
        }
    CHECK_FALSE(advice_on(photo, "covered").empty());
}

TEST_CASE("a head that was found without certainty is to be checked") {
    const core::Picture photo = good_photo();
    scalp::Scalp found = scalp::read_scalp(photo);
    const scalp::Working working = scalp::make_working(photo, 300'000);
    const scalp::Surface surface = scalp::surface_behind(working, found.frame);
    const auto said_at = [&](double confidence) {
        found.head_finding.confidence = confidence;
        found.warnings = scalp::advice(found, surface, working, {}, true);
        return text_of(found, "head_unsure");
    };
    CHECK(said_at(0.8).empty());
    CHECK(said_at(0.4).find("Fit the head by hand") != std::string::npos);
    CHECK(said_at(0.1).empty());  // no head at all is another matter
}

TEST_CASE("points shown on the head that no head can have are named") {
    const core::Picture good = good_photo();
    const scalp::Scalp found = scalp::read_scalp(good);
    scalp::Hints hints;
    const auto show = [&](scalp::Handle handle, scalp::Handle at) {
        hints.handles[static_cast<std::size_t>(handle)] =
            *found.frame.project(place_of(at, found.frame.shape));
    };
    show(scalp::Handle::crown, scalp::Handle::crown);
    show(scalp::Handle::brow, scalp::Handle::brow);
    CHECK(advice_on(good, "handle_off", hints).empty());
    show(scalp::Handle::left_ear, scalp::Handle::crown);
    show(scalp::Handle::right_ear, scalp::Handle::brow);
    CHECK(advice_on(good, "handle_off", hints).find("mm") != std::string::npos);
}
