#include "gl/tile.h"

#include <epoxy/gl.h>

#include <algorithm>

namespace stubble::gl {

Texture photo_tile(const core::Picture& photo, const core::Rect& tile) {
    core::Picture part(tile.width(), tile.height());
    for (int y = 0; y < tile.height(); ++y)
        std::copy_n(photo.row(tile.y0 + y).begin() + tile.x0, tile.width(), part.row(y).begin());
    return {part.size(), Format::rgb8, part.data()};
}

std::vector<float> instances_in(const std::vector<render::Splat>& splats, const core::Rect& tile) {
    std::vector<float> data;
    for (const auto& s : splats) {
        const core::Rect seen = core::intersected(s.pixels, tile);
        if (seen.empty()) continue;
        const auto x = static_cast<float>(tile.x0), y = static_cast<float>(tile.y0);
        data.insert(data.end(), {s.x - x, s.y - y, static_cast<float>(s.hardness), s.weight, s.xx, s.xy, s.yy,
                                 0.0f, static_cast<float>(seen.x0) - x, static_cast<float>(seen.y0) - y,
                                 static_cast<float>(seen.x1) - x, static_cast<float>(seen.y1) - y});
    }
    return data;
}

void read_tile(const Target& target, const core::Rect& tile, core::Picture& out) {
    core::Picture part(tile.width(), tile.height());
    target.draw_into();
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, tile.width(), tile.height(), GL_RGB, GL_UNSIGNED_BYTE, part.data());
    for (int y = 0; y < tile.height(); ++y)
        std::copy_n(part.row(y).begin(), tile.width(), out.row(tile.y0 + y).begin() + tile.x0);
}

}  // namespace stubble::gl
