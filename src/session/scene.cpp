#include "session/scene.h"

#include <algorithm>
#include <cmath>

#include "core/region.h"

namespace stubble::session {
namespace {

// Share of a pixel that strands hide at full hair density. Shaved hair (domain.md 2.4: 3 to 10 % geometric
// coverage up to 1 mm of length) leaves the scalp open; long hair hides it: defaults. Where hair thins it is
// finer, too, and hides less than its density says: the square of it, a default fitted to the sample heads.
constexpr float shaved_hair_hides = 0.08f;
constexpr float long_hair_hides = 0.90f;

core::ScaledField covered(const scalp::Scalp& scalp, bool map_given) {
    const float hides = scalp.hair.length <= scalp::HairLength::stubble ? shaved_hair_hides : long_hair_hides;
    core::ScaledField share{core::Field(scalp.regions.size()), scalp.working_px_per_photo_px};
    for (int y = 0; y < scalp.regions.height(); ++y)
        for (int x = 0; x < scalp.regions.width(); ++x) {
            const float density = std::clamp(scalp.hair_cover.at(x, y), 0.0f, 1.0f),
                        background = map_given ? 0.0f : scalp.background_share.at(x, y);
            share.values.at(x, y) = std::max(background, hides * density * density);
        }
    return share;
}

}  // namespace

render::Scene scene_of(const photo::Photo& photo, const scalp::Scalp& scalp, const TreatedScalp& treated,
                       std::uint64_t seed, bool map_given) {
    render::Scene scene;
    const bool reflection_seen = !scalp.light.reflected.values.empty();
    scene.specular = reflection_seen ? scalp.light.reflected : scalp.light.specular;
    scene.covered = covered(scalp, map_given);
    if (!reflection_seen) {
        scene.highlight_colour = scalp.light.colour;
        scene.surface_reflection = static_cast<float>(scalp::surface_reflection_share(scalp.skin.ita_deg));
    }
    scene.blur_sigma_px = scalp.camera.blur_sigma_px;
    scene.sharpening = scalp.camera.sharpening;
    scene.skin = treated.colour;
    scene.fine_colour = photo.fine_colour;
    scene.noise = scalp.camera.noise;
    scene.seed = seed;
    return scene;
}

core::ScaledField hairs_among(const scalp::Scalp& scalp) {
    if (scalp.hairs_px.empty()) return {};
    core::ScaledField hairs = scalp.hairs_per_cm2;
    const core::ScaledField cover{scalp.hair_cover, scalp.working_px_per_photo_px};
    for (int y = 0; y < hairs.values.height(); ++y)
        for (int x = 0; x < hairs.values.width(); ++x) {
            float& value = hairs.values.at(x, y);
            const float share = cover.at((static_cast<float>(x) + 0.5f) / hairs.px_per_photo_px,
                                         (static_cast<float>(y) + 0.5f) / hairs.px_per_photo_px);
            // Rises where scalp::count_hairs begins to see hairs.
            value = std::isfinite(value) ? value * std::clamp((share - 0.05f) / 0.1f, 0.0f, 1.0f) : 0.0f;
        }
    return hairs;
}

}  // namespace stubble::session
