#include "render/viewing_light.h"

#include <algorithm>
#include <array>
#include <glm/common.hpp>

#include "core/require.h"
#include "core/tone_curve.h"
#include "render/bands.h"

namespace stubble::render {
namespace {

struct Lamp {
    const char* name;
    float exposure;  // over the photo's
    core::LinearRgb colour;
    float shine;    // of highlights, over the photo's
    float falloff;  // share of the exposure lost in the corners
};

// Against the photo's own light, which a camera has made neutral. Defaults: no measured figure exists. Bright
// light makes a scalp shinier and lighter, soft light matte and denser (domain.md 7); a flash stands beside
// the lens, so its light is returned by shiny skin and falls off towards the corners.
constexpr std::array<Lamp, 5> lamps = {{{"off", 1.0f, {1.0f, 1.0f, 1.0f}, 1.0f, 0.0f},
                                        {"daylight", 1.15f, {0.97f, 1.0f, 1.07f}, 1.2f, 0.0f},
                                        {"salon", 0.95f, {1.07f, 1.0f, 0.86f}, 0.8f, 0.0f},
                                        {"flash", 1.35f, {1.0f, 1.0f, 1.03f}, 2.2f, 0.3f},
                                        {"dim", 0.38f, {1.14f, 0.99f, 0.72f}, 0.5f, 0.05f}}};

const Lamp& lamp_of(ViewingLight light) {
    return lamps[static_cast<std::size_t>(light)];
}

// Scene light of a pixel in that lamp's, the highlight apart.
core::LinearRgb relit(const core::LinearRgb& light, const core::LinearRgb& photo, float specular,
                      const Scene& scene, const Lamp& lamp) {
    const core::LinearRgb shine =
        core::luminance(photo) * (specular * scene.highlight_colour + scene.surface_reflection);
    const core::LinearRgb highlight = glm::min(shine, glm::min(photo, light));
    return lamp.exposure * lamp.colour * (light - highlight + lamp.shine * highlight);
}

}  // namespace

const char* name_of(ViewingLight light) {
    return lamp_of(light).name;
}

core::Picture in_light(ViewingLight light, const core::Picture& picture, const core::Picture& photo,
                       const Scene& scene) {
    core::require(picture.size() == photo.size(), "a treatment has its photo's size");
    if (light == ViewingLight::off) return picture;
    const Lamp& lamp = lamp_of(light);
    core::Picture out(picture.size());
    const bool shines = !scene.specular.values.empty();
    const float half_width = 0.5f * static_cast<float>(picture.width()),
                half_height = 0.5f * static_cast<float>(picture.height());
    const float corner2 = half_width * half_width + half_height * half_height;
    for_each_band(picture.height(), [&](std::size_t, int y0, int y1) {
        for (int y = y0; y < y1; ++y) {
            const float v = static_cast<float>(y) + 0.5f, dy = v - half_height;
            for (int x = 0; x < picture.width(); ++x) {
                const float u = static_cast<float>(x) + 0.5f, dx = u - half_width;
                const core::LinearRgb lit =
                    relit(core::scene_from_srgb8(picture.at(x, y)), core::scene_from_srgb8(photo.at(x, y)),
                          shines ? scene.specular.at(u, v) : 0.0f, scene, lamp) *
                    (1.0f - lamp.falloff * (dx * dx + dy * dy) / corner2);
                out.at(x, y) = {core::srgb8_from_scene(lit.x), core::srgb8_from_scene(lit.y),
                                core::srgb8_from_scene(lit.z)};
            }
        }
    });
    return out;
}

}  // namespace stubble::render
