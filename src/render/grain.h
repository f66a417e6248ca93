// The photo's noise, given back where darkening took it away.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/colour.h"
#include "core/image.h"
#include "render/render.h"
#include "render/stretch.h"

namespace stubble::render {

// Standard deviation of 8-bit luma noise at every code: a smooth curve along the measured bins (scalp's 1 x n
// field, NaN where not seen); all zero without a measurement.
std::array<float, 256> noise_by_code(const core::Field& noise);

// Codes by which a code moves when its scene light grows by one in natural logarithm: by so much the noise of
// a pixel that is darkened shrinks or grows. Steeper than the code itself where bright light is pressed
// together.
const std::array<float, 256>& response_by_code();

// Standard normal-like noise, softened over neighbours as demosaicing does: mean 0, variance 1. A pixel's
// place and the seed alone decide it. For pixels in rising rows, each neighbour drawn once.
class GrainRows {
 public:
    explicit GrainRows(std::uint64_t seed) : seed_(seed) {}
    // Makes take() valid for columns from x0 to before x1 of row y.
    void prepare(int y, int x0, int x1);
    // The noise from column x0 on; what lies beyond x1 means nothing.
    void take(int x0, Stretch& noise) const;

 private:
    struct Row {
        int y = 0, x0 = 0, x1 = 0;
        std::vector<float> white;
    };
    void draw(Row& row, int y, int x0, int x1) const;

    std::uint64_t seed_;
    Row here_, below_;
};

class Grain {
 public:
    explicit Grain(const Scene& scene);
    // False without a noise measurement: nothing is ever missing.
    bool known() const { return known_; }
    // Standard deviation of the grain to add where luma falls to that of `codes` from `before`, so that the
    // pixel keeps the photo's noise at its new brightness. It sets in over the first code: a root alone would
    // be too steep there for two processors to agree.
    void missing(const Stretch& before, const Stretch3& codes, Stretch& sigma) const;

 private:
    std::array<float, 256> sigma_by_code_, sigma_by_response_;  // the latter: over the code's response
    bool known_ = false;
};

}  // namespace stubble::render
