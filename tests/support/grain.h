// The grain that render gives back to darkened pixels, over a whole picture.
#pragma once

#include <algorithm>

#include "render/grain.h"

namespace stubble::test {

inline core::Field grain(core::Size size, std::uint64_t seed) {
    core::Field field(size.width, size.height);
    render::GrainRows rows(seed);
    render::Stretch noise;
    for (int y = 0; y < size.height; ++y) {
        rows.prepare(y, 0, size.width);
        for (int x = 0; x < size.width; x += render::stretch_px) {
            rows.take(x, noise);
            const int count = std::min(render::stretch_px, size.width - x);
            std::copy_n(noise.value, count, field.row(y).data() + x);
        }
    }
    return field;
}

}  // namespace stubble::test
