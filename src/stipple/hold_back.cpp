#include "stipple/hold_back.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <numbers>

#include "stipple/parallel.h"

namespace stubble::stipple {
namespace {

// No hair holds a dot back from farther than this: half a spacing at 10 dots per cm2.
constexpr float farthest_mm = 1.6f;

// Hairs sorted into squares of the photo.
class HairGrid {
 public:
    HairGrid(std::span<const core::PhotoPoint> hairs_px, float cell_px) : cell_px_(cell_px) {
        for (const core::PhotoPoint& p : hairs_px) {
            if (!(p.x >= 0.0 && p.y >= 0.0)) continue;
            columns_ = std::max(columns_, column(static_cast<float>(p.x)) + 1);
            rows_ = std::max(rows_, column(static_cast<float>(p.y)) + 1);
        }
        starts_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1, 0);
        const auto each = [&](const auto& visit) {
            for (const core::PhotoPoint& p : hairs_px)
                if (p.x >= 0.0 && p.y >= 0.0) {
                    const glm::vec2 at(p);
                    visit(cell(column(at.x), column(at.y)), at);
                }
        };
        each([&](std::size_t c, glm::vec2) { ++starts_[c + 1]; });
        for (std::size_t c = 1; c < starts_.size(); ++c) starts_[c] += starts_[c - 1];
        hairs_.resize(starts_.back());
        std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
        each([&](std::size_t c, glm::vec2 at) { hairs_[next[c]++] = at; });
    }

    // visit(hair) for at least all hairs within reach.
    template <class Visit>
    void near(glm::vec2 at, float reach_px, const Visit& visit) const {
        const int x0 = std::max(column(at.x - reach_px), 0),
                  x1 = std::min(column(at.x + reach_px), columns_ - 1);
        const int y0 = std::max(column(at.y - reach_px), 0),
                  y1 = std::min(column(at.y + reach_px), rows_ - 1);
        for (int y = y0; y <= y1 && x0 <= x1; ++y)
            for (std::size_t i = starts_[cell(x0, y)]; i < starts_[cell(x1, y) + 1]; ++i) visit(hairs_[i]);
    }

 private:
    int column(float px) const { return static_cast<int>(std::floor(px / cell_px_)); }
    std::size_t cell(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x);
    }

    float cell_px_;
    int columns_ = 0, rows_ = 0;
    std::vector<std::size_t> starts_;
    std::vector<glm::vec2> hairs_;
};

// Half a spacing, 1 / sqrt(density), is this many mm at 1 dot per cm2.
constexpr float half_spacing_mm = 5.0f;

void raise(PlacedFollicle& one, const HairGrid& hairs) {
    const float reach_mm = std::min(half_spacing_mm / std::sqrt(one.threshold_per_cm2), farthest_mm);
    const float longest = std::max(glm::length(glm::vec2(one.px_per_mm[0].x, one.px_per_mm[1].x)),
                                   glm::length(glm::vec2(one.px_per_mm[0].y, one.px_per_mm[1].y)));
    const glm::mat2 mm_per_px = glm::inverse(one.px_per_mm);
    float square = reach_mm * reach_mm;
    const float reach2 = square;
    hairs.near(one.centre_px, reach_mm * longest, [&](glm::vec2 hair) {
        const glm::vec2 mm = mm_per_px * (hair - one.centre_px);
        square = std::min(square, glm::dot(mm, mm));
    });
    if (square < reach2)
        one.threshold_per_cm2 =
            std::max(one.threshold_per_cm2, half_spacing_mm * half_spacing_mm / std::max(square, 1e-4f));
}

}  // namespace

void hold_back(std::vector<PlacedFollicle>& placed, std::span<const core::PhotoPoint> hairs_px) {
    if (placed.empty() || hairs_px.empty()) return;
    // About one hair a cell.
    float px_per_mm = 0.0f;
    for (const PlacedFollicle& one : placed) px_per_mm = std::max(px_per_mm, glm::length(one.px_per_mm[0]));
    const HairGrid hairs(hairs_px, std::max(px_per_mm, 1.0f));
    in_blocks(placed.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) raise(placed[i], hairs);
    });
}

float density_between_hairs(float missing_per_cm2, float hairs_per_cm2) {
    constexpr float held_back = std::numbers::pi_v<float> / 4.0f;
    if (!(missing_per_cm2 > 0.0f) || !(hairs_per_cm2 > 0.0f)) return std::max(missing_per_cm2, 0.0f);
    const float gap = std::min(4.0f * missing_per_cm2 / (missing_per_cm2 + hairs_per_cm2), 1.0f);
    return missing_per_cm2 + gap * held_back * hairs_per_cm2;
}

}  // namespace stubble::stipple
