#include "stipple/joining.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>

#include "core/random.h"
#include "stipple/point_grid.h"

namespace stubble::stipple {
namespace {

constexpr int most_in_unit = 4;

// Of units with 1, 2, 3, 4 dots. Random as counted on scalps, coarse in clusters with larger gaps (domain.md
// 1.2, 2.4); fine: pairs among single dots (domain.md 10; the shares are defaults).
using Shares = std::array<double, most_in_unit>;
const Shares& shares_of(Units units) {
    static constexpr Shares single{1.0, 0.0, 0.0, 0.0}, fine{0.56, 0.40, 0.04, 0.0},
        random{0.284, 0.526, 0.175, 0.015}, coarse{0.05, 0.25, 0.50, 0.20};
    return units == Units::fine     ? fine
           : units == Units::random ? random
           : units == Units::coarse ? coarse
                                    : single;
}

double mean_size(const Shares& shares) {
    double mean = 0.0;
    for (std::size_t i = 0; i < shares.size(); ++i) mean += static_cast<double>(i + 1) * shares[i];
    return mean;
}

int size_drawn(const Shares& shares, double u) {
    double below = 0.0;
    for (int size = 1; size < most_in_unit; ++size)
        if (u < (below += shares[static_cast<std::size_t>(size - 1)])) return size;
    return most_in_unit;
}

// Below this density hair is thin, and thin hair stands in simpler units (domain.md 1.3); default.
constexpr double thin_per_cm2 = 60.0;
// Of candidates that find no room nearby, so many are made up for by the next ones.
constexpr double most_owed = 1000.0;

// Joins candidates in the order of their ranks.
class Joiner {
 public:
    Joiner(const Population& population, Units units)
        : shares_(shares_of(units)),
          seed_(population.seed + 2),
          joining_share_(1.0 - 1.0 / mean_size(shares_)),
          points_(population.positions_mm.begin(), population.positions_mm.end()),
          firsts_(points_.size()),
          room_(points_.size()) {
        std::iota(firsts_.begin(), firsts_.end(), 0u);
    }

    // The ranks from `begin` on, whose density is between `per_cm2` and twice as much.
    void join(std::size_t begin, std::size_t end, double per_cm2) {
        const double spacing_mm = 10.0 / std::sqrt(per_cm2), reach_mm = 1.6 * spacing_mm;
        const PointGrid grid(std::span<const glm::dvec3>(points_).first(end), reach_mm);
        const double joining = joining_share_ * (0.6 + 0.4 * std::min(per_cm2 / thin_per_cm2, 1.0));
        for (std::size_t i = begin; i < end; ++i) {
            owed_ += joining;
            if (owed_ >= 1.0 && joined(i, grid, reach_mm)) {
                owed_ -= 1.0;
                continue;
            }
            owed_ = std::min(owed_, most_owed);
            room_[i] = size_drawn(shares_, static_cast<double>(core::random_unit(seed_, i))) - 1;
        }
    }
    const std::vector<std::uint32_t>& firsts() const { return firsts_; }

 private:
    bool joined(std::size_t i, const PointGrid& grid, double reach_mm) {
        double nearest = reach_mm * reach_mm;
        std::size_t first = i;
        grid.near(points_[i], [&](const PointGrid::Entry& e) {
            if (e.index >= i || room_[e.index] == 0) return;
            const glm::dvec3 d = e.point - points_[i];
            const double square = d.x * d.x + d.y * d.y + d.z * d.z;
            if (square < nearest) nearest = square, first = e.index;
        });
        if (first == i) return false;
        --room_[first];
        firsts_[i] = static_cast<std::uint32_t>(first);
        return true;
    }

    const Shares& shares_;
    std::uint64_t seed_;
    double joining_share_;
    std::vector<glm::dvec3> points_;
    std::vector<std::uint32_t> firsts_;
    double owed_ = 0.0;      // candidates that should have joined a unit and have not yet
    std::vector<int> room_;  // for further dots of the unit whose first dot this is
};

}  // namespace

std::vector<std::uint32_t> firsts_of_units(const Population& population, Units units) {
    const std::size_t count = population.positions_mm.size();
    Joiner joiner(population, units);
    constexpr double growth = 2.0;  // of the density from one step of ranks to the next
    if (units != Units::single)
        for (std::size_t begin = 32, end; begin < count; begin = end) {
            end = std::min(count, static_cast<std::size_t>(growth * static_cast<double>(begin)));
            joiner.join(
                begin, end,
                static_cast<double>(begin) / static_cast<double>(count) * population.max_density_per_cm2());
        }
    return joiner.firsts();
}

}  // namespace stubble::stipple
