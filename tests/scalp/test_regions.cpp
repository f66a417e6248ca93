#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <string>

#include "core/region.h"
#include "drawn_head.h"
#include "photo/photo.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

scalp::Hints from_above() {
    scalp::Hints hints;
    hints.view = scalp::View::top;
    return hints;
}

float cover_at(const scalp::Scalp& found, const core::HeadFrame& frame, const core::HeadPoint& direction) {
    const auto at = frame.project(frame.shape.surface_point(direction));
    const float by = found.working_px_per_photo_px;
    return core::sample(found.hair_cover, static_cast<float>(at->x) * by, static_cast<float>(at->y) * by);
}

// The drawn head without a hair; the person's left half lies in a shadow with a soft edge.
core::Picture head_in_half_shadow(const DrawnHead& drawn) {
    core::Picture photo = drawn.photo;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const auto hit = drawn.frame.hit({x + 0.5, y + 0.5});
            if (!hit) continue;
            const auto index = static_cast<std::uint64_t>(y) * static_cast<std::uint64_t>(photo.width()) +
                               static_cast<std::uint64_t>(x);
            const double soft = 1.0 / (1.0 + std::exp(hit->point.x / 8.0));
            const auto light = static_cast<float>(0.35 + 0.65 * soft);
            const float grain = 0.985f + 0.03f * core::random_unit(3, index);
            photo.at(x, y) = core::srgb8_from_linear(core::LinearRgb(0.55f, 0.33f, 0.24f) * light * grain);
        }
    return photo;
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
    CHECK(cover_at(found, drawn.frame, {-1, 0.2, 0.25}) > 0.5f);
    CHECK(cover_at(found, drawn.frame, {0, 0, 1}) < 0.15f);
}

TEST_CASE("a broad shadow without texture is no hair") {
    const DrawnHead drawn = draw_head_from_above(600, 1.0f);
    const core::Picture photo = head_in_half_shadow(drawn);
    const scalp::Scalp found = scalp::read_scalp(photo, from_above());
    for (const core::HeadPoint direction :
         {core::HeadPoint{0, 0, 1}, {0.5, 0, 1}, {-0.5, 0, 1}, {0.3, 0.5, 1}, {0.8, 0.2, 1}})
        CHECK(cover_at(found, drawn.frame, direction) < 0.15f);
    CHECK_FALSE(found.skin.stubble_over_skin.has_value());
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
    const std::filesystem::path folder = STUBBLE_SAMPLES_DIR;
    Agreement mean;
    const std::array<std::string, 6> names{"back_V_tone4",    "bowed_V_tone5",  "crown_VI_tone2",
                                           "front_III_tone3", "front_VI_tone6", "side_VII_tone1"};
    for (const std::string& name : names) {
        if (!std::filesystem::exists(folder / (name + "_regions.png"))) {
            WARN("sample not found: " << name);
            return;
        }
        const core::Picture photo = photo::load_photo(folder / (name + ".jpg")).pixels;
        const auto truth = photo::load_map(folder / (name + "_regions.png"), photo.size());
        const Agreement reached = agreement(scalp::full_size_regions(scalp::read_scalp(photo), photo), truth);
        mean.mean_iou += reached.mean_iou / static_cast<double>(names.size());
        mean.hair_iou += reached.hair_iou / static_cast<double>(names.size());
    }
    // Floors: well under what is reached, far over what shade taken for hair reaches.
    CHECK(mean.mean_iou > 0.42);
    CHECK(mean.hair_iou > 0.60);
}
