#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <initializer_list>
#include <iterator>
#include <string>
#include <vector>

#include "blurred.h"
#include "core/region.h"
#include "drawn_head.h"
#include "samples.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

float cover_at(const scalp::Scalp& found, const core::HeadFrame& frame, const core::HeadPoint& direction) {
    const auto at = frame.project(frame.shape.surface_point(direction));
    const float by = found.working_px_per_photo_px;
    return core::sample(found.hair_cover, static_cast<float>(at->x) * by, static_cast<float>(at->y) * by);
}

// The photo with its left half in a shadow with a soft edge.
core::Picture half_in_shadow(const core::Picture& photo) {
    core::Picture shaded(photo.size());
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const double edge = (x - 0.5 * photo.width()) / (0.03 * photo.width());
            const auto light = static_cast<float>(0.4 + 0.6 / (1.0 + std::exp(-edge)));
            shaded.at(x, y) = core::srgb8_from_linear(core::linear_from_srgb8(photo.at(x, y)) * light);
        }
    return shaded;
}

// Strands of the hair there over scalp of that colour, three pixels of scalp between them.
core::Picture combed_thin(core::Picture photo, const core::PhotoPoint& middle, double radius_px,
                          core::Rgb8 scalp) {
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            if (x % 4 != 0 && glm::distance(core::PhotoPoint(x, y), middle) < radius_px)
                photo.at(x, y) = scalp;
    return photo;
}

// Share of a region's true pixels that a reading takes for one of these.
double share_taken_for(std::initializer_list<core::Region> taken, core::Region region,
                       const core::Mask& found, const core::Image<std::uint16_t>& truth) {
    double all = 0.0, wrong = 0.0;
    for (int y = 0; y < found.height(); ++y)
        for (int x = 0; x < found.width(); ++x) {
            if (truth.at(x, y) != static_cast<int>(region)) continue;
            all += 1.0;
            const auto label = static_cast<core::Region>(found.at(x, y));
            wrong += std::find(taken.begin(), taken.end(), label) != taken.end();
        }
    return wrong / all;
}

// Share of the truly bald pixels that a reading takes for hair or thinning.
double false_hair(const core::Mask& found, const core::Image<std::uint16_t>& truth) {
    return share_taken_for({core::Region::hair, core::Region::thinning}, core::Region::bald, found, truth);
}

struct Agreement {
    double mean_iou = 0.0, hair_iou = 0.0;
};

Agreement agreement(const core::Mask& found, const core::Image<std::uint16_t>& truth) {
    std::array<double, core::region_names.size()> both{}, either{};
    for (int y = 0; y < found.height(); ++y)
        for (int x = 0; x < found.width(); ++x) {
            const std::size_t p = found.at(x, y), t = truth.at(x, y);
            if (p == t) both.at(p) += 1.0;
            either.at(p) += 1.0;
            if (p != t) either.at(t) += 1.0;
        }
    Agreement result;
    for (std::size_t k = 0; k < both.size(); ++k)
        result.mean_iou += either[k] > 0.0 ? both[k] / either[k] / static_cast<double>(both.size()) : 0.0;
    result.hair_iou = both[2] / std::max(either[2], 1.0);
    return result;
}

}  // namespace

TEST_CASE("texture at the size of hairs is hair, though it darkens nothing") {
    const DrawnHead drawn = draw_head_from_above(600, 1.0f);
    const scalp::Scalp found = scalp::read_scalp(drawn.photo, from_above());
    CHECK(cover_at(found, drawn.frame, {0, 1, 0.25}) > 0.5f);
    CHECK(cover_at(found, drawn.frame, {-1, -0.2, 0.35}) > 0.5f);
    CHECK(cover_at(found, drawn.frame, {0, 0, 1}) < 0.15f);
}

TEST_CASE("a broad shadow is no hair") {
    const core::Picture photo = half_in_shadow(test::sample_photo(test::sample_heads[2]));
    const auto truth = photo::load_map(
        test::sample_file(std::string(test::sample_heads[2].name) + "_regions.png"), photo.size());
    CHECK(false_hair(scalp::full_size_regions(scalp::read_scalp(photo), photo), truth) < 0.10);
}

TEST_CASE("strands of dark hair over bare scalp on the crown are no full cover") {
    const core::Picture photo = test::sample_photo(test::sample_heads[3]);
    const scalp::Scalp full = scalp::read_scalp(photo);
    const core::HeadPoint crown{-0.5, 0.0, 0.8};
    REQUIRE(cover_at(full, full.frame, crown) > 0.9f);
    const auto middle = full.frame.project(full.frame.shape.surface_point(crown));
    const core::Picture thin =
        combed_thin(photo, *middle, 15.0 * full.scale.px_per_mm, core::srgb8_from_linear(full.skin.colour));
    CHECK(cover_at(scalp::read_scalp(thin), full.frame, crown) < 0.6f);
}

