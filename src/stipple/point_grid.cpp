#include "stipple/point_grid.h"

#include <algorithm>
#include <glm/common.hpp>

namespace stubble::stipple {
namespace {

// Smaller cubes would be mostly empty and cost more to clear than they save.
constexpr double smallest_cell_mm = 1.0;

}  // namespace

PointGrid::PointGrid(std::span<const glm::dvec3> points, double reach_mm) {
    cells_per_mm_ = 1.0 / std::max(reach_mm, smallest_cell_mm);
    if (points.empty()) {
        starts_.assign(2, 0);
        return;
    }
    glm::dvec3 high = low_ = points[0];
    for (const glm::dvec3& p : points) low_ = glm::min(low_, p), high = glm::max(high, p);
    size_ = glm::ivec3((high - low_) * cells_per_mm_) + 1;
    starts_.assign(cell_index(size_ - 1) + 2, 0);
    std::vector<std::uint32_t> cells(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        cells[i] = static_cast<std::uint32_t>(cell_index(cell_of(points[i])));
        ++starts_[cells[i] + 1];
    }
    for (std::size_t c = 1; c < starts_.size(); ++c) starts_[c] += starts_[c - 1];
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    entries_.resize(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        entries_[next[cells[i]]++] = {points[i], static_cast<std::uint32_t>(i)};
}

glm::ivec3 PointGrid::cell_of(const glm::dvec3& point) const {
    return glm::clamp(glm::ivec3(glm::floor((point - low_) * cells_per_mm_)), glm::ivec3(0), size_ - 1);
}

}  // namespace stubble::stipple
