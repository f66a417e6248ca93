// Pictures on the screen: tiled textures and their painting into the window.
#pragma once

#include <glm/vec2.hpp>
#include <memory>
#include <vector>

#include "core/image.h"
#include "gl/shader_program.h"

namespace stubble::gl {

// A picture in GPU memory, in tiles, so that neither its size nor a small change of it matters.
// Needs a current OpenGL 3.3 context for its whole life.
class PictureTexture {
 public:
    PictureTexture() = default;
    ~PictureTexture();
    PictureTexture(const PictureTexture&) = delete;
    PictureTexture& operator=(const PictureTexture&) = delete;

    // Shows `picture` from here on; uploads only tiles whose bytes differ from what is shown already, and
    // returns how many that were. Null empties the texture.
    int update(std::shared_ptr<const core::Picture> picture);
    core::Size size() const { return picture_ ? picture_->size() : core::Size{}; }

 private:
    friend class PicturePainter;
    struct Tile {
        core::Rect shown;   // part of the picture this tile paints
        core::Rect stored;  // the same with a border, so that filtering sees across the seam
        unsigned texture = 0;
    };
    void lay_out(core::Size size);
    void upload(const Tile& tile) const;

    std::shared_ptr<const core::Picture> picture_;
    std::vector<Tile> tiles_;
};

// Where a picture lies on the screen: its top left corner in framebuffer pixels from the top left, and
// framebuffer pixels per picture pixel.
struct Placement {
    glm::dvec2 origin_px{0};
    double zoom = 1.0;
};

// Fills the framebuffer with one colour.
void clear_screen(core::Size framebuffer, core::Rgb8 colour);

class PicturePainter {
 public:
    PicturePainter();  // throws core::GlError
    ~PicturePainter();
    PicturePainter(const PicturePainter&) = delete;
    PicturePainter& operator=(const PicturePainter&) = delete;

    // Paints the part of the picture inside `clip` (framebuffer pixels, y down). Filters in linear light;
    // from 200 % on every picture pixel is a sharp square, so that what is seen is what is in the file.
    void paint(const PictureTexture& picture, const Placement& placement, const core::Rect& clip,
               core::Size framebuffer) const;

 private:
    ShaderProgram program_;
    unsigned vertex_array_ = 0;
    unsigned smooth_sampler_ = 0, sharp_sampler_ = 0;
};

}  // namespace stubble::gl
