#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/tone_curve.h"
#include "render/bands.h"
#include "render/grain.h"
#include "render/render.h"

namespace stubble::render {
namespace {

constexpr float largest_crisp = 0.97f;       // even where dots pile up some light comes back
constexpr float least_visible_tone = 1e-5f;  // below it no code changes

// A coarse map read along one photo row; 0 everywhere for an empty map.
class MapRow {
 public:
    MapRow(const core::ScaledField& map, int photo_y) : scale_(map.px_per_photo_px) {
        if (map.values.empty()) return;
        const float v = std::clamp((static_cast<float>(photo_y) + 0.5f) * scale_ - 0.5f, 0.0f,
                                   static_cast<float>(map.values.height() - 1));
        const int y0 = static_cast<int>(v), y1 = std::min(y0 + 1, map.values.height() - 1);
        const float f = v - static_cast<float>(y0);
        const auto top = map.values.row(y0), bottom = map.values.row(y1);
        values_.resize(top.size());
        for (std::size_t i = 0; i < top.size(); ++i) values_[i] = top[i] + f * (bottom[i] - top[i]);
        last_ = static_cast<float>(values_.size() - 1);
    }
    float at(int photo_x) const {
        if (values_.empty()) return 0.0f;
        const float u = std::clamp((static_cast<float>(photo_x) + 0.5f) * scale_ - 0.5f, 0.0f, last_);
        const auto i = static_cast<std::size_t>(u);
        const std::size_t next = std::min(i + 1, values_.size() - 1);
        return values_[i] + (u - static_cast<float>(i)) * (values_[next] - values_[i]);
    }

 private:
    float scale_;
    float last_ = 0.0f;
    std::vector<float> values_;
};

core::LinearRgb filtered(const core::LinearRgb& density, float amount) {
    constexpr float ln10 = 2.302585093f;
    return {std::exp(-ln10 * density.x * amount), std::exp(-ln10 * density.y * amount),
            std::exp(-ln10 * density.z * amount)};
}

core::LinearRgb clamped(const core::LinearRgb& c, const core::LinearRgb& top) {
    return {std::min(c.x, top.x), std::min(c.y, top.y), std::min(c.z, top.z)};
}

void compose_row(const core::Picture& photo, const Absorption& a, const Scene& scene, const Grain& grain,
                 int y, core::Picture& out) {
    const MapRow tone(a.tone, y), redness(a.redness, y), specular(scene.specular, y),
        covered(scene.covered, y);
    const auto crisp = a.crisp.row(y - a.bounds.y0);
    const auto in = photo.row(y);
    auto result = out.row(y);
    for (int x = a.bounds.x0; x < a.bounds.x1; ++x) {
        const auto i = static_cast<std::size_t>(x);
        const float dots = crisp[i - static_cast<std::size_t>(a.bounds.x0)];
        const float tint = tone.at(x), red = redness.at(x);
        if (dots == 0.0f && tint < least_visible_tone && red < least_visible_tone) continue;
        const core::LinearRgb light = core::scene_from_srgb8(in[i]);
        const core::LinearRgb taken = clamped(dots * a.crisp_absorptance, core::LinearRgb(largest_crisp));
        core::LinearRgb left = core::LinearRgb(1.0f) - taken;
        if (tint > 0.0f) left *= filtered(a.tone_density, tint);
        if (red > 0.0f) left *= filtered(a.redness_density, red);
        const float open = 1.0f - covered.at(x);
        left = core::LinearRgb(1.0f) - open * (core::LinearRgb(1.0f) - left);
        const float shine =
            std::min(specular.at(x) + scene.surface_reflection, 1.0f) * core::luminance(light);
        const core::LinearRgb highlight = clamped(shine * scene.highlight_colour, light);
        const core::LinearRgb changed = highlight + (light - highlight) * left;
        result[i] = grain.add(changed, in[i], x, y);
    }
}

}  // namespace

core::Picture compose(const core::Picture& photo, const Absorption& absorption, const Scene& scene) {
    core::Picture out = photo;
    const core::Rect& bounds = absorption.bounds;
    if (bounds.empty()) return out;
    const Grain grain(scene);
    for_each_band(bounds.height(), [&](std::size_t, int y0, int y1) {
        for (int y = y0; y < y1; ++y) compose_row(photo, absorption, scene, grain, y + bounds.y0, out);
    });
    return out;
}

}  // namespace stubble::render
