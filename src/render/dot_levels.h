// What the dots of one look have in common, tabulated over the ranks of their sizes and shades.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "pigment/pigment.h"
#include "stipple/stipple.h"

namespace stubble::render {

struct SizeLevel {
    double disc_variance_mm2 = 0;   // along an axis, of the disc that the deposit looks like
    double edge_variance_mm2 = 0;   // of the Gaussian that softens it
    double pigment_area_mm2 = 0;    // of mean ink, without optical gain
    double absorbing_area_mm2 = 0;  // of mean ink, with the soft edge and the optical gain
};

// Sizes and shades in a thousand steps each: finer than any eye, and a logarithm less for every dot.
class DotLevels {
 public:
    explicit DotLevels(const pigment::DotOptics& optics);
    const SizeLevel& size(const stipple::Dot& dot) const {
        return sessions_[session(dot)].sizes[step(dot.size_quantile)];
    }
    // Absorptance of a dot whose ink is darker or lighter than its session's mean by the jitter, or deeper or
    // shallower, over the mean's.
    double shade(const stipple::Dot& dot) const {
        return sessions_[session(dot)].shades[step(dot.shade_quantile)] * depths_[step(dot.depth_quantile)];
    }

    double largest_variance_mm2() const;

 private:
    static constexpr std::size_t steps = 1024;
    struct Session {
        float until = 1.0f;
        std::array<SizeLevel, steps> sizes;
        std::array<double, steps> shades;
    };
    static std::size_t step(float quantile) {
        return quantile <= 0.0f   ? 0
               : quantile >= 1.0f ? steps - 1
                                  : static_cast<std::size_t>(quantile * static_cast<float>(steps));
    }
    std::size_t session(const stipple::Dot& dot) const {
        std::size_t s = 0;
        while (s + 1 < sessions_.size() && dot.order > sessions_[s].until) ++s;
        return s;
    }
    static Session session_of(const pigment::DotOptics& optics, const pigment::SessionDots& dots);

    std::vector<Session> sessions_;
    std::array<double, steps> depths_;
};

// The levels of these optics, kept for the next time: a brush draws with the same ones again and again.
std::shared_ptr<const DotLevels> levels_of(const pigment::DotOptics& optics);

}  // namespace stubble::render
