// Areas and their errors on rendered heads whose skin is known to the pixel.
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "bench/known_heads.h"
#include "core/region.h"
#include "photo/photo.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

const std::filesystem::path heads_folder = std::filesystem::path(STUBBLE_SHARED_DIR) / "synth/dev";

// cm2 by region, by the formula of the heads' README.
std::array<double, core::region_names.size()> true_areas(const bench::KnownHead& head, core::Size size) {
    const auto labels = photo::load_map(head.regions, size), depth = photo::load_map(head.depth, size),
               cos_view = photo::load_map(head.regions.parent_path() / "cos_view.png", size);
    std::array<double, core::region_names.size()> areas{};
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const double cos = cos_view.at(x, y) / 255.0, z_mm = 0.02 * depth.at(x, y);
            if (cos <= 0.02 || z_mm <= 0.0) continue;
            const core::PhotoPoint off = core::PhotoPoint(x + 0.5, y + 0.5) - head.frame.principal_point_px;
            const double aslant = std::hypot(1.0, std::hypot(off.x, off.y) / head.frame.focal_px);
            areas[labels.at(x, y)] += std::pow(z_mm / head.frame.focal_px, 2) / (cos * aslant) / 100.0;
        }
    return areas;
}

}  // namespace

// An entry of its own in ctest, which reports it as skipped by what is printed here.
TEST_CASE("the true area of hair, bald and thinning scalp lies within two sigmas as a rule", "[.areas]") {
    if (!std::filesystem::exists(heads_folder)) {
        std::puts("skipped: there are no rendered heads to measure on");
        return;
    }
    int within_one = 0, within_two = 0, count = 0;
    for (const auto& head : bench::synthetic_heads(heads_folder)) {
        const auto picture = photo::load_photo(head.picture).pixels;
        const auto truth = true_areas(head, picture.size());
        const auto found = scalp::read_scalp(picture).areas;
        for (const auto region : {core::Region::hair, core::Region::bald, core::Region::thinning}) {
            const auto& area = found[static_cast<std::size_t>(region)];
            const double off = std::abs(area.cm2 - truth[static_cast<std::size_t>(region)]);
            ++count, within_one += off <= area.sigma_cm2, within_two += off <= 2.0 * area.sigma_cm2;
        }
    }
    INFO(within_one << " within one sigma and " << within_two << " within two, of " << count);
    REQUIRE(count >= 30);
    CHECK(within_two >= 0.9 * count);
    // A sigma that is far too large says nothing either.
    CHECK(within_one <= 0.9 * count);
}
