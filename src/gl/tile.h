// Tiles of a photo: on their way to the graphics card and back.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "core/image.h"
#include "gl/target.h"

namespace stubble::gl {

// Tiles that cover `length` pixels, all equally long and none longer than `most`; neighbours may overlap.
struct Tiling {
    int count = 1, tile_px = 0, length_px = 0;
    Tiling(int length, int most);
    int begin(int index) const { return std::min(index * tile_px, length_px - tile_px); }
};

// A photo in the card's memory, each tile from when it is first asked for.
class PhotoTiles {
 public:
    PhotoTiles(std::shared_ptr<const core::Picture> photo, int most_px);
    const std::shared_ptr<const core::Picture>& photo() const { return photo_; }
    // Those that show a part of the photo.
    std::vector<int> showing(const core::Rect& part) const;
    core::Rect pixels(int tile) const;
    const Texture& texture(int tile);

 private:
    std::shared_ptr<const core::Picture> photo_;
    Tiling columns_, rows_;
    std::vector<Texture> textures_;  // empty ones are not there yet
};

// Writes what was drawn into `target`, which has the tile's size, to its place in `out`: no more than `part`.
void read_tile(const Target& target, const core::Rect& tile, const core::Rect& part, core::Picture& out);

}  // namespace stubble::gl
