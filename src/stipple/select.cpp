#include <algorithm>

#include "core/random.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// Streams of random numbers apart from each other, one a quantile.
constexpr std::uint64_t size_stream = 0x73697A65, shade_stream = 0x73686164, depth_stream = 0x64657074;

// Uniform in (0, 1).
float quantile(std::uint64_t seed, std::uint32_t index) {
    return std::min(core::random_unit(seed, index) + 0x1.0p-25f, 1.0f - 0x1.0p-24f);
}

// Candidates after the map's largest value need no look; in a map of far more pixels than candidates it is
// not worth the search.
std::size_t worth_a_look(const std::vector<PlacedFollicle>& placed, const core::Field& density_per_cm2) {
    if (density_per_cm2.pixel_count() > 4 * placed.size()) return placed.size();
    float most = 0.0f;
    for (std::size_t i = 0; i < density_per_cm2.pixel_count(); ++i)
        most = std::max(most, density_per_cm2.data()[i]);
    const auto end = std::partition_point(placed.begin(), placed.end(), [&](const PlacedFollicle& follicle) {
        return follicle.threshold_per_cm2 < most;
    });
    return static_cast<std::size_t>(end - placed.begin());
}

}  // namespace

Dots select(const std::vector<PlacedFollicle>& placed, const core::ScaledField& density_per_cm2,
            std::uint64_t seed) {
    const std::size_t count = worth_a_look(placed, density_per_cm2.values);
    Dots dots;
    dots.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const PlacedFollicle& follicle = placed[i];
        const glm::vec2 centre = follicle.centre_px;
        if (!(density_per_cm2.at(centre.x, centre.y) > follicle.threshold_per_cm2)) continue;
        dots.push_back({centre, follicle.px_per_mm, quantile(seed + size_stream, follicle.index),
                        quantile(seed + shade_stream, follicle.index),
                        quantile(seed + depth_stream, follicle.index), follicle.index});
    }
    return dots;
}

}  // namespace stubble::stipple
