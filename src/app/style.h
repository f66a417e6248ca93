// Colours, spacing and fonts of the window: neutral greys, so that skin is judged well.
#pragma once

#include <imgui.h>

namespace stubble::app {

struct Fonts {
    ImFont* text = nullptr;
    ImFont* heading = nullptr;
    ImFont* small = nullptr;
};

// Colours of what ImGui does not draw itself.
inline constexpr ImU32 accent_colour = IM_COL32(122, 162, 206, 255);
inline constexpr ImU32 muted_text_colour = IM_COL32(160, 160, 160, 255);
inline constexpr ImU32 bright_text_colour = IM_COL32(236, 236, 236, 255);
inline constexpr ImU32 warning_colour = IM_COL32(233, 190, 110, 255);
inline constexpr ImU32 error_colour = IM_COL32(238, 138, 122, 255);
inline constexpr unsigned char surround_grey = 58;

// Sets colours and sizes for an interface scale (1 = 96 dots per inch) and loads the fonts.
Fonts apply_style(float scale);

}  // namespace stubble::app
