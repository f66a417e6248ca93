// What the dots of one look have in common, tabulated over the ranks of their sizes and shades.
#pragma once

#include <array>
#include <cstddef>

#include "pigment/pigment.h"
#include "stipple/stipple.h"

namespace stubble::render {

struct SizeLevel {
    double disc_variance_mm2 = 0;   // of the deposit along an axis: a quarter of its radius squared
    double pigment_area_mm2 = 0;    // of skin, without optical gain
    double absorbing_area_mm2 = 0;  // of mean ink, with the soft edge and the optical gain
};

// Sizes and shades in a thousand steps each: finer than any eye, and a logarithm less for every dot.
class DotLevels {
 public:
    explicit DotLevels(const pigment::DotOptics& optics);
    const SizeLevel& size(const stipple::Dot& dot) const { return sizes_[step(dot.size_quantile)]; }
    // Absorptance of a dot whose ink is darker or lighter than the mean by the jitter, over the mean's.
    double shade(const stipple::Dot& dot) const { return shades_[step(dot.shade_quantile)]; }

 private:
    static constexpr std::size_t steps = 1024;
    static std::size_t step(float quantile) {
        return quantile <= 0.0f   ? 0
               : quantile >= 1.0f ? steps - 1
                                  : static_cast<std::size_t>(quantile * static_cast<float>(steps));
    }
    std::array<SizeLevel, steps> sizes_;
    std::array<double, steps> shades_;
};

}  // namespace stubble::render
