#include "render/splat.h"

#include <algorithm>
#include <cmath>
#include <glm/matrix.hpp>
#include <numbers>

#include "core/random.h"

namespace stubble::render {
namespace {

constexpr double least_variance_px2 = 1.0 / 12.0;  // of a pixel's own square: no camera is sharper
constexpr double unsharp_variance_px2 = 1.0;       // the usual 1 px radius

double normal_cdf(double x) {
    return 0.5 * std::erfc(-x / std::numbers::sqrt2);
}

ProfileTable build_profiles() {
    ProfileTable table;
    for (int h = 0; h < hardness_levels; ++h) {
        // A disc of radius R has variance R^2/4 along an axis.
        const double share = static_cast<double>(h) / (hardness_levels - 1);
        const double radius = 2.0 * std::sqrt(share), blur = std::sqrt(std::max(1.0 - share, 0.002));
        for (int i = 0; i < profile_samples; ++i) {
            const double q = std::sqrt(static_cast<double>(profile_reach2) * i / (profile_samples - 1));
            const double value =
                h == 0 ? std::exp(-q * q / 2.0)
                       : normal_cdf((radius - q) / blur) + normal_cdf((radius + q) / blur) - 1.0;
            table.value[static_cast<std::size_t>(h)][static_cast<std::size_t>(i)] = static_cast<float>(value);
        }
        table.value[static_cast<std::size_t>(h)][profile_samples - 1] = 0.0f;
    }
    return table;
}

double diameter_mm(const stipple::Dot& dot, const pigment::DotOptics& optics) {
    const double sigma = optics.diameter_sigma_log;
    return optics.mean_diameter_mm *
           std::exp(sigma * core::normal_quantile(static_cast<double>(dot.size_quantile)) -
                    sigma * sigma / 2.0);
}

// pigment::edge_share tabulated, so that 100,000 dots cost no integrals.
class EdgeShare {
 public:
    explicit EdgeShare(double transmittance) {
        for (std::size_t i = 0; i < table_.size(); ++i)
            table_[i] =
                pigment::edge_share(largest_ * static_cast<double>(i) / (table_.size() - 1.0), transmittance);
    }
    double operator()(double softness_by_radius) const {
        const double position = std::clamp(softness_by_radius / largest_, 0.0, 1.0) * (table_.size() - 1.0);
        const auto i = std::min(static_cast<std::size_t>(position), table_.size() - 2);
        return table_[i] + (position - static_cast<double>(i)) * (table_[i + 1] - table_[i]);
    }

