#include <algorithm>
#include <array>
#include <cmath>

#include "core/region.h"
#include "scalp/scalp.h"

namespace stubble::scalp {

core::Picture overlay(const Scalp& scalp, const core::Picture& photo) {
    const core::Mask regions = full_size_regions(scalp, photo);
    core::Picture result = photo;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const auto label = regions.at(x, y);
            if (label == 0) continue;
            const bool edge =
                (x > 0 && regions.at(x - 1, y) != label) || (y > 0 && regions.at(x, y - 1) != label);
            const int share = edge ? 90 : 40;  // per cent of the tint
            const auto mix = [&](int own, int other) {
                return static_cast<std::uint8_t>((own * (100 - share) + other * share) / 100);
            };
            core::Rgb8& p = result.at(x, y);
            const core::Rgb8& t = core::region_tints[label];
            p = {mix(p.r, t.r), mix(p.g, t.g), mix(p.b, t.b)};
        }
    return result;
}

const char* name_of(View view) {
    constexpr std::array<const char*, 7> names = {"auto", "front", "left",    "right",
                                                  "top",  "back",  "close-up"};
    return names[static_cast<std::size_t>(view)];
}

}  // namespace stubble::scalp
