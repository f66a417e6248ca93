// A step with a soft edge.
#pragma once

#include <algorithm>
#include <cmath>

namespace stubble::scalp {

// The logistic function: 0 far below 0, 1 far above, one half at 0; `width` has the unit of `v`.
inline double soft_step(double v, double width) {
    return 1.0 / (1.0 + std::exp(-std::clamp(v / width, -30.0, 30.0)));
}

}  // namespace stubble::scalp
