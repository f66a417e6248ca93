// Quantiles of measured values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace stubble::scalp {

// The value below which a share of the values lie. `values` must not be empty and comes out in another order.
inline float quantile_of(std::vector<float>& values, double share) {
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace stubble::scalp
