#include "render/near_white.h"

#include <algorithm>
#include <array>

namespace stubble::render {
namespace {

std::array<float, 256> shares() {
    std::array<float, 256> share{};
    for (std::size_t code = 0; code < share.size(); ++code) {
        const float above = static_cast<float>(code) - near_white_from_code,
                    t = std::max(0.0f, above / (255.0f - near_white_from_code));
        share[code] = t * t * (3.0f - 2.0f * t);
    }
    return share;
}

}  // namespace

SkinColour skin_colour_of(const Scene& scene) {
    if (scene.skin == core::LinearRgb(0.0f)) return {glm::vec3(0.0f), 0.0f};
    const core::Rgb8 code = core::srgb8_from_linear(scene.skin);
    return {glm::vec3(code.r, code.g, code.b) / std::max(1.0f, luma(code.r, code.g, code.b)),
            colour_regained_per_loss};
}

bool take_near_white(std::span<const core::Rgb8> pixels, NearWhite& near_white) {
    static const std::array<float, 256> share = shares();
    std::uint8_t brightest = 0;
    for (const core::Rgb8& p : pixels) brightest = std::max({brightest, p.r, p.g, p.b});
    if (share[brightest] <= 0.0f) return false;
    for (std::size_t k = 0; k < pixels.size(); ++k) {
        const core::Rgb8& p = pixels[k];
        near_white.codes.channel[0][k] = p.r;
        near_white.codes.channel[1][k] = p.g;
        near_white.codes.channel[2][k] = p.b;
        near_white.share[k] = share[std::max({p.r, p.g, p.b})];
    }
    return true;
}

}  // namespace stubble::render
