#include "session/dot_layers.h"

#include <algorithm>
#include <utility>

#include "core/head_shape.h"
#include "core/random.h"

namespace stubble::session {
namespace {

constexpr std::uint64_t colour_stream = 0xC010;  // apart from the numbers that size and shade are drawn with

// Bands run from ear to ear; neighbours mix dot by dot where they meet.
double place_across(const stipple::Dot& dot, const stipple::Population& population) {
    const double half = core::HeadShape{}.half_breadth_mm;
    const auto x = static_cast<double>(population.positions_mm[dot.index].x);
    return std::clamp((x / half + 1.0) / 2.0, 0.0, 1.0);
}

std::size_t colour_of(const stipple::Dot& dot, const pigment::Shade& shade,
                      const stipple::Population& population, std::uint64_t seed) {
    const auto count = static_cast<double>(pigment::colour_count(shade));
    const double chance = static_cast<double>(core::random_unit(seed ^ colour_stream, dot.index));
    const double place = shade.order == pigment::ColourOrder::by_dot
                             ? chance * count
                             : place_across(dot, population) * (count - 1.0) + chance;
    return static_cast<std::size_t>(std::clamp(place, 0.0, count - 1.0));
}

}  // namespace

DotsByColour dots_by_colour(const std::shared_ptr<const stipple::Dots>& dots, const pigment::Shade& shade,
                            const stipple::Population& population, std::uint64_t seed) {
    if (pigment::colour_count(shade) == 1) return {dots};
    std::vector<stipple::Dots> parts(pigment::colour_count(shade));
    for (const stipple::Dot& dot : *dots) parts[colour_of(dot, shade, population, seed)].push_back(dot);
    DotsByColour result;
    for (stipple::Dots& part : parts)
        result.push_back(std::make_shared<const stipple::Dots>(std::move(part)));
    return result;
}

}  // namespace stubble::session
