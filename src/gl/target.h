// Textures, and framebuffers that draw into one. Need a current OpenGL 3.3 context for their whole life.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/image.h"

namespace stubble::gl {

enum class Format { r32f, rg32f, rgba32f, rgba8, rgb8 };

// A texture without filtering: shaders fetch its texels and do their own interpolation in full precision.
class Texture {
 public:
    Texture() = default;
    // `pixels` may be null. rgb8: three bytes a pixel, tightly packed.
    Texture(core::Size size, Format format, const void* pixels);
    ~Texture();
    Texture(Texture&& other) noexcept { swap(other); }
    Texture& operator=(Texture&& other) noexcept {
        swap(other);
        return *this;
    }

    core::Size size() const { return size_; }
    unsigned id() const { return id_; }
    void bind(int unit) const;

 private:
    void swap(Texture& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(size_, other.size_);
    }
    unsigned id_ = 0;
    core::Size size_;
};

// Row 0 of the texture is row 0 of gl_FragCoord.
class Target {
 public:
    Target(core::Size size, Format format);
    ~Target();
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;

    // What is drawn from here on goes into the texture.
    void draw_into() const;
    const Texture& texture() const { return texture_; }
    Format format() const { return format_; }

 private:
    Texture texture_;
    Format format_;
    unsigned framebuffer_ = 0;
};

// Targets that are drawn into again and again: making one takes a driver longer than drawing into it.
class Targets {
 public:
    // Lent until the last pointer to it goes, which may not outlive this. It holds what was drawn before.
    std::shared_ptr<const Target> lend(core::Size size, Format format);
    // Lets go of what was not lent since the last call; what is lent now stays.
    void forget_unused();

 private:
    struct Kept {
        std::shared_ptr<const Target> target;
        bool was_lent = false;
    };
    std::vector<Kept> kept_;
};

// The framebuffer and viewport the caller had, given back at the end.
class CallersTarget {
 public:
    CallersTarget();
    ~CallersTarget();
    CallersTarget(const CallersTarget&) = delete;
    CallersTarget& operator=(const CallersTarget&) = delete;

 private:
    int framebuffer_ = 0, viewport_[4] = {};
};

}  // namespace stubble::gl
