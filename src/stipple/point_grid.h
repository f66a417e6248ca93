// Points sorted into cubes, to find the neighbours of a place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

namespace stubble::stipple {

class PointGrid {
 public:
    struct Entry {
        glm::dvec3 point;
        std::uint32_t index;  // in the points given
    };
    // `reach_mm` is the largest distance asked for.
    PointGrid(std::span<const glm::dvec3> points, double reach_mm);

    // All points, neighbours in space mostly neighbours in memory.
    const std::vector<Entry>& entries() const { return entries_; }

    // visit(entry) for at least all points within reach of the place, always in the same order.
    template <class Visit>
    void near(const glm::dvec3& place, const Visit& visit) const {
        const glm::ivec3 cell = cell_of(place);
        for (int z = std::max(cell.z - 1, 0); z <= std::min(cell.z + 1, size_.z - 1); ++z)
            for (int y = std::max(cell.y - 1, 0); y <= std::min(cell.y + 1, size_.y - 1); ++y) {
                const std::uint32_t first = starts_[cell_index({std::max(cell.x - 1, 0), y, z})];
                const std::uint32_t last = starts_[cell_index({std::min(cell.x + 1, size_.x - 1), y, z}) + 1];
                for (std::uint32_t i = first; i < last; ++i) visit(entries_[i]);
            }
    }

 private:
    glm::ivec3 cell_of(const glm::dvec3& point) const;
    std::size_t cell_index(const glm::ivec3& cell) const {
        return (static_cast<std::size_t>(cell.z) * static_cast<std::size_t>(size_.y) +
                static_cast<std::size_t>(cell.y)) *
                   static_cast<std::size_t>(size_.x) +
               static_cast<std::size_t>(cell.x);
    }

    glm::dvec3 low_{0};
    double cells_per_mm_ = 1.0;
    glm::ivec3 size_{1};
    std::vector<std::uint32_t> starts_;  // first entry of each cell, and the end
    std::vector<Entry> entries_;
};

}  // namespace stubble::stipple
