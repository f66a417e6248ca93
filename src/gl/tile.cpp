#include "gl/tile.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <utility>

namespace stubble::gl {

Tiling::Tiling(int length, int most)
    : count((length + most - 1) / most), tile_px((length + count - 1) / count), length_px(length) {}

PhotoTiles::PhotoTiles(std::shared_ptr<const core::Picture> photo, int most_px)
    : photo_(std::move(photo)),
      columns_(photo_->width(), most_px),
      rows_(photo_->height(), most_px),
      textures_(static_cast<std::size_t>(columns_.count) * static_cast<std::size_t>(rows_.count)) {}

core::Rect PhotoTiles::pixels(int tile) const {
    const int x = columns_.begin(tile % columns_.count), y = rows_.begin(tile / columns_.count);
    return {x, y, x + columns_.tile_px, y + rows_.tile_px};
}

std::vector<int> PhotoTiles::showing(const core::Rect& part) const {
    std::vector<int> tiles;
    for (int tile = 0; tile < columns_.count * rows_.count; ++tile)
        if (!core::intersected(pixels(tile), part).empty()) tiles.push_back(tile);
    return tiles;
}

const Texture& PhotoTiles::texture(int tile) {
    Texture& texture = textures_[static_cast<std::size_t>(tile)];
    if (texture.id()) return texture;
    const core::Rect part = pixels(tile);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, photo_->width());
    texture = Texture({part.width(), part.height()}, Format::rgb8, &photo_->at(part.x0, part.y0));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    return texture;
}

void read_tile(const Target& target, const core::Rect& tile, const core::Rect& part, core::Picture& out) {
    const core::Rect read = core::intersected(tile, part);
    if (read.empty()) return;
    target.draw_into();
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glPixelStorei(GL_PACK_ROW_LENGTH, out.width());
    glReadPixels(read.x0 - tile.x0, read.y0 - tile.y0, read.width(), read.height(), GL_RGB, GL_UNSIGNED_BYTE,
                 &out.at(read.x0, read.y0));
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
}

}  // namespace stubble::gl
