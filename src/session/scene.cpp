#include "session/scene.h"

#include <algorithm>

#include "core/region.h"

namespace stubble::session {
namespace {

// Share of a pixel that strands hide at full hair density. Shaved hair (domain.md 2.4: 3 to 10 % geometric
// coverage up to 1 mm of length) leaves the scalp open; long hair hides it: defaults.
constexpr float shaved_hair_hides = 0.08f;
constexpr float long_hair_hides = 0.90f;

core::ScaledField covered(const scalp::Scalp& scalp, bool map_given) {
    const float hides = scalp.skin.stubble_over_skin ? shaved_hair_hides : long_hair_hides;
    core::ScaledField share{core::Field(scalp.regions.size()), scalp.working_px_per_photo_px};
    for (int y = 0; y < scalp.regions.height(); ++y)
        for (int x = 0; x < scalp.regions.width(); ++x) {
            const bool background =
                scalp.regions.at(x, y) == static_cast<std::uint8_t>(core::Region::background);
            share.values.at(x, y) =
                background && !map_given ? 1.0f : hides * std::clamp(scalp.hair_cover.at(x, y), 0.0f, 1.0f);
        }
    return share;
}

}  // namespace

render::Scene scene_of(const scalp::Scalp& scalp, std::uint64_t seed, bool map_given) {
    render::Scene scene;
    scene.specular = scalp.light.specular;
    scene.covered = covered(scalp, map_given);
    scene.highlight_colour = scalp.light.colour;
    scene.blur_sigma_px = scalp.camera.blur_sigma_px;
    scene.sharpening = scalp.camera.sharpening;
    scene.noise = scalp.camera.noise;
    scene.seed = seed;
    return scene;
}

}  // namespace stubble::session
