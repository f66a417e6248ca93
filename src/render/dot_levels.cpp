#include "render/dot_levels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/random.h"
#include "core/recent.h"

namespace stubble::render {
namespace {

// pigment::soft_edge over the radii that occur: its integrals are dear, and it bends little.
class SoftEdges {
 public:
    SoftEdges(double softness_mm, double least_radius_mm, double most_radius_mm, double transmittance)
        : least_mm_(least_radius_mm),
          per_mm_((nodes - 1) / std::max(most_radius_mm - least_radius_mm, 1e-9)) {
        for (std::size_t i = 0; i < nodes; ++i)
            edge_[i] = pigment::soft_edge(softness_mm / (least_mm_ + static_cast<double>(i) / per_mm_),
                                          transmittance);
    }
    pigment::SoftEdge operator()(double radius_mm) const {
        const double position = std::clamp((radius_mm - least_mm_) * per_mm_, 0.0, nodes - 1.0);
        const auto i = std::min(static_cast<std::size_t>(position), nodes - 2);
        const double t = position - static_cast<double>(i);
        return {std::lerp(edge_[i].area, edge_[i + 1].area, t),
                std::lerp(edge_[i].disc, edge_[i + 1].disc, t),
                std::lerp(edge_[i].blur, edge_[i + 1].blur, t)};
    }

 private:
    static constexpr std::size_t nodes = 24;
    double least_mm_, per_mm_;
    std::array<pigment::SoftEdge, nodes> edge_;
};

}  // namespace

DotLevels::Session DotLevels::session_of(const pigment::DotOptics& optics, const pigment::SessionDots& dots) {
    Session session;
    session.until = static_cast<float>(dots.until);
    const double sigma = optics.diameter_sigma_log;
    const double density = -std::log(std::clamp(static_cast<double>(optics.transmittance.y), 1e-3, 0.999));
    const auto absorptance = [density](double ink) {
        return (1.0 - std::exp(-density * ink)) / (1.0 - std::exp(-density));
    };
    const double mean_radius_mm = 0.5 * optics.mean_diameter_mm * dots.diameter;
    std::array<double, steps> radius_mm;
    for (std::size_t i = 0; i < steps; ++i) {
        const double normal = core::normal_quantile((static_cast<double>(i) + 0.5) / steps);
        radius_mm[i] = mean_radius_mm * std::exp(sigma * normal - sigma * sigma / 2.0);
        const double jitter = std::max(1.0 + optics.shade_jitter * normal, 0.1);
        session.shades[i] = absorptance(dots.ink * jitter);
    }
    const SoftEdges soft_edges(optics.edge_softness_mm, radius_mm.front(), radius_mm.back(),
                               static_cast<double>(optics.transmittance.y));
    for (std::size_t i = 0; i < steps; ++i) {
        const double r = radius_mm[i], area = std::numbers::pi * r * r, disc = r * r / 4.0;
        const pigment::SoftEdge edge = soft_edges(r);
        session.sizes[i] = {edge.disc * disc, edge.blur * disc, area * absorptance(dots.ink),
                            area * pigment::gain_of(optics, r / mean_radius_mm) * edge.area};
    }
    return session;
}

DotLevels::DotLevels(const pigment::DotOptics& optics) {
    for (std::size_t s = 0; s < optics.session_count; ++s)
        sessions_.push_back(session_of(optics, optics.sessions[s]));
    const double sigma = optics.depth_sigma_log;
    for (std::size_t i = 0; i < steps; ++i) {
        const double normal = core::normal_quantile((static_cast<double>(i) + 0.5) / steps);
        depths_[i] = std::exp(-sigma * normal - sigma * sigma / 2.0);
    }
}

double DotLevels::largest_variance_mm2() const {
    double most = 0.0;
    for (const Session& session : sessions_) {
        const SizeLevel& largest = session.sizes.back();
        most = std::max(most, largest.disc_variance_mm2 + largest.edge_variance_mm2);
    }
    return most;
}

std::shared_ptr<const DotLevels> levels_of(const pigment::DotOptics& optics) {
    constexpr std::size_t kept = 16;  // as many as a shade has colours, at most
    static core::Recent<pigment::DotOptics, DotLevels, kept> recent;
    return recent.get(optics, [](const pigment::DotOptics& o) { return DotLevels(o); });
}

}  // namespace stubble::render
