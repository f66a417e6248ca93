#include <opencv2/core.hpp>

#include "face_frame.h"
#include "scalp/outline_distance.h"
#include "scalp/rooted_hair.h"
#include "support/catch.h"

using namespace stubble;

namespace {

constexpr int width = 320, height = 420;
const core::Rgb8 hair_colour{60, 42, 34}, bleached_colour{88, 64, 48}, jacket_colour{30, 40, 70},
    other_colour{190, 190, 195};

core::HeadFrame face_frame() {
    return test::face_frame({width / 2.0, 150});
}

struct Scene {
    core::Picture photo{width, height};
    core::Mask hair{width, height};
};

// A face under short hair.
Scene short_haired() {
    Scene scene;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto at = scalp::outline_distance(face_frame(), {x + 0.5, y + 0.5});
            const bool cap = at.level_mm > 40 && at.inside_mm > -8;
            scene.hair.at(x, y) = cap;
            scene.photo.at(x, y) = cap ? hair_colour : other_colour;
        }
    return scene;
}

// What looks like hair in addition: `reach_mm` wide beside the head, between two levels.
void hang_beside(Scene& scene, double reach_mm, double from_level_mm, double to_level_mm,
                 const core::Rgb8& colour) {
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto at = scalp::outline_distance(face_frame(), {x + 0.5, y + 0.5});
            if (at.inside_mm > 0 || at.inside_mm < -reach_mm) continue;
            if (at.level_mm < from_level_mm || at.level_mm > to_level_mm) continue;
            scene.hair.at(x, y) = 1;
            scene.photo.at(x, y) = colour;
        }
}

// Share of the probability of what hangs between two levels that is hair's afterwards; `expected` is the
// sketch's probability of hair where any may be.
double kept_between(const Scene& scene, double from_level_mm, double to_level_mm, float expected = 0.0f) {
    const scalp::Working working = scalp::make_working(scene.photo, width * height);
    REQUIRE(working.px_per_photo_px == 1.0);
    scalp::Classes classes{cv::Mat(height, width, CV_32F), cv::Mat(height, width, CV_32F, cv::Scalar(0.1)),
                           cv::Mat(height, width, CV_32F)};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            classes.hair.at<float>(y, x) = scene.hair.at(x, y) ? 0.8f : 0.1f;
            classes.background.at<float>(y, x) = scene.hair.at(x, y) ? 0.1f : 0.8f;
        }
    const scalp::Classes rooted = scalp::only_rooted_hair(
        classes, cv::Mat(height, width, CV_32F, cv::Scalar(expected)), working, face_frame());
    double before = 0.0, after = 0.0;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double level = scalp::outline_distance(face_frame(), {x + 0.5, y + 0.5}).level_mm;
            const float sum =
                rooted.hair.at<float>(y, x) + rooted.background.at<float>(y, x) + rooted.skin.at<float>(y, x);
            CHECK(sum == Approx(1.0f));
            if (!scene.hair.at(x, y) || level < from_level_mm || level > to_level_mm) continue;
            before += classes.hair.at<float>(y, x), after += rooted.hair.at<float>(y, x);
        }
    REQUIRE(before > 0.0);
    return after / before;
}

}  // namespace

TEST_CASE("a dark collar below short hair is no hair") {
    Scene scene = short_haired();
    hang_beside(scene, 45, -190, -105, jacket_colour);
    CHECK(kept_between(scene, -190, -105) < 0.15);
    CHECK(kept_between(scene, 40, 200) == Approx(1.0));
}

TEST_CASE("long hair is hair down to the shoulders, whatever colour its ends have") {
    Scene scene = short_haired();
    hang_beside(scene, 35, -60, 60, hair_colour);
    hang_beside(scene, 35, -190, -60, jacket_colour);
    CHECK(kept_between(scene, -190, 60) > 0.95);
}

TEST_CASE("a strip narrower than a lock joins nothing") {
    Scene scene = short_haired();
    hang_beside(scene, 6, -105, 60, hair_colour);
    hang_beside(scene, 45, -190, -105, jacket_colour);
    CHECK(kept_between(scene, -190, -130) < 0.15);
}

TEST_CASE("a lock that comes out from behind an ear has the colour of the hair") {
    Scene own = short_haired(), other = short_haired();
    hang_beside(own, 25, -130, -60, hair_colour);
    hang_beside(other, 25, -130, -60, jacket_colour);
    CHECK(kept_between(own, -130, -60) > 0.95);
    CHECK(kept_between(other, -130, -60) < 0.15);
}

TEST_CASE("a lock that light has changed is hair where the sketch sees hair") {
    Scene own = short_haired(), other = short_haired();
    hang_beside(own, 25, -130, -60, bleached_colour);
    hang_beside(other, 25, -130, -60, jacket_colour);
    CHECK(kept_between(own, -130, -60, 0.95f) > 0.95);
    CHECK(kept_between(own, -130, -60, 0.3f) < 0.15);
    CHECK(kept_between(other, -130, -60, 0.95f) < 0.15);
}

TEST_CASE("a dark thing behind the head that only touches its outline is no hair") {
    Scene scene = short_haired();
    hang_beside(scene, 90, -60, 20, jacket_colour);
    // Next to the outline it may be hair of the sides.
    CHECK(kept_between(scene, -60, 20) < 0.6);
    CHECK(kept_between(scene, 40, 200) == Approx(1.0));
}
