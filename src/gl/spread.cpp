#include "gl/spread.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <cmath>

namespace stubble::gl {
namespace {

constexpr double cells_per_sigma = 2.0;  // as in render::absorb

float scale_for(double sigma_px) {
    return static_cast<float>(std::min(1.0, cells_per_sigma / sigma_px));
}

}  // namespace

CoarseMap upload_map(const core::ScaledField& map) {
    constexpr float zero = 0.0f;
    if (map.values.empty())
        return {std::make_shared<const Texture>(core::Size{1, 1}, Format::r32f, &zero), 0.0f};
    return {std::make_shared<const Texture>(map.values.size(), Format::r32f, map.values.data()),
            map.px_per_photo_px};
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

CoarseMap Spread::run(Targets& targets, const DotBuffer& dots, const CoarseMap& covered, core::Size photo,
                      double sigma_px) const {
    const float scale = scale_for(sigma_px);
    const core::Size size = map_size(photo, sigma_px);
    const auto start = targets.lend(size, Format::rg32f), rows = targets.lend(size, Format::rg32f),
               result = targets.lend(size, Format::r32f);
    start->draw_into();
    skin_.use();
    skin_.set("photo_px_per_cell", 1.0f / scale);
    skin_.set("covered", 0);
    skin_.set("covered_scale", covered.px_per_photo_px);
    covered.texture->bind(0);
    whole_.draw();
    dots_.use();
    dots_.set("target_cells", glm::vec2(size.width, size.height));
    dots_.set("cells_per_photo_px", scale);
    dots.draw_added();

    const float sigma_cells = static_cast<float>(sigma_px * static_cast<double>(scale));
    blur_.use();
    blur_.set("source", 0);
    blur_.set("sigma_px", sigma_cells);
    for (const bool last : {false, true}) {
        (last ? result : rows)->draw_into();
        (last ? rows : start)->texture().bind(0);
        blur_.set("downwards", last ? 1 : 0);
        whole_.draw();
    }
    return {{result, &result->texture()}, scale};
}

}  // namespace stubble::gl
