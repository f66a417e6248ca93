// Gaussian mixtures of weighted samples: the colour models of background, skin and hair.
#pragma once

#include <array>
#include <span>
#include <vector>

namespace stubble::scalp {

inline constexpr int feature_count = 4;  // L*, a*, b*, texture
using Feature = std::array<float, feature_count>;

struct Mixture {
    struct Part {
        Feature mean{};
        Feature inverse_variance{};
        float log_weight = 0.0f;  // with the Gaussian's normalisation
    };
    std::vector<Part> parts;

    // Natural logarithm of the density; a small floor keeps strangers comparable.
    float log_density(const Feature& feature) const;
};

// Weighted expectation maximisation with diagonal covariances, started from quantiles of lightness: no chance
// in it. Without weight the mixture is one broad Gaussian.
Mixture fit_mixture(std::span<const Feature> features, std::span<const float> weights, int part_count);

}  // namespace stubble::scalp
