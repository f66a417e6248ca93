#include "scalp/skin.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

#include "core/colour.h"
#include "core/region.h"

namespace stubble::scalp {
namespace {

using Pixels = std::array<std::vector<float>, 3>;

std::optional<core::LinearRgb> median_of(Pixels pixels, std::size_t least) {
    if (pixels[0].size() < least) return std::nullopt;
    core::LinearRgb colour;
    for (int c = 0; c < 3; ++c) {
        auto& channel = pixels[static_cast<std::size_t>(c)];
        const auto middle = channel.begin() + static_cast<std::ptrdiff_t>(channel.size() / 2);
        std::nth_element(channel.begin(), middle, channel.end());
        colour[c] = *middle;
    }
    return colour;
}

std::optional<core::LinearRgb> median_where(const Working& working, std::size_t least,
                                            const std::function<bool(int, int)>& wanted) {
    Pixels pixels;
    for (int y = 0; y < working.size().height; ++y)
        for (int x = 0; x < working.size().width; ++x)
            if (wanted(x, y))
                for (std::size_t c = 0; c < 3; ++c)
                    pixels[c].push_back(working.linear.at<cv::Vec3f>(y, x)[static_cast<int>(c)]);
    return median_of(std::move(pixels), least);
}

}  // namespace

Skin read_skin(const Working& working, const RegionMaps& maps, const Light& light,
               const core::HeadFrame& frame) {
    const auto region = [&](int x, int y) {
        return static_cast<core::Region>(maps.labels.at<unsigned char>(y, x));
    };
    const auto evenly_lit = [&](int x, int y) {
        if (light.specular.values.at(x, y) > 0.1f) return false;
        const auto hit = frame.hit(working.photo_point(x, y));
        return hit && hit->cos_view > 0.5;
    };
    const std::size_t least = 60;
    auto bare = median_where(
        working, least, [&](int x, int y) { return region(x, y) == core::Region::bald && evenly_lit(x, y); });
    if (!bare)
        bare = median_where(working, least, [&](int x, int y) {
            return region(x, y) == core::Region::skin && evenly_lit(x, y);
        });
    if (!bare)
        bare =
            median_where(working, 1, [&](int x, int y) { return region(x, y) != core::Region::background; });
    Skin skin;
    skin.colour = bare.value_or(core::LinearRgb(0.45f, 0.28f, 0.20f));
    skin.ita_deg = core::individual_typology_angle_deg(core::lab_from_linear(skin.colour));
    const auto hair = median_where(working, least, [&](int x, int y) {
        return region(x, y) == core::Region::hair && maps.hair_cover.at<float>(y, x) > 0.8f;
    });
    skin.hair_colour = hair.value_or(core::LinearRgb(0.03f, 0.025f, 0.02f));
    const auto dense = median_where(
        working, least, [&](int x, int y) { return region(x, y) == core::Region::hair && evenly_lit(x, y); });
    if (dense) {
        const core::LinearRgb ratio = *dense / glm::max(skin.colour, core::LinearRgb(1e-3f));
        // Default: through stubble at least a quarter of the skin's light returns; long hair hides it.
        const float mean = (ratio.r + ratio.g + ratio.b) / 3.0f;
        if (mean > 0.25f && mean < 0.97f) skin.stubble_over_skin = glm::min(ratio, core::LinearRgb(1.0f));
    }
    return skin;
}

}  // namespace stubble::scalp
