#include "render/lens.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.h"

namespace stubble::render {
namespace {

// Lens, pixel square and demosaicing together, and the most that cameras sharpen by: defaults. Steeper edges
// than both explain are noise.
constexpr double least_blur_px = 0.47;
constexpr double most_sharpening = 0.8;
constexpr double mask_variance_px2 = 1.0;

// Half the difference between the pixels on either side of a unit edge under a Gaussian.
double slope_of_edge(double sigma_px) {
    return 0.5 * std::erf(1.0 / (sigma_px * std::numbers::sqrt2));
}

}  // namespace

Lens lens_behind_edges(double edge_sigma_px, double overshoot) {
    if (!(overshoot > 0.0)) return {edge_sigma_px, 0.0};
    const double slope =
        1.0 / std::sqrt(2.0 * std::numbers::pi * (edge_sigma_px * edge_sigma_px + 1.0 / 12.0));
    const double steepest = slope_of_edge(least_blur_px);
    if (slope <= steepest) return {1.0 / core::normal_quantile(0.5 + slope), 0.0};
    const double masked = slope_of_edge(std::sqrt(least_blur_px * least_blur_px + mask_variance_px2));
    return {least_blur_px, std::min((slope - steepest) / (steepest - masked), most_sharpening)};
}

}  // namespace stubble::render
