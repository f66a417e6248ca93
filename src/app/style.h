// Colours, spacing and fonts of the window: neutral greys, so that skin is judged well.
#pragma once

#include <cstdint>

struct ImFont;

namespace stubble::app {

struct Fonts {
    ImFont* text = nullptr;
    ImFont* heading = nullptr;
    ImFont* small = nullptr;
};

// A colour as ImGui packs it (IM_COL32).
using Colour = std::uint32_t;
constexpr Colour opaque(std::uint32_t r, std::uint32_t g, std::uint32_t b) {
    return 0xff000000u | b << 16 | g << 8 | r;
}

// Colours of what ImGui does not draw itself.
inline constexpr Colour accent_colour = opaque(122, 162, 206);
inline constexpr Colour muted_text_colour = opaque(160, 160, 160);
inline constexpr Colour bright_text_colour = opaque(236, 236, 236);
inline constexpr Colour warning_colour = opaque(233, 190, 110);
inline constexpr unsigned char surround_grey = 58;

// Sets colours and sizes for an interface scale (1 = 96 dots per inch) and loads the fonts.
Fonts apply_style(float scale);

}  // namespace stubble::app
