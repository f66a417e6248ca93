#include "render/dot_levels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.h"

namespace stubble::render {
namespace {

// pigment::edge_share over the radii that occur: its integrals are dear, and it bends little.
class EdgeShare {
 public:
    EdgeShare(double softness_mm, double least_radius_mm, double most_radius_mm, double transmittance)
        : least_mm_(least_radius_mm),
          per_mm_((nodes - 1) / std::max(most_radius_mm - least_radius_mm, 1e-9)) {
        for (std::size_t i = 0; i < nodes; ++i)
            share_[i] = pigment::edge_share(softness_mm / (least_mm_ + static_cast<double>(i) / per_mm_),
                                            transmittance);
    }
    double operator()(double radius_mm) const {
        const double position = std::clamp((radius_mm - least_mm_) * per_mm_, 0.0, nodes - 1.0);
        const auto i = std::min(static_cast<std::size_t>(position), nodes - 2);
        return share_[i] + (position - static_cast<double>(i)) * (share_[i + 1] - share_[i]);
    }

 private:
    static constexpr std::size_t nodes = 24;
    double least_mm_, per_mm_;
    std::array<double, nodes> share_;
};

}  // namespace

DotLevels::DotLevels(const pigment::DotOptics& optics) {
    const double sigma = optics.diameter_sigma_log;
    const double density = -std::log(std::clamp(static_cast<double>(optics.transmittance.y), 1e-3, 0.999));
    std::array<double, steps> radius_mm;
    for (std::size_t i = 0; i < steps; ++i) {
        const double normal = core::normal_quantile((static_cast<double>(i) + 0.5) / steps);
        radius_mm[i] = 0.5 * optics.mean_diameter_mm * std::exp(sigma * normal - sigma * sigma / 2.0);
        const double jitter = std::max(1.0 + optics.shade_jitter * normal, 0.1);
        shades_[i] = (1.0 - std::exp(-density * jitter)) / (1.0 - std::exp(-density));
    }
    const EdgeShare edge_share(optics.edge_softness_mm, radius_mm.front(), radius_mm.back(),
                               static_cast<double>(optics.transmittance.y));
    for (std::size_t i = 0; i < steps; ++i) {
        const double r = radius_mm[i], area = std::numbers::pi * r * r;
        sizes_[i] = {r * r / 4.0, area, area * optics.absorptance_gain * edge_share(r)};
    }
}

}  // namespace stubble::render
