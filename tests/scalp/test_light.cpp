#include <opencv2/core.hpp>

#include "core/region.h"
#include "core/tone_curve.h"
#include "scalp/skin.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int side = 240, spot_px = 5;
constexpr float broad_white = 0.05f, narrow_white = 0.25f;
const core::LinearRgb inside{0.30f, 0.17f, 0.11f};  // scene light of the skin itself
const cv::Point spot(180, 60);

bool on_spot(int x, int y) {
    return cv::norm(cv::Point(x, y) - spot) < spot_px;
}

// Bald scalp all over; its left half is paler by an even white, and a small lamp is mirrored in the other.
core::ScaledField sheen(double ita_deg) {
    core::Picture photo(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const core::LinearRgb light =
                inside + (on_spot(x, y) ? narrow_white : (x < side / 2 ? broad_white : 0.0f));
            photo.at(x, y) = {core::srgb8_from_scene(light.r), core::srgb8_from_scene(light.g),
                              core::srgb8_from_scene(light.b)};
        }
    const cv::Mat ones(side, side, CV_32F, cv::Scalar(1.0));
    const scalp::RegionMaps maps{cv::Mat(side, side, CV_8U, cv::Scalar(static_cast<int>(core::Region::bald))),
                                 0.0 * ones, ones};
    const scalp::Working working = scalp::make_working(photo, side * side);
    return scalp::read_reflected(working, scalp::soft_scene_light(working), maps, ita_deg);
}

float share_at(const core::ScaledField& field, int x, int y) {
    return field.values.at(x, y);
}

float true_share(float white) {
    return white / core::luminance(inside + white);
}

}  // namespace

TEST_CASE("a broad paleness is sheen in part, and a lamp's mirror image in full", "[scalp]") {
    constexpr double light_deg = 45.0, dark_deg = -60.0;
    const core::ScaledField light = sheen(light_deg), dark = sheen(dark_deg);
    const float pale = share_at(light, 40, 120) - share_at(light, 210, 180);
    CHECK(pale > 0.2f * true_share(broad_white));
    CHECK(pale < 0.6f * true_share(broad_white));
    // What frees the share of the file's blocks of colour takes a ninth of a spot as small as this.
    CHECK(share_at(light, spot.x, spot.y) > 0.87f * true_share(narrow_white));
    CHECK(share_at(dark, 40, 120) - share_at(dark, 210, 180) > 1.2f * pale);
}

TEST_CASE("a broad sheen towards the lamp does not make skin darker than it is", "[scalp]") {
    core::Picture photo(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const core::LinearRgb light = inside * (x < side / 2 ? 1.6f : 0.4f);
            photo.at(x, y) = {core::srgb8_from_scene(light.r), core::srgb8_from_scene(light.g),
                              core::srgb8_from_scene(light.b)};
        }
    const scalp::Working working = scalp::make_working(photo, side * side);
    const cv::Mat ones(working.size(), CV_32F, cv::Scalar(1.0));
    const scalp::RegionMaps maps{
        cv::Mat(working.size(), CV_8U, cv::Scalar(static_cast<int>(core::Region::bald))), 0.0 * ones, ones};
    scalp::Surface surface;
    surface.area_cm2 = surface.cos_view = ones;
    surface.normal = surface.place_mm = cv::Mat(working.size(), CV_32FC3, cv::Scalar(0.0, 0.0, 1.0));
    const auto angle_deg = [&](float shine) {
        scalp::Light light;
        light.specular.values = core::Field(working.size().width, working.size().height, 0.0f);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side / 2; ++x) light.specular.values.at(x, y) = shine;
        const scalp::EvenLight even = scalp::read_even_light(working, maps, light, surface);
        return scalp::read_skin(working, maps, even).ita_deg;
    };
    CHECK(angle_deg(0.3f) == angle_deg(0.0f));
    CHECK(angle_deg(0.0f) > 0.0);
}
