#include "gl/renderer.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "core/tone_curve.h"
#include "gl/dot_buffer.h"
#include "gl/light_left.h"
#include "gl/reach.h"
#include "gl/spread.h"
#include "gl/target.h"
#include "gl/tile.h"
#include "render/camera_mask.h"
#include "render/dot_levels.h"
#include "render/grain.h"
#include "render/near_white.h"
#include "render/parts.h"
#include "render/splat.h"

namespace stubble::gl {
namespace {

constexpr int largest_tile_px = 1024;

// By code: scene light, standard deviation of 8-bit luma noise, how the code responds to light, and the noise
// over that response.
Texture code_tables(const core::Field& noise) {
    std::array<float, 1024> table{};
    const auto sigma = render::noise_by_code(noise);
    for (std::size_t code = 0; code < 256; ++code) {
        table[4 * code] = core::scene_from_srgb8(static_cast<std::uint8_t>(code));
        table[4 * code + 1] = sigma[code];
        table[4 * code + 2] = render::response_by_code()[code];
        table[4 * code + 3] = sigma[code] / render::response_by_code()[code];
    }
    return {core::Size{256, 1}, Format::rgba32f, table.data()};
}

Texture profile_texture() {
    return {core::Size{render::profile_samples + 1, render::hardness_levels}, Format::r32f,
            render::profile_table().value.data()};
}

// What every tile reads of a scene.
struct SceneMaps {
    std::shared_ptr<const render::Scene> scene;
    CoarseMap specular, covered;
    Texture codes;
};

struct Layer {
    pigment::DotOptics optics;
    const DotBuffer& dots;
    CoarseMap tone, redness;
};

// Nothing is drawn but what `bounds` need of a tile: what they hold of it and, in targets with a margin as
// well as in those without, the margin around.
void draw_only(const core::Rect& bounds, const core::Rect& tile, int margin) {
    const core::Rect seen = core::intersected(bounds, tile);
    glEnable(GL_SCISSOR_TEST);
    glScissor(seen.x0 - tile.x0, seen.y0 - tile.y0, seen.width() + 2 * margin, seen.height() + 2 * margin);
}

}  // namespace

struct PictureRenderer::Parts {
    ShaderProgram dots{"dot.vert", "dot.frag"}, mask{"whole.vert", "mask.frag"},
        lay{"whole.vert", "lay.frag"}, compose{"whole.vert", "compose.frag"};
    Spread spread;
    WholeTarget whole;
    std::vector<std::unique_ptr<DotBuffer>> dot_buffers;  // of the layers
    Texture profiles = profile_texture();
    int largest_px = inspect_device().max_texture_px;
    Targets targets;
    std::optional<PhotoTiles> photo;  // of the photo drawn last
    SceneMaps maps;                   // of the scene drawn last

