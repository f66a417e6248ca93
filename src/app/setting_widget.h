// Widgets generated from the table of settings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model.h"
#include "app/style.h"
#include "session/settings.h"

namespace stubble::app {

// The widget for one setting: a slider for a number, a row of buttons for a few choices, a list for many.
// Ctrl+click types a number.
std::optional<Edit> draw_setting(const session::Setting& setting, const session::Document& document);
// Widgets for a group of settings in the table's order, without those named in `drawn_elsewhere`.
std::optional<Edit> draw_group(const std::string& group, const session::Document& document,
                               const std::vector<std::string>& drawn_elsewhere = {});

// Flags of small windows over the canvas, as large as what is in them.
extern const int floating_window;

// Once a frame: half of the world types 1,5, and a slider's field would drop the comma and read 15.
void take_comma_for_point();

// Label on the left, value on the right, above a widget.
void draw_label(const std::string& label, const std::string& value, const std::string& help);
// Buttons that share the width, the chosen one lit. Returns the one clicked.
struct RowButton {
    std::string label;
    std::string help = {};
};
std::optional<int> draw_button_row(const char* id, const std::vector<RowButton>& buttons, int chosen,
                                   float width = 0.0f);
// A label without its explanation in brackets, for narrow buttons.
std::string short_label(const std::string& label);
// Text that wraps, in a colour.
void draw_paragraph(const std::string& text, Colour colour);
void draw_tooltip(const std::string& text);

// "160 dots/cm²", with as many decimals as the setting's step needs, or the word that the setting has for 0.
std::string value_text(const session::Setting& setting, double value);
// 12345 as "12 345", with a narrow space.
std::string grouped_number(long long value);
// Writes cm2 and mm2 as people do.
std::string pretty_unit(std::string unit);

}  // namespace stubble::app
