#include "stipple/crowding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stipple/parallel.h"
#include "stipple/point_grid.h"

namespace stubble::stipple {
namespace {

// Default: narrower leaves clumps, wider leaves pairs (methods.md 1).
constexpr double reach_spacings = 2.6;

// Binary heap of point numbers, the most crowded on top; of equals, the lower number.
class CrowdingHeap {
 public:
    explicit CrowdingHeap(std::vector<double> crowding)
        : crowding_(std::move(crowding)), heap_(crowding_.size()) {
        std::iota(heap_.begin(), heap_.end(), 0u);
        place_ = heap_;
        for (std::size_t i = heap_.size() / 2; i-- > 0;) sink(i);
    }
    std::size_t size() const { return heap_.size(); }
    bool holds(std::uint32_t point) const { return place_[point] != gone; }
    std::uint32_t pop() {
        const std::uint32_t top = heap_[0];
        put(0, heap_.back());
        heap_.pop_back();
        place_[top] = gone;
        if (!heap_.empty()) sink(0);
        return top;
    }
    void relieve(std::uint32_t point, double crowding) {
        crowding_[point] -= crowding;
        sink(place_[point]);
    }

 private:
    static constexpr std::uint32_t gone = 0xffffffffu;

    bool before(std::uint32_t a, std::uint32_t b) const {
        return crowding_[a] > crowding_[b] || (crowding_[a] == crowding_[b] && a < b);
    }
    void put(std::size_t place, std::uint32_t point) {
        heap_[place] = point;
        place_[point] = static_cast<std::uint32_t>(place);
    }
    void sink(std::size_t place) {
        const std::uint32_t point = heap_[place];
        for (std::size_t child; (child = 2 * place + 1) < heap_.size(); place = child) {
            if (child + 1 < heap_.size() && before(heap_[child + 1], heap_[child])) ++child;
            if (!before(heap_[child], point)) break;
            put(place, heap_[child]);
        }
        put(place, point);
    }

    std::vector<double> crowding_;
    std::vector<std::uint32_t> heap_, place_;
};

double crowding(const glm::dvec3& a, const glm::dvec3& b, double inverse_square_reach) {
    const glm::dvec3 d = a - b;
    const double x = 1.0 - (d.x * d.x + d.y * d.y + d.z * d.z) * inverse_square_reach;
    if (x <= 0.0) return 0.0;
    const double x2 = x * x, x4 = x2 * x2;
    return x4 * x4;
}

}  // namespace

double reach_mm(std::size_t count, double area_mm2) {
    return reach_spacings * std::sqrt(area_mm2 / static_cast<double>(count));
}

std::vector<std::uint32_t> eliminate(std::span<const glm::dvec3> points, std::size_t keep, double reach) {
    const PointGrid grid(points, reach);
    const double scale = 1.0 / (reach * reach);
    std::vector<double> sums(points.size());
    in_blocks(points.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const PointGrid::Entry& own = grid.entries()[i];
            double sum = 0.0;
            grid.near(own.point,
                      [&](const PointGrid::Entry& e) { sum += crowding(own.point, e.point, scale); });
            sums[own.index] = sum;
        }
    });
    CrowdingHeap heap(std::move(sums));
    std::vector<std::uint32_t> removed;
    while (heap.size() > keep) {
        const std::uint32_t i = heap.pop();
        removed.push_back(i);
        grid.near(points[i], [&](const PointGrid::Entry& e) {
            if (!heap.holds(e.index)) return;
            if (const double c = crowding(points[i], e.point, scale); c > 0.0) heap.relieve(e.index, c);
        });
    }
    return removed;
}

std::vector<glm::dvec3> ranked(std::vector<glm::dvec3> points, double area_mm2) {
    constexpr double share_kept = 0.8;  // a step: the reach follows the spacing this closely
    std::vector<glm::dvec3> order(points.size());
    while (!points.empty()) {
        const auto keep = static_cast<std::size_t>(static_cast<double>(points.size()) * share_kept);
        const auto removed = eliminate(points, keep, reach_mm(std::max<std::size_t>(keep, 1), area_mm2));
        std::vector<bool> is_removed(points.size());
        for (std::size_t i = 0; i < removed.size(); ++i) {
            order[points.size() - 1 - i] = points[removed[i]];
            is_removed[removed[i]] = true;
        }
        std::vector<glm::dvec3> rest;
        for (std::size_t i = 0; i < points.size(); ++i)
            if (!is_removed[i]) rest.push_back(points[i]);
        points = std::move(rest);
    }
    return order;
}

}  // namespace stubble::stipple