TEST_CASE("in a blurred photo that no hair's texture shows in, hair is still no bald scalp") {
    const core::Picture photo = test::blurred(test::sample_photo(test::sample_heads[0]), 6.0);
    const auto truth = photo::load_map(
        test::sample_file(std::string(test::sample_heads[0].name) + "_regions.png"), photo.size());
    const core::Mask found = scalp::full_size_regions(scalp::read_scalp(photo), photo);
    CHECK(share_taken_for({core::Region::hair}, core::Region::hair, found, truth) > 0.4);
    CHECK(false_hair(found, truth) < 0.25);
}

TEST_CASE("a wall of the hair's colour is no hair") {
    const test::SampleHead& head = test::sample_heads[3];
    core::Picture photo = test::sample_photo(head);
    const auto truth =
        photo::load_map(test::sample_file(std::string(head.name) + "_regions.png"), photo.size());
    // Any hair pixel of the sample, over and over, is the wall beside the head.
    std::vector<core::Rgb8> hair;
    for (int y = 0; y < photo.height(); y += 3)
        for (int x = 0; x < photo.width(); x += 3)
            if (truth.at(x, y) == static_cast<int>(core::Region::hair)) hair.push_back(photo.at(x, y));
    std::uint64_t index = 0;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            if (truth.at(x, y) == 0)
                photo.at(x, y) = hair[static_cast<std::size_t>(core::random_unit(7, ++index) * 0.999f *
                                                               static_cast<float>(hair.size()))];
    const core::Mask found = scalp::full_size_regions(scalp::read_scalp(photo), photo);
    double wall = 0.0, wrong = 0.0;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            if (truth.at(x, y) == 0) wall += 1.0, wrong += found.at(x, y) != 0;
    CHECK(wrong / wall < 0.02);
}

TEST_CASE("the regions have no islands and every confidence is a probability") {
    const DrawnHead drawn = draw_head_from_above(600, 0.5f);
    const scalp::Scalp found = scalp::read_scalp(drawn.photo, from_above());
    int lonely = 0;
    for (int y = 1; y + 1 < found.regions.height(); ++y)
        for (int x = 1; x + 1 < found.regions.width(); ++x) {
            const auto own = found.regions.at(x, y);
            lonely += own != 0 && own != found.regions.at(x - 1, y) && own != found.regions.at(x + 1, y) &&
                      own != found.regions.at(x, y - 1) && own != found.regions.at(x, y + 1);
        }
    CHECK(lonely == 0);
    for (int y = 0; y < found.confidence.height(); ++y)
        for (const float sure : found.confidence.row(y)) REQUIRE((sure >= 0.0f && sure <= 1.0f));
}

TEST_CASE("the sample heads' regions agree with their truth") {
    Agreement mean;
    constexpr double count = std::size(test::sample_heads);
    for (const test::SampleHead& head : test::sample_heads) {
        const core::Picture photo = test::sample_photo(head);
        const auto truth =
            photo::load_map(test::sample_file(std::string(head.name) + "_regions.png"), photo.size());
        const Agreement reached = agreement(scalp::full_size_regions(scalp::read_scalp(photo), photo), truth);
        mean.mean_iou += reached.mean_iou / count;
        mean.hair_iou += reached.hair_iou / count;
    }
    // Floors a little under what is reached.
    CHECK(mean.mean_iou > 0.74);
    CHECK(mean.hair_iou > 0.82);
}

TEST_CASE("a patch of the wall's colour in the middle of the scalp is no hole in the head") {
    DrawnHead drawn = draw_head_from_above(600, 0.25f);
    const core::Rgb8 wall = drawn.photo.at(3, 3);
    for (int y = 270; y < 310; ++y)
        for (int x = 275; x < 325; ++x) drawn.photo.at(x, y) = wall;
    const scalp::Scalp found = scalp::read_scalp(drawn.photo);
    const double by = static_cast<double>(found.working_px_per_photo_px);
    int holes = 0;
    for (int y = 265; y < 315; ++y)
        for (int x = 270; x < 330; ++x)
            holes += found.regions.at(static_cast<int>(x * by), static_cast<int>(y * by)) == 0;
    CHECK(holes == 0);
}
