#include "pigment/skin_optics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stubble::pigment {
namespace {

// Dermis at 610, 550 and 465 nm, per mm: reduced scattering, and absorption of the baseline with 0.2 % of
// blood (domain.md 9.2).
struct Layer {
    double scattering_per_mm, absorption_per_mm;
};
constexpr std::array<Layer, 3> dermis = {
    {{3.47, 0.033 + 0.002 * 1.9}, {4.02, 0.046 + 0.002 * 24.4}, {5.10, 0.102 + 0.002 * 18.3}}};

double share_of_channel(const Layer& layer, double depth_mm, double backing_share) {
    const double K = 2.0 * layer.absorption_per_mm;
    const double S = 0.75 * layer.scattering_per_mm - 0.25 * layer.absorption_per_mm;
    const double a = (S + K) / S, b = std::sqrt(a * a - 1.0);
    const double infinite = a - b, backing = infinite * backing_share;
    const double x = b * S * depth_mm;
    const double denominator = a * std::sinh(x) + b * std::cosh(x);
    const double reflected = std::sinh(x) / denominator, passed = b / denominator;
    return (reflected + passed * passed * backing / (1.0 - reflected * backing)) / infinite;
}

}  // namespace

core::LinearRgb light_over_pigment(double depth_mm, double backing_share) {
    const double depth = std::max(depth_mm, 0.0), share = std::clamp(backing_share, 0.0, 1.0);
    return {static_cast<float>(share_of_channel(dermis[0], depth, share)),
            static_cast<float>(share_of_channel(dermis[1], depth, share)),
            static_cast<float>(share_of_channel(dermis[2], depth, share))};
}

}  // namespace stubble::pigment
