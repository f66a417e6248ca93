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

struct Waves {  // Kubelka and Munk's a, b and S
    double a, b, S;
    double infinite() const { return a - b; }  // reflectance of thick dermis
};

Waves waves_of(const Layer& layer) {
    const double K = 2.0 * layer.absorption_per_mm;
    const double S = 0.75 * layer.scattering_per_mm - 0.25 * layer.absorption_per_mm;
    const double a = (S + K) / S;
    return {a, std::sqrt(a * a - 1.0), S};
}

// Over a backing of that reflectance, as a share of what thick dermis reflects.
double share_of_channel(const Waves& waves, double depth_mm, double backing) {
    const auto& [a, b, S] = waves;
    const double x = b * S * depth_mm;
    const double denominator = a * std::sinh(x) + b * std::cosh(x);
    const double reflected = std::sinh(x) / denominator, passed = b / denominator;
    return (reflected + passed * passed * backing / (1.0 - reflected * backing)) / waves.infinite();
}

}  // namespace

core::LinearRgb light_over_pigment(double depth_mm, double backing_share) {
    const double share = std::clamp(backing_share, 0.0, 1.0);
    core::LinearRgb left;
    for (int c = 0; c < 3; ++c) {
        const Waves waves = waves_of(dermis[static_cast<std::size_t>(c)]);
        left[c] =
            static_cast<float>(share_of_channel(waves, std::max(depth_mm, 0.0), waves.infinite() * share));
    }
    return left;
}

core::LinearRgb light_over_coloured(double depth_mm, const core::LinearRgb& reflectance) {
    core::LinearRgb left;
    for (int c = 0; c < 3; ++c) {
        const double backing = std::clamp(static_cast<double>(reflectance[c]), 0.0, 1.0);
        left[c] = static_cast<float>(share_of_channel(waves_of(dermis[static_cast<std::size_t>(c)]),
                                                      std::max(depth_mm, 0.0), backing));
    }
    return left;
}

}  // namespace stubble::pigment
