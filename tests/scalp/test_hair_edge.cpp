#include <cmath>

#include "core/region.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// Hair of dark strands that thin out over bright skin towards the right: the true share of hair by column.
double true_share(double x) {
    return x < 60.0 ? 1.0 : x > 100.0 ? 0.0 : (100.0 - x) / 40.0;
}

scalp::Scalp half_haired(core::Size size) {
    scalp::Scalp found;
    found.photo_size = size;
    found.working_px_per_photo_px = 0.5f;
    found.regions = core::Mask(size.width / 2, size.height / 2);
    found.scale.px_per_mm = 8.0;
    for (int y = 0; y < found.regions.height(); ++y)
        for (int x = 0; x < found.regions.width(); ++x)
            found.regions.at(x, y) =
                static_cast<std::uint8_t>(x < 40 ? core::Region::hair : core::Region::bald);
    return found;
}

core::Picture strands(core::Size size) {
    const core::LinearRgb hair(0.02f, 0.015f, 0.01f), skin(0.5f, 0.3f, 0.2f);
    core::Picture photo(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const auto share = static_cast<float>(true_share(x + 0.5));
            photo.at(x, y) = core::srgb8_from_linear(share * hair + (1.0f - share) * skin);
        }
    return photo;
}

}  // namespace

TEST_CASE("the share of hair follows the mixture of light in every pixel of the edge", "[scalp]") {
    const core::Size size{160, 60};
    const core::Mask share = scalp::full_size_hair(half_haired(size), strands(size));
    REQUIRE(share.size() == size);
    for (int x = 0; x < size.width; ++x) {
        INFO("column " << x);
        CHECK(std::abs(share.at(x, 30) / 255.0 - true_share(x + 0.5)) < 0.12);
    }
}

TEST_CASE("far from any edge the share of hair is what the labels say", "[scalp]") {
    const core::Size size{160, 60};
    core::Picture photo(size, core::Rgb8{200, 150, 120});
    const core::Mask share = scalp::full_size_hair(half_haired(size), photo);
    CHECK(share.at(5, 30) == 255);
    CHECK(share.at(155, 30) == 0);
    // Where hair and skin have one colour the labels alone draw the edge.
    CHECK(share.at(70, 30) == 255);
    CHECK(share.at(90, 30) == 0);
}
