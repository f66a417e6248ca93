#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/random.h"
#include "drawn_head.h"
#include "samples.h"
#include "scalp/fit_head.h"
#include "scalp/hairline.h"
#include "scalp/orthographic_pose.h"
#include "scalp/place_head.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

bool warns(const scalp::Scalp& found, const std::string& code) {
    return std::any_of(found.warnings.begin(), found.warnings.end(),
                       [&](const auto& w) { return w.code == code; });
}

double degrees_between(const glm::dvec3& a, const glm::dvec3& b) {
    return glm::degrees(std::acos(std::clamp(glm::dot(glm::normalize(a), glm::normalize(b)), -1.0, 1.0)));
}

core::Picture turned_round(const core::Picture& photo) {
    core::Picture turned(photo.width(), photo.height());
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            turned.at(photo.width() - 1 - x, photo.height() - 1 - y) = photo.at(x, y);
    return turned;
}

// Photo pixels by which the forehead lies below the occiput.
double forehead_below_px(const scalp::Scalp& found) {
    return found.frame.project({0, -90, 0})->y - found.frame.project({0, 90, 0})->y;
}

// A bald head as the net should see it, but with the places of a share of its cells turned half round.
scalp::Sketch drawn_sketch(const core::HeadFrame& frame, int photo_side, double turned_share) {
    constexpr int side = 96;
    scalp::Sketch sketch;
    for (auto& region : sketch.regions) region = cv::Mat::zeros(side, side, CV_32F);
    sketch.place_mm = cv::Mat::zeros(side, side, CV_32FC3);
    sketch.density = cv::Mat::zeros(side, side, CV_32F);
    sketch.photo_px_per_px = static_cast<double>(photo_side) / side;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const auto hit = frame.hit(sketch.photo_point(x, y));
            const auto region = !hit                                           ? core::Region::background
                                : scalp::inside_hairline_rad(hit->point) > 0.0 ? core::Region::bald
                                                                               : core::Region::skin;
            sketch.regions[static_cast<std::size_t>(region)].at<float>(y, x) = 1.0f;
            if (!hit) continue;
            const bool turned = static_cast<double>(core::random_unit(
                                    3, static_cast<std::uint64_t>(y * side + x))) < turned_share;
            const glm::dvec3 place = turned ? glm::dvec3(-1, -1, 1) * hit->point : hit->point;
            sketch.place_mm.at<cv::Vec3f>(y, x) = cv::Vec3f(cv::Vec3d(place.x, place.y, place.z));
        }
    return sketch;
}

}  // namespace

TEST_CASE("where the places contradict each other the face tells which way a head looks") {
    const core::Size photo{600, 600};
    // From above fewer places are enough to turn the head round.
    for (const auto& [elevation_deg, turned_share] :
         {std::pair(50.0, 0.0), {50.0, 0.6}, {65.0, 0.0}, {65.0, 0.5}}) {
        CAPTURE(elevation_deg, turned_share);
        const core::HeadFrame truth =
            scalp::place_head(0.0, glm::radians(elevation_deg), 0.0, {300, 290}, 2.2, photo, {});
        const scalp::HeadFit fit = scalp::fit_head(drawn_sketch(truth, photo.width, turned_share), photo, {});
        CHECK(degrees_between(fit.frame.camera_position_mm(), truth.camera_position_mm()) < 5.0);
        CHECK(fit.view_clear() == false);  // the looks at a drawn sketch are none
    }
}

TEST_CASE("of looks that contradict each other those count that agree") {
    const core::Size photo{600, 600};
    const auto look = [&](double azimuth_deg, double turned_share) {
        const core::HeadFrame frame =
            scalp::place_head(glm::radians(azimuth_deg), 0.2, 0.0, {300, 290}, 2.2, photo, {});
        return drawn_sketch(frame, photo.width, turned_share);
    };
    using Counts = std::vector<bool>;
    const auto of_one_mind = [](const std::vector<scalp::Sketch>& looks) {
        std::vector<std::optional<scalp::OrthographicPose>> poses;
        for (const scalp::Sketch& seen : looks) poses.push_back(scalp::fit_orthographic_pose(seen));
        return scalp::of_one_mind(looks, poses);
    };
    const std::vector<scalp::Sketch> alike{look(0, 0.0), look(20, 0.0), look(10, 0.0)};
    CHECK(of_one_mind(alike) == Counts{true, true, true});
    const std::vector<scalp::Sketch> two_against_one{look(180, 0.0), look(0, 0.0), look(15, 0.0)};
    CHECK(of_one_mind(two_against_one) == Counts{false, true, true});
    const std::vector<scalp::Sketch> one_in_doubt{look(180, 0.4), look(0, 0.0)};
    CHECK(of_one_mind(one_in_doubt) == Counts{false, true});
}

TEST_CASE("every sample head is found in its pose and at its scale") {
    for (const test::SampleHead& head : test::sample_heads) {
        INFO(head.name);
        const scalp::Scalp found = scalp::read_scalp(test::sample_photo(head));
        CHECK(found.view == head.view);
        CHECK_FALSE(warns(found, "view_unsure"));
        const double vertex = found.frame.px_per_mm({0, 0, found.frame.shape.up_mm});
        CHECK(vertex == Approx(head.vertex_px_per_mm).epsilon(0.08));
        CHECK(degrees_between(found.frame.camera_position_mm(), head.camera_mm) < 15.0);
    }
}

TEST_CASE("a mirrored photo is read to the mirrored pose") {
    const test::SampleHead& side = test::sample_heads[5];
    const core::Picture photo = test::sample_photo(side);
    core::Picture mirrored(photo.size());
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) mirrored.at(photo.width() - 1 - x, y) = photo.at(x, y);
    const scalp::Scalp found = scalp::read_scalp(mirrored);
    CHECK(found.view == scalp::View::right);
    glm::dvec3 camera_mm = side.camera_mm;
    camera_mm.x = -camera_mm.x;
    CHECK(degrees_between(found.frame.camera_position_mm(), camera_mm) < 15.0);
}

TEST_CASE("the view that the user names wins over what is seen") {
    const core::Picture photo = test::sample_photo(test::sample_heads[0]);
    scalp::Hints hints;
    for (const scalp::View view : {scalp::View::front, scalp::View::left, scalp::View::top}) {
        hints.view = view;
        CHECK(scalp::read_scalp(photo, hints).view == view);
    }
}

TEST_CASE("a head from above is the right way round: its forehead is bare and its occiput is not") {
    const DrawnHead drawn = draw_head_from_above(600, 0.25f);
    scalp::Hints hints;
    hints.view = scalp::View::top;
    CHECK(forehead_below_px(scalp::read_scalp(drawn.photo, hints)) > 0.0);
    CHECK(forehead_below_px(scalp::read_scalp(turned_round(drawn.photo), hints)) < 0.0);
}
