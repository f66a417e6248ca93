#include <algorithm>
#include <cmath>

#include "core/require.h"
#include "deliver/deliver.h"
#include "deliver/layout.h"
#include "deliver/shrink.h"
#include "deliver/text_strip.h"

namespace stubble::deliver {
namespace {

// Text is drawn on surfaces of at most 32,767 px; a half stays well below half of that.
constexpr int max_half_width_px = 12000;

core::Picture within(const core::Picture& picture, int max_height_px) {
    const double factor = std::min(static_cast<double>(max_height_px) / picture.height(),
                                   static_cast<double>(max_half_width_px) / picture.width());
    if (factor >= 1.0) return picture;
    const auto scaled = [&](int side) { return std::max(1, static_cast<int>(std::lround(side * factor))); };
    return shrunk(picture, {scaled(picture.width()), scaled(picture.height())});
}

}  // namespace

core::Picture side_by_side(const core::Picture& before, const core::Picture& after, int max_height_px,
                           const std::vector<std::string>& notes) {
    core::require(before.size() == after.size() && !before.empty(), "before and after have one size");
    core::require(max_height_px >= 1, "a pair has a height");
    const core::Picture left = within(before, max_height_px), right = within(after, max_height_px);
    const int gap_px = std::max(2, left.width() / 200), width_px = left.width() + gap_px + right.width();
    const double caption_px = caption_size_px(width_px);
    const core::Picture head =
        text_strip(width_px, {{{"Before", caption_px, 0.92, false}}, {{"After", caption_px, 0.92, false}}});
    const core::Picture foot = simulated_bar(width_px, notes);
    core::Picture pair(width_px, head.height() + left.height() + foot.height(), ground);
    paste(head, pair, 0, 0);
    paste(left, pair, 0, head.height());
    paste(right, pair, left.width() + gap_px, head.height());
    paste(foot, pair, 0, head.height() + left.height());
    return pair;
}

}  // namespace stubble::deliver
