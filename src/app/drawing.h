// Who draws the after picture: the graphics card where it is real, else the CPU as part of the evaluation.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "gl/renderer.h"
#include "session/document.h"

namespace stubble::app {

class Drawing {
 public:
    // Draws the after picture of a result that has its dots; empty: there is no graphics card.
    using Card = std::function<core::Picture(const session::Derived&)>;

    // $STUBBLE_DRAW_WITH (cpu or gpu) overrides the choice. Falls back to the CPU if the shaders do not
    // compile.
    explicit Drawing(const gl::Device& device);
    explicit Drawing(Card card) : card_(std::move(card)) {}
    // How far the worker evaluates.
    session::Until until() const { return card_ ? session::Until::selected : session::Until::drawn; }
    // Adds the picture if the worker left it out, in the viewing light as well; what of `previous` still
    // holds is kept. In the window's thread. A card that fails is given up for good, and the processor draws
    // in its place: then, and where there is no memory for the picture, returns a line for the user.
    std::string complete(session::Derived& derived, const session::Derived& previous);

 private:
    std::string draw_with_card(session::Derived& derived);
    Card card_;
};

}  // namespace stubble::app
