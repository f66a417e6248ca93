#include <algorithm>
#include <array>
#include <cstddef>

#include "core/random.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// One of three independent numbers, uniform in (0, 1), from 21 random bits each.
float quantile(std::uint64_t bits, int which) {
    const auto step = static_cast<float>(bits >> (21 * which) & 0x1FFFFF);
    return (step + 0.5f) * 0x1.0p-21f;
}

// Several maxima side by side: one would wait for itself at every value.
float largest(const core::Field& field) {
    std::array<float, 16> most{};
    const std::size_t whole = field.pixel_count() / most.size() * most.size();
    for (std::size_t i = 0; i < whole; i += most.size())
        for (std::size_t k = 0; k < most.size(); ++k) most[k] = std::max(most[k], field.data()[i + k]);
    for (std::size_t i = whole; i < field.pixel_count(); ++i) most[0] = std::max(most[0], field.data()[i]);
    return *std::max_element(most.begin(), most.end());
}

// Candidates after the map's largest value need no look; in a map of far more pixels than candidates it is
// not worth the search.
std::size_t worth_a_look(const std::vector<PlacedFollicle>& placed, const core::Field& density_per_cm2) {
    if (density_per_cm2.pixel_count() > 8 * placed.size()) return placed.size();
    const float most = largest(density_per_cm2);
    const auto end = std::partition_point(placed.begin(), placed.end(), [&](const PlacedFollicle& follicle) {
        return follicle.threshold_per_cm2 < most;
    });
    return static_cast<std::size_t>(end - placed.begin());
}

}  // namespace

Dots select(const std::vector<PlacedFollicle>& placed, const core::ScaledField& density_per_cm2,
            std::uint64_t seed) {
    Dots dots;
    if (density_per_cm2.values.empty()) return dots;
    const std::size_t count = worth_a_look(placed, density_per_cm2.values);
    dots.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const PlacedFollicle& follicle = placed[i];
        if (!(density_per_cm2.at(follicle.centre_px.x, follicle.centre_px.y) > follicle.threshold_per_cm2))
            continue;
        const std::uint64_t bits = core::random_bits(seed, follicle.index);
        dots.push_back({follicle.centre_px, follicle.px_per_mm, quantile(bits, 0), quantile(bits, 1),
                        quantile(bits, 2), follicle.index});
    }
    return dots;
}

}  // namespace stubble::stipple
