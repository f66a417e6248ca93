#include "gl/screen.h"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <glm/vec4.hpp>
#include <utility>

namespace stubble::gl {
namespace {

// Below every driver's texture limit (GL 3.3 promises 1024), and small enough that a local edit uploads
// little.
constexpr int tile_px = 1008;
constexpr int border_px = 8;
constexpr double sharp_from_zoom = 2.0;
// Trilinear filtering alone is a little softer than the area average of a pixel.
constexpr float mipmap_bias = -0.4f;

bool same_pixels(const core::Picture& a, const core::Picture& b, const core::Rect& part) {
    const auto bytes = static_cast<std::size_t>(part.width()) * sizeof(core::Rgb8);
    for (int y = part.y0; y < part.y1; ++y)
        if (std::memcmp(&a.at(part.x0, y), &b.at(part.x0, y), bytes) != 0) return false;
    return true;
}

core::Rect with_border(const core::Rect& part, core::Size size) {
    return core::intersected(
        {part.x0 - border_px, part.y0 - border_px, part.x1 + border_px, part.y1 + border_px},
        {0, 0, size.width, size.height});
}

}  // namespace

PictureTexture::~PictureTexture() {
    lay_out({});
}

void PictureTexture::lay_out(core::Size size) {
    for (const Tile& tile : tiles_) glDeleteTextures(1, &tile.texture);
    tiles_.clear();
    for (int y = 0; y < size.height; y += tile_px)
        for (int x = 0; x < size.width; x += tile_px) {
            Tile tile;
            tile.shown = core::intersected({x, y, x + tile_px, y + tile_px}, {0, 0, size.width, size.height});
            tile.stored = with_border(tile.shown, size);
            glGenTextures(1, &tile.texture);
            glBindTexture(GL_TEXTURE_2D, tile.texture);
            glTexImage2D(GL_TEXTURE_2D, 0, GL_SRGB8_ALPHA8, tile.stored.width(), tile.stored.height(), 0,
                         GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
            tiles_.push_back(tile);
        }
}

void PictureTexture::upload(const Tile& tile) const {
    std::vector<std::array<std::uint8_t, 4>> rgba(static_cast<std::size_t>(tile.stored.width()) *
                                                  static_cast<std::size_t>(tile.stored.height()));
    auto out = rgba.begin();
    for (int y = tile.stored.y0; y < tile.stored.y1; ++y) {
        const auto row = picture_->row(y).subspan(static_cast<std::size_t>(tile.stored.x0),
                                                  static_cast<std::size_t>(tile.stored.width()));
        out = std::ranges::transform(row, out, [](core::Rgb8 p) {
                  return std::array<std::uint8_t, 4>{p.r, p.g, p.b, 255};
              }).out;
    }
    glBindTexture(GL_TEXTURE_2D, tile.texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, tile.stored.width(), tile.stored.height(), GL_RGBA,
                    GL_UNSIGNED_BYTE, rgba.data());
    glGenerateMipmap(GL_TEXTURE_2D);
}

int PictureTexture::update(std::shared_ptr<const core::Picture> picture) {
    if (picture == picture_) return 0;
    const auto before = std::exchange(picture_, std::move(picture));
    const bool same_size = before && picture_ && before->size() == picture_->size();
    if (!same_size) lay_out(size());
    int uploaded = 0;
    for (const Tile& tile : tiles_)
        if (!same_size || !same_pixels(*before, *picture_, tile.stored)) {
            upload(tile);
            ++uploaded;
        }
    return uploaded;
}

void clear_screen(core::Size framebuffer, core::Rgb8 colour) {
    glDisable(GL_SCISSOR_TEST);
    glViewport(0, 0, framebuffer.width, framebuffer.height);
    glClearColor(colour.r / 255.0f, colour.g / 255.0f, colour.b / 255.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
}

PicturePainter::PicturePainter() : program_("screen.vert", "screen.frag") {
    glGenVertexArrays(1, &vertex_array_);
    glGenSamplers(1, &smooth_sampler_);
    glGenSamplers(1, &sharp_sampler_);
    for (const unsigned sampler : {smooth_sampler_, sharp_sampler_}) {
        glSamplerParameteri(sampler, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glSamplerParameteri(sampler, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glSamplerParameteri(sampler, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
        glSamplerParameterf(sampler, GL_TEXTURE_LOD_BIAS, mipmap_bias);
    }
    glSamplerParameteri(smooth_sampler_, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glSamplerParameteri(sharp_sampler_, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

PicturePainter::~PicturePainter() {
    glDeleteVertexArrays(1, &vertex_array_);
    glDeleteSamplers(1, &smooth_sampler_);
    glDeleteSamplers(1, &sharp_sampler_);
}

void PicturePainter::paint(const PictureTexture& picture, const Placement& placement, const core::Rect& clip,
                           core::Size framebuffer) const {
    if (clip.empty()) return;
    program_.use();
    program_.set("framebuffer_px", glm::vec2(framebuffer.width, framebuffer.height));
    program_.set("picture", 0);
    glBindVertexArray(vertex_array_);
    glActiveTexture(GL_TEXTURE0);
    glBindSampler(0, placement.zoom < sharp_from_zoom ? smooth_sampler_ : sharp_sampler_);
    glDisable(GL_BLEND);
    glEnable(GL_SCISSOR_TEST);
    glScissor(clip.x0, framebuffer.height - clip.y1, clip.width(), clip.height());
    for (const auto& tile : picture.tiles_) {
        const glm::dvec2 from =
            placement.origin_px + glm::dvec2(tile.shown.x0, tile.shown.y0) * placement.zoom;
        const glm::dvec2 to = placement.origin_px + glm::dvec2(tile.shown.x1, tile.shown.y1) * placement.zoom;
        if (from.x >= clip.x1 || from.y >= clip.y1 || to.x <= clip.x0 || to.y <= clip.y0) continue;
        const glm::vec2 stored(tile.stored.width(), tile.stored.height());
        const glm::vec2 uv_from =
            glm::vec2(tile.shown.x0 - tile.stored.x0, tile.shown.y0 - tile.stored.y0) / stored;
        const glm::vec2 uv_to =
            glm::vec2(tile.shown.x1 - tile.stored.x0, tile.shown.y1 - tile.stored.y0) / stored;
        program_.set("screen_rect", glm::vec4(glm::vec2(from), glm::vec2(to)));
        program_.set("texture_rect", glm::vec4(uv_from, uv_to));
        glBindTexture(GL_TEXTURE_2D, tile.texture);
        glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }
    glBindSampler(0, 0);
    glBindVertexArray(0);
    glDisable(GL_SCISSOR_TEST);
}

}  // namespace stubble::gl
