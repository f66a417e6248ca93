#include "core/spline.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/require.h"

namespace stubble::core {

MonotoneSpline::MonotoneSpline(std::vector<Knot> knots)
    : knots_(std::move(knots)), slopes_(knots_.size(), 0.0) {
    require(!knots_.empty(), "a spline has at least one knot");
    const std::size_t n = knots_.size();
    std::vector<double> secant(n, 0.0);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        require(knots_[i + 1].x > knots_[i].x, "spline knots rise in x");
        secant[i] = (knots_[i + 1].y - knots_[i].y) / (knots_[i + 1].x - knots_[i].x);
    }
    for (std::size_t i = 1; i + 1 < n; ++i)
        if (secant[i - 1] * secant[i] > 0.0)
            slopes_[i] = 2.0 * secant[i - 1] * secant[i] / (secant[i - 1] + secant[i]);
    if (n > 1) {
        slopes_[0] = secant[0];
        slopes_[n - 1] = secant[n - 2];
    }
}

double MonotoneSpline::operator()(double x) const {
    if (x <= knots_.front().x) return knots_.front().y;
    if (x >= knots_.back().x) return knots_.back().y;
    const auto after = std::upper_bound(knots_.begin(), knots_.end(), x,
                                        [](double value, const Knot& knot) { return value < knot.x; });
    const auto i = static_cast<std::size_t>(after - knots_.begin() - 1);
    const double h = knots_[i + 1].x - knots_[i].x, t = (x - knots_[i].x) / h;
    const double t2 = t * t, t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * knots_[i].y + (t3 - 2 * t2 + t) * h * slopes_[i] +
           (-2 * t3 + 3 * t2) * knots_[i + 1].y + (t3 - t2) * h * slopes_[i + 1];
}

}  // namespace stubble::core
