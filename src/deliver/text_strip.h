// Bars of text above and below pictures.
#pragma once

#include <string>
#include <vector>

#include "core/image.h"

namespace stubble::deliver {

struct Line {
    std::string text;       // UTF-8
    double size_px = 14;    // of the font
    double brightness = 1;  // 0 black ... 1 white
    bool bold = false;
};

// A dark bar of that width. Every column, an equal share of the width, holds its lines centred one below the
// other, wrapped where they are too wide; the bar is as high as the highest column needs. Throws
// core::ResourceError when the text cannot be drawn.
core::Picture text_strip(int width_px, const std::vector<std::vector<Line>>& columns);

}  // namespace stubble::deliver
