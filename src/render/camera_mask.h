// The blur that a camera's unsharp mask subtracts, and that colour has where a file holds it at half the
// size.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/image.h"
#include "render/render.h"

namespace stubble::render {

// Weights of a Gaussian of 1 px, the usual radius, at distances of 0 to 3 px; on both sides they sum to 1.
inline constexpr int mask_reach_px = 3;
inline constexpr std::array<float, mask_reach_px + 1> mask_weights = {0.39905027f, 0.24203622f, 0.05400558f,
                                                                      0.00443304f};

// Whether pixels depend on what lies within the mask's reach.
inline bool needs_mask(const Scene& scene) {
    return scene.sharpening > 0.0 || !scene.fine_colour;
}

// The rows of a field under that blur, one after the other; what lies outside the field is zero.
class MaskedRows {
 public:
    // Rows will be asked for from `first` on, each once and in order.
    MaskedRows(const core::Field& field, int first);
    std::span<const float> next();

 private:
    void take(int y);  // blurs row y along itself

    const core::Field& field_;
    int y_;
    std::size_t width_;  // rounded up to whole lanes
    std::vector<float> padded_, result_;
    std::array<std::vector<float>, 2 * mask_reach_px + 1> window_;  // row y at y mod 7
};

}  // namespace stubble::render