 private:
    static constexpr double largest_ = 1.5;
    std::array<double, 64> table_;
};

// Relative absorptance of a dot whose ink is darker or lighter than the mean by the jitter.
double shade_factor(const stipple::Dot& dot, const pigment::DotOptics& optics) {
    const double density = -std::log(std::clamp(static_cast<double>(optics.transmittance.y), 1e-3, 0.999));
    const double jitter =
        1.0 + optics.shade_jitter * core::normal_quantile(static_cast<double>(dot.shade_quantile));
    return (1.0 - std::exp(-density * std::max(jitter, 0.1))) / (1.0 - std::exp(-density));
}

struct Ellipse {
    double xx, xy, yy;  // covariance, px^2
    double determinant() const { return xx * yy - xy * xy; }
};

Ellipse with_blur(const Ellipse& e, double variance_px2) {
    return {e.xx + variance_px2, e.xy, e.yy + variance_px2};
}

// The blot of an ellipse; weight such that the pixels' sum is `area_px2`.
Splat blot(const stipple::Dot& dot, const Ellipse& e, double hardness, double area_px2, core::Size photo) {
    const double det = e.determinant();
    Splat s;
    s.x = dot.centre_px.x;
    s.y = dot.centre_px.y;
    s.xx = static_cast<float>(e.yy / det);
    s.xy = static_cast<float>(-e.xy / det);
    s.yy = static_cast<float>(e.xx / det);
    s.hardness = static_cast<std::int32_t>(std::lround(hardness * (hardness_levels - 1)));
    const float reach_x = static_cast<float>(std::sqrt(static_cast<double>(profile_reach2) * e.xx));
    const float reach_y = static_cast<float>(std::sqrt(static_cast<double>(profile_reach2) * e.yy));
    const core::Rect whole{
        static_cast<int>(std::floor(s.x - reach_x)), static_cast<int>(std::floor(s.y - reach_y)),
        static_cast<int>(std::floor(s.x + reach_x)) + 1, static_cast<int>(std::floor(s.y + reach_y)) + 1};
    s.weight = 1.0f;
    double sum = 0.0;
    for (int y = whole.y0; y < whole.y1; ++y)
        for (int x = whole.x0; x < whole.x1; ++x) sum += static_cast<double>(splat_value(s, x, y));
    s.weight = sum > 0.0 ? static_cast<float>(area_px2 / sum) : 0.0f;
    s.pixels = core::intersected(whole, {0, 0, photo.width, photo.height});
    return s;
}

}  // namespace

const ProfileTable& profile_table() {
    static const ProfileTable table = build_profiles();
    return table;
}

float splat_value(const Splat& s, int px, int py) {
    const float dx = static_cast<float>(px) + 0.5f - s.x, dy = static_cast<float>(py) + 0.5f - s.y;
    const float q2 = s.xx * dx * dx + 2.0f * s.xy * dx * dy + s.yy * dy * dy;
    if (q2 >= profile_reach2) return 0.0f;
    const float position = q2 * ((profile_samples - 1) / profile_reach2);
    const auto i = static_cast<std::size_t>(position);
    const auto& row = profile_table().value[static_cast<std::size_t>(s.hardness)];
    return s.weight * (row[i] + (position - static_cast<float>(i)) * (row[i + 1] - row[i]));
}

float pigment_area_mm2(const stipple::Dot& dot, const pigment::DotOptics& optics) {
    const double d = diameter_mm(dot, optics);
    return static_cast<float>(std::numbers::pi / 4.0 * d * d);
}

std::vector<Splat> splats(const stipple::Dots& dots, const pigment::DotOptics& optics, const Scene& scene,
                          core::Size photo) {
    const EdgeShare edge_share(static_cast<double>(optics.transmittance.y));
    const double camera = std::max(scene.blur_sigma_px * scene.blur_sigma_px, least_variance_px2);
    const double spread = optics.spread_sigma_mm * optics.spread_sigma_mm;
    const double softness = optics.edge_softness_mm * optics.edge_softness_mm;
    std::vector<Splat> result;
    result.reserve(dots.size() * (scene.sharpening > 0.0 ? 2 : 1));
    for (const stipple::Dot& dot : dots) {
        const glm::dmat2 J(dot.px_per_mm);
        const double radius = diameter_mm(dot, optics) / 2.0;
        const double disc = radius * radius / 4.0, skin = disc + spread + softness;
        // Covariance of the dot on the skin, carried to the photo: J (skin variance) J^T.
        const Ellipse on_skin{skin * (J[0][0] * J[0][0] + J[1][0] * J[1][0]),
                              skin * (J[0][0] * J[0][1] + J[1][0] * J[1][1]),
                              skin * (J[0][1] * J[0][1] + J[1][1] * J[1][1])};
        const Ellipse seen = with_blur(on_skin, camera);
        const double hardness = disc / skin * std::sqrt(on_skin.determinant() / seen.determinant());
        const double area = static_cast<double>(pigment_area_mm2(dot, optics)) *
                            std::abs(glm::determinant(J)) * optics.absorptance_gain *
                            edge_share(optics.edge_softness_mm / radius) * shade_factor(dot, optics);
        result.push_back(blot(dot, seen, hardness, area * (1.0 + scene.sharpening), photo));
        if (scene.sharpening > 0.0)
            result.push_back(blot(dot, with_blur(seen, unsharp_variance_px2), hardness * 0.5,
                                  -area * scene.sharpening, photo));
    }
    return result;
}

}  // namespace stubble::render
