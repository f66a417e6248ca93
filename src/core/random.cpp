#include "core/random.h"

#include <algorithm>
#include <cmath>

namespace stubble::core {
namespace {

double polynomial(const double* c, int n, double x) {
    double sum = c[0];
    for (int i = 1; i < n; ++i) sum = sum * x + c[i];
    return sum;
}

float lattice_value(std::uint64_t seed, std::int64_t x, std::int64_t y) {
    const auto cell = (static_cast<std::uint64_t>(x) << 32) ^ (static_cast<std::uint64_t>(y) & 0xffffffffull);
    return 2.0f * random_unit(seed, cell) - 1.0f;
}

float fade(float t) {
    return t * t * t * (t * (t * 6.0f - 15.0f) + 10.0f);
}

}  // namespace

double normal_quantile(double p) {
    static constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                                   1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00};
    static constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02,  -1.556989798598866e+02,
                                   6.680131188771972e+01,  -1.328068155288572e+01, 1.0};
    static constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                                   -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
    static constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                                   3.754408661907416e+00, 1.0};
    p = std::clamp(p, 5e-7, 1.0 - 5e-7);
    if (p < 0.02425) {
        const double q = std::sqrt(-2.0 * std::log(p));
        return polynomial(c, 6, q) / polynomial(d, 5, q);
    }
    if (p > 1.0 - 0.02425) return -normal_quantile(1.0 - p);
    const double q = p - 0.5, r = q * q;
    return polynomial(a, 6, r) * q / polynomial(b, 6, r);
}

float value_noise(std::uint64_t seed, float x, float y) {
    const float fx0 = std::floor(x), fy0 = std::floor(y);
    const auto ix = static_cast<std::int64_t>(fx0), iy = static_cast<std::int64_t>(fy0);
    const float u = fade(x - fx0), v = fade(y - fy0);
    const float top =
        lattice_value(seed, ix, iy) + u * (lattice_value(seed, ix + 1, iy) - lattice_value(seed, ix, iy));
    const float bottom = lattice_value(seed, ix, iy + 1) +
                         u * (lattice_value(seed, ix + 1, iy + 1) - lattice_value(seed, ix, iy + 1));
    return top + v * (bottom - top);
}

}  // namespace stubble::core