    void take(const std::shared_ptr<const core::Picture>& next_photo,
              const std::shared_ptr<const render::Scene>& next_scene);
    void set_scene(const core::LinearRgb& redness_density) const;
    void hold(std::span<const render::DotLayer> given, const std::vector<Splats>& splats);
    Layer layer_of(const render::DotLayer& given, const DotBuffer& held, core::Size size, double px_per_mm);
    void draw_crisp(const DotBuffer& held, const core::Rect& part, const Target& crisp) const;
    void draw_masked(const Target& crisp, const Target& rows, const Target& masked) const;
    void draw_over(const Layer& layer, const Target& crisp, int margin, const core::Rect& tile,
                   LightLeft& left) const;
    std::shared_ptr<const Target> draw_tile(int tile, const std::vector<Layer>& layers,
                                            const core::Rect& bounds);
    core::Picture drawn(const std::vector<Layer>& layers, const core::Rect& bounds);
};

// Photo and scene are mostly those of the last picture: they stay on the card.
void PictureRenderer::Parts::take(const std::shared_ptr<const core::Picture>& next_photo,
                                  const std::shared_ptr<const render::Scene>& next_scene) {
    if (!photo || photo->photo() != next_photo)
        photo.emplace(next_photo, std::min(largest_tile_px, largest_px - 2 * render::mask_reach_px));
    if (maps.scene != next_scene)
        maps = {next_scene, upload_map(next_scene->specular), upload_map(next_scene->covered),
                code_tables(next_scene->noise)};
}

void PictureRenderer::Parts::set_scene(const core::LinearRgb& redness_density) const {
    const render::Scene& scene = *maps.scene;
    compose.use();
    int unit = 0;
    for (const char* name : {"photo", "left", "masked", "codes", "specular", "covered"})
        compose.set(name, unit++);
    compose.set("map_scales", glm::vec2(maps.specular.px_per_photo_px, maps.covered.px_per_photo_px));
    compose.set("redness_density", redness_density);
    compose.set("highlight_colour", scene.highlight_colour);
    compose.set("surface_reflection", scene.surface_reflection);
    compose.set("sharpening", static_cast<float>(scene.sharpening));
    compose.set("fine_colour", scene.fine_colour ? 1 : 0);
    compose.set("near_white_from", render::near_white_from_code);
    const render::SkinColour skin = render::skin_colour_of(scene);
    compose.set("skin_codes_per_luma", skin.codes_per_luma);
    compose.set("colour_regained", skin.regained);
    compose.set("shoulder", glm::vec2(core::shoulder_strength, core::scene_white));
    const auto sigma = render::noise_by_code(scene.noise);
    compose.set("has_noise", std::any_of(sigma.begin(), sigma.end(), [](float s) { return s > 0; }) ? 1 : 0);
    compose.set("seed", static_cast<int>(static_cast<std::uint32_t>(scene.seed ^ (scene.seed >> 32))));
}

void PictureRenderer::Parts::hold(std::span<const render::DotLayer> given,
                                  const std::vector<Splats>& splats) {
    while (dot_buffers.size() < given.size()) dot_buffers.push_back(std::make_unique<DotBuffer>());
    for (std::size_t i = 0; i < given.size(); ++i)
        dot_buffers[i]->hold(splats[i], *given[i].dots, given[i].optics);
}

Layer PictureRenderer::Parts::layer_of(const render::DotLayer& given, const DotBuffer& held, core::Size size,
                                       double px_per_mm) {
    const pigment::DotOptics& optics = given.optics;
    const auto map = [&](const core::LinearRgb& density, double sigma_mm) {
        if (render::none(density)) return upload_map({});
        return spread.run(targets, held, maps.covered, size, render::spread_px(sigma_mm, px_per_mm));
    };
    return {optics, held, map(optics.tone_density, optics.tone_sigma_mm),
            map(optics.redness_density, optics.redness_sigma_mm)};
}

void PictureRenderer::Parts::draw_crisp(const DotBuffer& held, const core::Rect& part,
                                        const Target& crisp) const {
    crisp.draw_into();
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    dots.use();
    dots.set("target_origin", glm::vec2(part.x0, part.y0));
    dots.set("target_px", glm::vec2(part.width(), part.height()));
    dots.set("profiles", 0);
    dots.set("reach2", render::profile_reach2);
    profiles.bind(0);
    held.draw_added();
}

// The crisp layer as the camera's mask sees it.
void PictureRenderer::Parts::draw_masked(const Target& crisp, const Target& rows,
                                         const Target& masked) const {
    mask.use();
    mask.set("source", 0);
    const auto& weights = render::mask_weights;
    mask.set("weights", glm::vec4(weights[0], weights[1], weights[2], weights[3]));
    for (const bool last : {false, true}) {
        (last ? masked : rows).draw_into();
        (last ? rows : crisp).texture().bind(0);
        mask.set("downwards", last ? 1 : 0);
        whole.draw();
    }
}

void PictureRenderer::Parts::draw_over(const Layer& layer, const Target& crisp, int margin,
                                       const core::Rect& tile, LightLeft& left) const {
    left.next().draw_into();
    lay.use();
    int unit = 0;
    for (const char* name : {"beneath", "crisp", "tone", "redness"}) lay.set(name, unit++);
    lay.set("is_first", left.beneath() ? 0 : 1);
    lay.set("margin_px", margin);
    lay.set("map_scales", glm::vec2(layer.tone.px_per_photo_px, layer.redness.px_per_photo_px));
    lay.set("tile_origin", glm::vec2(tile.x0, tile.y0));
    lay.set("crisp_absorptance", glm::vec3(1.0f) - layer.optics.transmittance);
    lay.set("tone_density", layer.optics.tone_density);
    lay.set("pigment_colour", layer.optics.colour);
    (left.beneath() ? *left.beneath() : crisp).texture().bind(0);
    crisp.texture().bind(1);
    layer.tone.texture->bind(2);
    layer.redness.texture->bind(3);
    whole.draw();
    left.is_drawn();
}

std::shared_ptr<const Target> PictureRenderer::Parts::draw_tile(int index, const std::vector<Layer>& layers,
                                                                const core::Rect& bounds) {
    const bool needs_mask = render::needs_mask(*maps.scene);
    const int margin = needs_mask ? render::mask_reach_px : 0;
    const core::Rect tile = photo->pixels(index);
    const core::Rect part{tile.x0 - margin, tile.y0 - margin, tile.x1 + margin, tile.y1 + margin};
    const core::Size size{part.width(), part.height()}, tile_size{tile.width(), tile.height()};
    const auto crisp = targets.lend(size, Format::r32f), result = targets.lend(tile_size, Format::rgba8);
    std::shared_ptr<const Target> rows, masked;
    if (needs_mask) rows = targets.lend(size, Format::r32f), masked = targets.lend(size, Format::r32f);
    LightLeft left(targets, tile_size), left_masked(targets, tile_size);
    draw_only(bounds, tile, margin);
    for (const Layer& layer : layers) {
        draw_crisp(layer.dots, part, *crisp);
        draw_over(layer, *crisp, margin, tile, left);
        if (!needs_mask) continue;
        draw_masked(*crisp, *rows, *masked);
        draw_over(layer, *masked, margin, tile, left_masked);
    }

    const Texture& original = photo->texture(index);
    result->draw_into();
    compose.use();
    compose.set("tile_origin", glm::vec2(tile.x0, tile.y0));
    original.bind(0);
    left.texture().bind(1);
    (needs_mask ? left_masked : left).texture().bind(2);
    maps.codes.bind(3);
    maps.specular.texture->bind(4);
    maps.covered.texture->bind(5);
    whole.draw();
    glDisable(GL_SCISSOR_TEST);
    return result;
}

core::Picture PictureRenderer::Parts::drawn(const std::vector<Layer>& layers, const core::Rect& bounds) {
    const std::vector<int> tiles = photo->showing(bounds);
    std::vector<std::shared_ptr<const Target>> results;
    for (const int tile : tiles) results.push_back(draw_tile(tile, layers, bounds));
    glFlush();
    core::Picture out = *photo->photo();  // while the card draws
    glFinish();                           // reading what is not ready is slower than waiting for it
    for (std::size_t i = 0; i < tiles.size(); ++i)
        read_tile(*results[i], photo->pixels(tiles[i]), bounds, out);
    return out;
}

PictureRenderer::PictureRenderer() : parts_(std::make_unique<Parts>()) {}
PictureRenderer::~PictureRenderer() = default;

core::Picture PictureRenderer::draw(const std::shared_ptr<const core::Picture>& photo,
                                    std::span<const render::DotLayer> given,
                                    const std::shared_ptr<const render::Scene>& scene, double px_per_mm) {
    const core::Size size = photo->size();
    const Reach reach = reach_of(given, *scene, size, px_per_mm);
    // Below 2 px per sigma a map is as large as the photo, which may be more than one texture holds.
    if (reach.largest_map_px > parts_->largest_px)
        return render::compose(*photo, render::absorb(given, *scene, size, px_per_mm), *scene);
    std::vector<Splats> splats;
    for (const auto& [optics, dots] : given)
        splats.push_back(render::splats(*dots, optics, *render::levels_of(optics), *scene, size));
    const core::Rect bounds = bounds_of(splats, reach.margin_px, size);
    if (bounds.empty()) return *photo;

    const CallersTarget given_back;
    parts_->take(photo, scene);
    parts_->hold(given, splats);
    std::vector<Layer> layers;
    for (std::size_t i = 0; i < given.size(); ++i)
        layers.push_back(parts_->layer_of(given[i], *parts_->dot_buffers[i], size, px_per_mm));
    parts_->set_scene(given.front().optics.redness_density);
    core::Picture out = parts_->drawn(layers, bounds);
    parts_->targets.forget_unused();
    glActiveTexture(GL_TEXTURE0);
    return out;
}

}  // namespace stubble::gl
