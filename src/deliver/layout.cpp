#include "deliver/layout.h"

#include <algorithm>

#include "deliver/text_strip.h"

namespace stubble::deliver {

void paste(const core::Picture& part, core::Picture& onto, int left, int top) {
    for (int y = 0; y < part.height(); ++y)
        std::copy(part.row(y).begin(), part.row(y).end(), onto.row(top + y).begin() + left);
}

double caption_size_px(int width_px) {
    return std::clamp(width_px / 55.0, 11.0, 44.0);
}

core::Picture simulated_bar(int width_px, const std::vector<std::string>& notes) {
    const double caption_px = caption_size_px(width_px), note_px = std::max(0.62 * caption_px, 10.0);
    std::vector<Line> lines = {{"Simulated result", caption_px * 0.9, 0.85, true}};
    for (const std::string& note : notes) lines.push_back({note, note_px, 0.85, false});
    lines.push_back({"A simulation shows what is planned. It is no photograph and no promise of an outcome.",
                     note_px, 0.62, false});
    return text_strip(width_px, {lines});
}

}  // namespace stubble::deliver
