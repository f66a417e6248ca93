// Who draws the after picture: the graphics card where it is real, else the CPU as part of the evaluation.
#pragma once

#include <optional>

#include "gl/renderer.h"
#include "session/document.h"

namespace stubble::app {

class Drawing {
 public:
    // $STUBBLE_DRAW_WITH (cpu or gpu) overrides the choice. Falls back to the CPU if the shaders do not
    // compile.
    explicit Drawing(const gl::Device& device);
    // How far the worker evaluates.
    session::Until until() const { return renderer_ ? session::Until::selected : session::Until::drawn; }
    // Adds the picture if the worker left it out, in the viewing light as well; what of `previous` still holds
    // is kept. In the window's thread.
    void complete(session::Derived& derived, const session::Derived& previous);

 private:
    std::optional<gl::PictureRenderer> renderer_;
};

}  // namespace stubble::app
