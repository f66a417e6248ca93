// How the layers of one tile are laid over each other.
#pragma once

#include <memory>
#include <utility>

#include "gl/target.h"

namespace stubble::gl {

// What the layers drawn leave of a tile's light; each is drawn over the one before.
class LightLeft {
 public:
    explicit LightLeft(core::Size tile) : size_(tile) {}
    // What lies beneath the layer to be drawn, and where it goes.
    const Target* beneath() const { return drawn_.get(); }
    const Target& next() {
        if (!next_) next_ = std::make_unique<Target>(size_, Format::rgba32f);
        return *next_;
    }
    void is_drawn() { std::swap(drawn_, next_); }
    const Texture& texture() const { return drawn_->texture(); }

 private:
    core::Size size_;
    std::unique_ptr<Target> drawn_, next_;
};

}  // namespace stubble::gl
