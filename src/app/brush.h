// Correcting the regions with a brush: every stroke is one undo step, and the reading answers at once.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "app/model.h"

namespace stubble::app {

// What a brush can paint, in the order of its buttons; `paint` as in scalp::Stroke.
struct Brush {
    const char* label;
    const char* command;  // in menus
    const char* help;
    int key;
    std::optional<core::Region> paint;
};
const std::vector<Brush>& brushes();

// Begins and ends painting; without painting the rest of the picture is worked out again.
void toggle_painting(Model& model);
// One step larger (1) or smaller (-1).
void resize_brush(Painting& painting, int steps);
// Photo pixels per mm of scalp at a photo position, or in the middle of the scalp beside the head.
double px_per_mm_at(const scalp::Scalp& scalp, const core::PhotoPoint& position);
// The document with one stroke more.
session::Document with_stroke(session::Document document, scalp::Stroke stroke);
// Without any.
session::Document without_strokes(session::Document document);

// Where the corrections of a photo are kept: beside it, NAME.hints.json.
std::filesystem::path hints_file_of(const std::filesystem::path& photo);
// Asks first where a file is there already.
void save_hints(Model& model);
// Both tell the user how it went.
void write_hints(Model& model);
void load_hints(Model& model);
// The same for a photo that was just opened, where there are any.
void take_up_hints(Model& model);

class BrushTool {
 public:
    // Inside the canvas's window: the mouse paints.
    void handle(Model& model);
    // Over the canvas: what is painted and how large.
    void draw(Model& model, const Area& canvas);

 private:
    void draw_size(Painting& painting);
    void draw_forehead(Model& model);
    void finish_stroke(Model& model);
    std::optional<scalp::Stroke> stroke_;  // being painted
};

}  // namespace stubble::app
