#include <algorithm>
#include <array>
#include <optional>

#include "core/region.h"
#include "scalp/scalp.h"

namespace stubble::scalp {
namespace {

// `share` per cent of the tint.
void tint(core::Rgb8& pixel, const core::Rgb8& tint, int share) {
    const auto mix = [share](int own, int other) {
        return static_cast<std::uint8_t>((own * (100 - share) + other * share) / 100);
    };
    pixel = {mix(pixel.r, tint.r), mix(pixel.g, tint.g), mix(pixel.b, tint.b)};
}

core::Picture tinted_regions(const Scalp& scalp, const core::Picture& photo) {
    const core::Mask regions = full_size_regions(scalp, photo);
    core::Picture result = photo;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x) {
            const auto label = regions.at(x, y);
            if (label == 0) continue;
            const bool edge =
                (x > 0 && regions.at(x - 1, y) != label) || (y > 0 && regions.at(x, y - 1) != label);
            tint(result.at(x, y), core::region_tints[label], edge ? 90 : 40);
        }
    return result;
}

// Where `wanted` takes the label.
template <class Wanted>
core::Picture tinted_shares(const Scalp& scalp, const core::Picture& photo, const core::Field& shares,
                            const Wanted& wanted) {
    const core::Mask regions = full_size_regions(scalp, photo);
    const core::ScaledField field{shares,
                                  static_cast<float>(shares.width()) / static_cast<float>(photo.width())};
    core::Picture result = photo;
    for (int y = 0; y < photo.height(); ++y)
        for (int x = 0; x < photo.width(); ++x)
            if (wanted(regions.at(x, y)))
                tint(result.at(x, y),
                     core::share_tint(field.at(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f)),
                     65);
    return result;
}

}  // namespace

core::Picture overlay(const Scalp& scalp, const core::Picture& photo, Overlay what) {
    switch (what) {
        case Overlay::hair_density:
            return tinted_shares(scalp, photo, scalp.hair_cover, core::is_scalp);
        case Overlay::certainty:
            return tinted_shares(scalp, photo, scalp.confidence,
                                 [](std::uint8_t label) { return label != 0; });
        case Overlay::regions:
            break;
    }
    return tinted_regions(scalp, photo);
}

const char* name_of(View view) {
    constexpr std::array<const char*, 7> names = {"auto", "front", "left",    "right",
                                                  "top",  "back",  "close-up"};
    return names[static_cast<std::size_t>(view)];
}

}  // namespace stubble::scalp
