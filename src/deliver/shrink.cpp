#include "deliver/shrink.h"

#include <algorithm>
#include <cmath>

#include "core/colour.h"
#include "core/require.h"

namespace stubble::deliver {
namespace {

using LinearImage = core::Image<core::LinearRgb>;

// Shrinks along rows; written transposed, so that two calls shrink both ways. `light` reads linear light at
// (x, y).
template <class Light>
LinearImage shrunk_rows_transposed(core::Size from_size, int width, const Light& light) {
    LinearImage out(from_size.height, width);
    const double step = static_cast<double>(from_size.width) / width;
    for (int x = 0; x < width; ++x) {
        const double from = x * step, to = std::min((x + 1) * step, static_cast<double>(from_size.width));
        const int first = static_cast<int>(from),
                  last = std::min(static_cast<int>(std::ceil(to)), from_size.width);
        for (int y = 0; y < from_size.height; ++y) {
            core::LinearRgb sum(0.0f);
            for (int i = first; i < last; ++i)
                sum += light(i, y) * static_cast<float>(std::min(to, i + 1.0) - std::max(from, double(i)));
            out.at(y, x) = sum / static_cast<float>(to - from);
        }
    }
    return out;
}

}  // namespace

core::Picture shrunk(const core::Picture& picture, core::Size size) {
    core::require(size.width >= 1 && size.height >= 1 && size.width <= picture.width() &&
                      size.height <= picture.height(),
                  "a picture is shrunk to a smaller one");
    const LinearImage narrow = shrunk_rows_transposed(
        picture.size(), size.width, [&](int x, int y) { return core::linear_from_srgb8(picture.at(x, y)); });
    const LinearImage small =
        shrunk_rows_transposed(narrow.size(), size.height, [&](int x, int y) { return narrow.at(x, y); });
    core::Picture out(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) out.at(x, y) = core::srgb8_from_linear(small.at(x, y));
    return out;
}

}  // namespace stubble::deliver
