#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "core/random.h"
#include "stipple/stipple.h"

namespace stubble::stipple {
namespace {

// One of three independent numbers, uniform in (0, 1), from 21 random bits each.
float quantile(std::uint64_t bits, int which) {
    const auto step = static_cast<float>(bits >> (21 * which) & 0x1FFFFF);
    return (step + 0.5f) * 0x1.0p-21f;
}

struct Range {
    float least = std::numeric_limits<float>::infinity(), most = -std::numeric_limits<float>::infinity();
};

// Least and largest value of a map in squares of cells: most candidates need no closer look.
class Bounds {
 public:
    explicit Bounds(const core::ScaledField& map)
        : per_photo_px_(map.px_per_photo_px / static_cast<float>(cells)),
          columns_(map.values.width() / cells + 1),
          rows_(map.values.height() / cells + 1),
          ranges_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {
        const auto width = static_cast<std::size_t>(map.values.width());
        std::vector<float> least(width), most(width);
        for (int row = 0; row < rows_; ++row) {
            std::fill(least.begin(), least.end(), Range{}.least);
            std::fill(most.begin(), most.end(), Range{}.most);
            // One cell beyond the square on either side: what is interpolated between.
            const int first = std::clamp(row * cells - 1, 0, map.values.height() - 1);
            const int last = std::clamp((row + 1) * cells, 0, map.values.height() - 1);
            for (int y = first; y <= last; ++y) widen(least, most, map.values.row(y));
            for (int column = 0; column < columns_; ++column)
                ranges_[index(column, row)] = range_of(column, least, most);
        }
        for (const Range& range : ranges_) largest_ = std::max(largest_, range.most);
    }
    float largest() const { return largest_; }
    const Range& around(glm::vec2 photo) const {
        const auto cell = [&](float at, int count) {
            return static_cast<int>(
                std::min(std::max(at * per_photo_px_, 0.0f), static_cast<float>(count - 1)));
        };
        return ranges_[index(cell(photo.x, columns_), cell(photo.y, rows_))];
    }

 private:
    static constexpr int cells = 16;

    static void widen(std::vector<float>& least, std::vector<float>& most, std::span<const float> row) {
        constexpr std::size_t abreast = 16;  // in one go
        std::size_t x = 0;
        for (; x + abreast <= row.size(); x += abreast) {
            std::array<float, abreast> value, low, high;
            std::copy_n(&row[x], abreast, value.begin());
            std::copy_n(&least[x], abreast, low.begin());
            std::copy_n(&most[x], abreast, high.begin());
            for (std::size_t k = 0; k < abreast; ++k) low[k] = value[k] < low[k] ? value[k] : low[k];
            for (std::size_t k = 0; k < abreast; ++k) high[k] = value[k] > high[k] ? value[k] : high[k];
            std::copy_n(low.begin(), abreast, &least[x]);
            std::copy_n(high.begin(), abreast, &most[x]);
        }
        for (; x < row.size(); ++x)
            least[x] = std::min(least[x], row[x]), most[x] = std::max(most[x], row[x]);
    }
    static Range range_of(int column, std::span<const float> least, std::span<const float> most) {
        const int width = static_cast<int>(least.size());
        Range range;
        for (int x = std::max(column * cells - 1, 0); x <= std::min((column + 1) * cells, width - 1); ++x) {
            range.least = std::min(range.least, least[static_cast<std::size_t>(x)]);
            range.most = std::max(range.most, most[static_cast<std::size_t>(x)]);
        }
        // Interpolation rounds.
        range.least -= 1e-6f * std::abs(range.least);
        range.most += 1e-6f * std::abs(range.most);
        return range;
    }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(column);
    }

    float per_photo_px_;
    int columns_, rows_;
    std::vector<Range> ranges_;
    float largest_ = -std::numeric_limits<float>::infinity();
};

// Places among `placed` of the candidates that are shown. Which come next is not to be foreseen: a number is
// written for each and counts if it holds.
std::vector<std::uint32_t> shown(const std::vector<PlacedFollicle>& placed, const core::ScaledField& map) {
    const Bounds bounds(map);
    const auto end = std::partition_point(placed.begin(), placed.end(), [&](const PlacedFollicle& one) {
        return one.threshold_per_cm2 < bounds.largest();
    });
    std::vector<std::uint32_t> chosen(static_cast<std::size_t>(end - placed.begin()));
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < chosen.size(); ++i) {
        const PlacedFollicle& one = placed[i];
        const Range& range = bounds.around(one.centre_px);
        bool holds = range.least > one.threshold_per_cm2;
        if (holds != (range.most > one.threshold_per_cm2))
            holds = map.at(one.centre_px.x, one.centre_px.y) > one.threshold_per_cm2;
        chosen[count] = i;
        count += holds;
    }
    chosen.resize(count);
    return chosen;
}

}  // namespace

Dots select(const std::vector<PlacedFollicle>& placed, const core::ScaledField& density_per_cm2,
            std::uint64_t seed) {
    Dots dots;
    if (density_per_cm2.values.empty()) return dots;
    const std::vector<std::uint32_t> chosen = shown(placed, density_per_cm2);
    dots.reserve(chosen.size());
    for (const std::uint32_t i : chosen) {
        const PlacedFollicle& one = placed[i];
        const std::uint64_t bits = core::random_bits(seed, one.index);
        Dot& dot = dots.emplace_back();
        dot.centre_px = one.centre_px;
        dot.px_per_mm = one.px_per_mm;
        dot.size_quantile = quantile(bits, 0);
        dot.shade_quantile = quantile(bits, 1);
        dot.depth_quantile = quantile(bits, 2);
        dot.index = one.index;
        dot.threshold_per_cm2 = one.threshold_per_cm2;
    }
    return dots;
}

void put_in_order(Dots& dots, const core::ScaledField& density_per_cm2) {
    for (Dot& dot : dots)
        dot.order = dot.threshold_per_cm2 / density_per_cm2.at(dot.centre_px.x, dot.centre_px.y);
}

}  // namespace stubble::stipple
