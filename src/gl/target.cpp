#include "gl/target.h"

#include <epoxy/gl.h>

#include "core/error.h"

namespace stubble::gl {
namespace {

struct Layout {
    GLint internal;
    GLenum channels, type;
};

Layout layout_of(Format format) {
    switch (format) {
        case Format::r32f:
            return {GL_R32F, GL_RED, GL_FLOAT};
        case Format::rg32f:
            return {GL_RG32F, GL_RG, GL_FLOAT};
        case Format::rgba32f:
            return {GL_RGBA32F, GL_RGBA, GL_FLOAT};
        case Format::rgba8:
            return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE};
        case Format::rgb8:
            break;
    }
    return {GL_RGB8, GL_RGB, GL_UNSIGNED_BYTE};
}

}  // namespace

Texture::Texture(core::Size size, Format format, const void* pixels) : size_(size) {
    const Layout layout = layout_of(format);
    glGenTextures(1, &id_);
    glBindTexture(GL_TEXTURE_2D, id_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, layout.internal, size.width, size.height, 0, layout.channels, layout.type,
                 pixels);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

Texture::~Texture() {
    if (id_) glDeleteTextures(1, &id_);
}

void Texture::bind(int unit) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, id_);
}

Target::Target(core::Size size, Format format) : texture_(size, format, nullptr), format_(format) {
    glGenFramebuffers(1, &framebuffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.id(), 0);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE) return;
    glDeleteFramebuffers(1, &framebuffer_);
    throw core::GlError(
        "the graphics driver cannot draw into floating point pictures: update it, or use the command line");
}

Target::~Target() {
    glDeleteFramebuffers(1, &framebuffer_);
}

void Target::draw_into() const {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glViewport(0, 0, texture_.size().width, texture_.size().height);
}

std::shared_ptr<const Target> Targets::lend(core::Size size, Format format) {
    for (Kept& one : kept_) {
        if (one.target.use_count() > 1 || one.target->texture().size() != size ||
            one.target->format() != format)
            continue;
        one.was_lent = true;
        return one.target;
    }
    kept_.push_back({std::make_shared<const Target>(size, format), true});
    return kept_.back().target;
}

void Targets::forget_unused() {
    std::erase_if(kept_, [](const Kept& one) { return !one.was_lent; });
    for (Kept& one : kept_) one.was_lent = false;
}

CallersTarget::CallersTarget() {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &framebuffer_);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    glDisable(GL_SCISSOR_TEST);
}

CallersTarget::~CallersTarget() {
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<unsigned>(framebuffer_));
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
}

}  // namespace stubble::gl
