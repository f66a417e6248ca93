// The photo's noise, given back where darkening took it away.
#pragma once

#include <array>

#include "core/colour.h"
#include "core/image.h"
#include "render/render.h"

namespace stubble::render {

// Standard deviation of 8-bit luma noise at every code: measured bins (scalp's 1 x n field, NaN where not
// seen) carried on to the codes beside them; all zero without a measurement.
std::array<float, 256> noise_by_code(const core::Field& noise);

class Grain {
 public:
    explicit Grain(const Scene& scene);
    // The 8-bit pixel for changed scene light, with so much grain added as keeps the photo's noise at the new
    // brightness. Without a noise measurement, or where nothing darkened, plain rounding.
    core::Rgb8 add(const core::LinearRgb& changed, core::Rgb8 original, int x, int y) const;

 private:
    std::array<float, 256> sigma_by_code_;
    bool known_ = false;
    std::uint64_t seed_;
};

// Standard normal-like noise of one pixel, softened over neighbours as demosaicing does. Mean 0, variance 1.
float grain_noise(std::uint64_t seed, int x, int y);

}  // namespace stubble::render
