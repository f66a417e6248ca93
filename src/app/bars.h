// The bars around the canvas: menu, messages, status, and what stands on an empty canvas.
#pragma once

#include <string>
#include <vector>

#include "app/actions.h"
#include "app/model.h"
#include "app/style.h"

namespace stubble::app {

// A small bar at the top of the canvas. What is too wide for it begins a new line: texts by themselves,
// widgets where `continue_bar` is told their width.
void begin_canvas_bar(const char* name, const Area& canvas);
void continue_bar(float width, const Area& canvas);
void end_canvas_bar();
// The width of a button with that label, for `continue_bar`.
float button_width(const char* label);

// Draws the menu bar and runs what is chosen; returns its height.
float draw_menu(Model& model, const std::vector<Action>& actions);
// The dismissible line above the canvas for errors and news.
void draw_message(Model& model, const Area& canvas);
// Stage of the work, dots and zoom.
void draw_status(const Model& model, const Worker::Progress& progress, bool saving, const Fonts& fonts,
                 const Area& area);
// Over the canvas, until there is an after picture: what is still being done.
void draw_first_progress(const Worker::Progress& progress, const Area& canvas);
// Buttons over the canvas that choose what is compared.
void draw_compare_buttons(Model& model, const Area& canvas);
// Says how to begin.
void draw_welcome(Model& model, const Worker::Progress& progress, const Fonts& fonts, const Area& canvas);

}  // namespace stubble::app
