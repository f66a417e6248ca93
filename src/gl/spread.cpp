#include "gl/spread.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>
#include <glm/matrix.hpp>

#include "render/dot_levels.h"

namespace stubble::gl {
namespace {

constexpr double cells_per_sigma = 2.0;  // as in render::absorb

float scale_for(double sigma_px) {
    return static_cast<float>(std::min(1.0, cells_per_sigma / sigma_px));
}

std::vector<float> instances_of(const stipple::Dots& dots, const pigment::DotOptics& optics, float scale) {
    std::vector<float> data;
    data.reserve(dots.size() * floats_per_instance);
    const render::DotLevels levels(optics);
    for (const stipple::Dot& dot : dots) {
        const float area = static_cast<float>(levels.size(dot).pigment_area_mm2) *
                           std::abs(glm::determinant(dot.px_per_mm)) * scale * scale;
        data.insert(data.end(),
                    {dot.centre_px.x * scale, dot.centre_px.y * scale, area, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }
    return data;
}

}  // namespace

CoarseMap upload_map(const core::ScaledField& map) {
    constexpr float zero = 0.0f;
    if (map.values.empty()) return {Texture({1, 1}, Format::r32f, &zero), 0.0f};
    return {Texture(map.values.size(), Format::r32f, map.values.data()), map.px_per_photo_px};
}

Spread::Spread()
    : skin_("whole.vert", "skin.frag"),
      dots_("tone_dot.vert", "tone_dot.frag"),
      blur_("whole.vert", "blur.frag") {}

core::Size Spread::map_size(core::Size photo, double sigma_px) {
    const float scale = scale_for(sigma_px);
    const auto cells = [scale](int length) {
        return std::max(1, static_cast<int>(std::ceil(static_cast<float>(length) * scale)));
    };
    return {cells(photo.width), cells(photo.height)};
}

CoarseMap Spread::run(const DotBuffer& quads, const stipple::Dots& dots, const pigment::DotOptics& optics,
                      const CoarseMap& covered, core::Size photo, double sigma_px) const {
    const float scale = scale_for(sigma_px);
    const core::Size size = map_size(photo, sigma_px);
    const Target start(size, Format::rg32f), rows(size, Format::rg32f);
    Target result(size, Format::r32f);
    start.draw_into();
    skin_.use();
    skin_.set("photo_px_per_cell", 1.0f / scale);
    skin_.set("covered", 0);
    skin_.set("covered_scale", covered.px_per_photo_px);
    covered.texture.bind(0);
    quads.draw_whole_target();
    dots_.use();
    dots_.set("target_px", glm::vec2(size.width, size.height));
    quads.draw_added(instances_of(dots, optics, scale));

    const float sigma_cells = static_cast<float>(sigma_px * static_cast<double>(scale));
    blur_.use();
    blur_.set("source", 0);
    blur_.set("sigma_px", sigma_cells);
    for (const bool last : {false, true}) {
        (last ? result : rows).draw_into();
        (last ? rows : start).texture().bind(0);
        blur_.set("downwards", last ? 1 : 0);
        quads.draw_whole_target();
    }
    return {result.take_texture(), scale};
}

}  // namespace stubble::gl
