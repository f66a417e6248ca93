// Smooth curves through given points.
#pragma once

#include <vector>

namespace stubble::core {

struct Knot {
    double x = 0.0, y = 0.0;
    bool operator==(const Knot&) const = default;
};

// Monotone piecewise cubic through the knots (Fritsch, Carlson 1980): never overshoots. Outside the first and
// last knot the value stays constant. Knots must have strictly rising x; at least one is needed.
class MonotoneSpline {
 public:
    explicit MonotoneSpline(std::vector<Knot> knots);
    double operator()(double x) const;

 private:
    std::vector<Knot> knots_;
    std::vector<double> slopes_;
};

}  // namespace stubble::core
