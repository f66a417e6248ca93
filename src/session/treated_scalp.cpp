#include "session/treated_scalp.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "core/region.h"
#include "scalp/quantile.h"

namespace stubble::session {
namespace {

core::Rgb8 pixel_at(const core::Picture& photo, int x, int y, float working_px_per_photo_px) {
    const auto place = [&](int cell, int size) {
        return std::min(static_cast<int>((static_cast<float>(cell) + 0.5f) / working_px_per_photo_px),
                        size - 1);
    };
    return photo.at(place(x, photo.width()), place(y, photo.height()));
}

struct Pixels {
    std::array<std::vector<float>, 3> colour;
    std::vector<float> reflected, density;
};

Pixels treated_pixels(const core::Picture& photo, const scalp::Scalp& scalp, const core::ScaledField& wanted,
                      double least_density) {
    const core::Field& reflected = scalp.light.reflected.values;
    Pixels pixels;
    for (int y = 0; y < scalp.regions.height(); ++y)
        for (int x = 0; x < scalp.regions.width(); ++x) {
            const auto region = static_cast<core::Region>(scalp.regions.at(x, y));
            const bool bare = region == core::Region::bald || region == core::Region::thinning;
            if (!bare || static_cast<double>(wanted.values.at(x, y)) < least_density) continue;
            const core::LinearRgb seen =
                core::linear_from_srgb8(pixel_at(photo, x, y, scalp.working_px_per_photo_px));
            for (std::size_t c = 0; c < 3; ++c) pixels.colour[c].push_back(seen[static_cast<int>(c)]);
            pixels.density.push_back(wanted.values.at(x, y));
            if (!reflected.empty()) pixels.reflected.push_back(reflected.at(x, y));
        }
    return pixels;
}

}  // namespace

TreatedScalp read_treated_scalp(const core::Picture& photo, const scalp::Scalp& scalp,
                                const core::ScaledField& usual_density) {
    constexpr std::size_t least_pixels = 60;
    const double core_density = design::Plan{}.core_density_per_cm2;
    Pixels pixels = treated_pixels(photo, scalp, usual_density, core_density / 2.0);
    TreatedScalp treated{scalp.skin.colour, scalp::surface_reflection_share(scalp.skin.ita_deg),
                         core_density};
    if (pixels.density.size() < least_pixels) return treated;
    for (std::size_t c = 0; c < 3; ++c)
        treated.colour[static_cast<int>(c)] = scalp::quantile_of(pixels.colour[c], 0.5);
    if (const auto& shares = pixels.reflected; !shares.empty())
        treated.reflected_share =
            std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
    treated.density_per_cm2 = static_cast<double>(scalp::quantile_of(pixels.density, 0.5));
    return treated;
}

}  // namespace stubble::session
