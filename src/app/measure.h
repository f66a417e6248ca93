// Measuring a known length: its line is dragged on the photo, then its millimetres are typed. That sets the
// scale.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/keys.h"
#include "app/model.h"

namespace stubble::app {

// Begins with the document's known length, where it has one.
Measuring begin_measuring(const session::Document& document);
// The document with its scale taken from that length, or with the length forgotten.
session::Document with_known_length(session::Document document,
                                    const std::optional<scalp::KnownLength>& known);
// What is wrong with a line and its length, for the user; empty when the scale can be taken from them.
std::string objection_to(const scalp::KnownLength& known);

// The millimetres that a user means by a text, with a point or a comma before tenths; NaN where it is no
// number.
double length_typed(const std::string& text);
// What to ask the user where the scale is not to be believed, since the head found in the photo would be far
// too broad or too narrow for one; empty where it is, or where no head was found.
std::string doubt_about(const scalp::KnownLength& known, const scalp::Scalp& scalp);

class MeasureTool {
 public:
    // Inside the canvas's window: the mouse draws the line or moves one of its ends.
    void handle(Model& model);
    // Over the canvas: what to do next and, once there is a line, the field for its length.
    void draw(Model& model, const std::vector<Chord>& keys, const Area& canvas);

 private:
    enum class Grip { none, from, to };
    void press(const Measuring& measuring, const View& view);
    void drag(Measuring& measuring, const View& view, core::Size photo);
    void draw_field(Model& model, const std::vector<Chord>& keys, const Area& canvas);
    void draw_typing(Measuring& measuring);
    Grip grip_ = Grip::none;
    Measuring before_drag_;
    bool starts_anew_ = false;
    std::array<char, 32> typed_{};  // the field's text
};

}  // namespace stubble::app
