// How the layers of one tile are laid over each other.
#pragma once

#include <memory>
#include <utility>

#include "gl/target.h"

namespace stubble::gl {

// What the layers drawn leave of a tile's light; each is drawn over the one before.
class LightLeft {
 public:
    LightLeft(Targets& targets, core::Size tile) : targets_(targets), size_(tile) {}
    // What lies beneath the layer to be drawn, and where it goes.
    const Target* beneath() const { return drawn_.get(); }
    const Target& next() {
        if (!next_) next_ = targets_.lend(size_, Format::rgba32f);
        return *next_;
    }
    void is_drawn() { std::swap(drawn_, next_); }
    const Texture& texture() const { return drawn_->texture(); }

 private:
    Targets& targets_;
    core::Size size_;
    std::shared_ptr<const Target> drawn_, next_;
};

}  // namespace stubble::gl
