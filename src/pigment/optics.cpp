#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <numbers>

#include "pigment/pigment.h"
#include "pigment/skin_optics.h"
#include "pigment/time_course.h"

namespace stubble::pigment {
namespace {

// Optical density of undiluted pigment in the deposit; N:1 dilution leaves 1/(1+N) of it (domain.md 9.3.3).
// With 3.5 the ladder spans black (0:1) to a grey that leaves two thirds of the light (30:1).
constexpr double undiluted_density = 3.5;

// Strength of what a photo shows of a treatment at the default look, calibrated on domain.md 2.6: a treated
// core at 160 dots/cm2 keeps about .60 .64 .70 of the light, and dots stand out from the tone between them by
// a third to a half. Both grow with the dot gain n, and vanish at n = 1.
constexpr double reference_gain = 1.7;
constexpr double crisp_gain_at_reference = 4.6;
constexpr double tone_per_absorptance = 13.0;
constexpr double spread_at_reference_mm = 0.11;  // domain.md 9.3.4: light travels 0.2 to 0.3 mm

// Red light travels furthest in skin (domain.md 9.3.4), so red shadow leaves the dot for the tone around it.
const core::LinearRgb crisp_balance(0.90f, 1.0f, 1.03f);
const core::LinearRgb tone_balance(1.08f, 1.0f, 0.95f);

double gain_strength(double dot_gain) {
    return std::max(dot_gain - 1.0, 0.0) / (reference_gain - 1.0);
}

double ink(const Shade& shade, const Look& look) {
    return undiluted_density / (1.0 + std::max(shade.dilution, 0.0)) *
           condition_at(look.age_days, look.family).ink_scale;
}

// A warm pigment lets more red through than a cool one. At most a quarter of the density moves: clinical
// pigments are greys (domain.md 3).
core::LinearRgb bias(double warmth) {
    const float w = static_cast<float>(std::clamp(warmth, -1.0, 1.0));
    return {1.0f - 0.25f * w, 1.0f - 0.03f * w, 1.0f + 0.20f * w};
}

core::LinearRgb from_density(const core::LinearRgb& density) {
    return {std::pow(10.0f, -density.x), std::pow(10.0f, -density.y), std::pow(10.0f, -density.z)};
}

}  // namespace

double built_up_share(int sessions) {
    static constexpr double share[] = {0.35, 0.70, 1.00, 1.10, 1.18};  // domain.md 10; 4 and 5: defaults
    return share[std::clamp(sessions, 1, 5) - 1];
}

core::LinearRgb transmittance(const Shade& shade, double depth_mm, const Look& look) {
    const double backing = std::pow(10.0, -2.0 * ink(shade, look));
    const core::LinearRgb plain = light_over_pigment(depth_mm, backing), tint = bias(shade.warmth);
    const core::LinearRgb healed = {std::pow(plain.x, tint.x), std::pow(plain.y, tint.y),
                                    std::pow(plain.z, tint.z)};
    const float contrast = static_cast<float>(condition_at(look.age_days, look.family).contrast);
    return core::LinearRgb(1.0f) - contrast * (core::LinearRgb(1.0f) - healed);
}

DotOptics dot_optics(const Shade& shade, const Look& look) {
    const Condition condition = condition_at(look.age_days, look.family);
    const double strength = gain_strength(look.dot_gain);
    DotOptics optics;
    optics.transmittance = transmittance(shade, look.depth_mm, look);
    optics.mean_diameter_mm = look.mean_diameter_mm * condition.diameter_scale;
    optics.diameter_sigma_log = std::sqrt(std::log1p(look.diameter_cv * look.diameter_cv));
    optics.spread_sigma_mm = spread_at_reference_mm * std::sqrt(strength);
    // A deeper deposit casts a softer shadow.
    optics.edge_softness_mm = 0.03 + 0.2 * std::max(look.depth_mm - 0.10, 0.0);
    // Gain and tone come from the pigment under the skin, not from wounds and scabs on it: swelling adds
    // none.
    const double swelling = look.age_days < 30.0 ? std::max(condition.diameter_scale, 1.0) : 1.0;
    optics.absorptance_gain = 1.0 + (crisp_gain_at_reference - 1.0) * strength / (swelling * swelling);
    const float per_area = static_cast<float>(tone_per_absorptance * strength / (swelling * swelling));
    const core::LinearRgb absorptance = core::LinearRgb(1.0f) - optics.transmittance;
    optics.tone_density = per_area * tone_balance * absorptance;
    if (strength > 0.0) optics.transmittance = core::LinearRgb(1.0f) - crisp_balance * absorptance;
    // Blood takes green and blue, hardly red (domain.md 9.2).
    const float red = static_cast<float>(2.2 * condition.redness * std::min(strength, 1.0));
    optics.redness_density = red * core::LinearRgb(0.15f, 1.0f, 0.85f);
    return optics;
}

double edge_share(double softness_by_radius, double transmittance) {
    if (softness_by_radius < 1e-3) return 1.0;
    constexpr int steps = 400;
    constexpr double reach = 1.6;  // radii; the tail beyond is ink that no eye and no camera finds
    const double density = -std::log(std::clamp(transmittance, 1e-3, 0.999));
    const double centre = 1.0 / (1.0 + std::exp(-1.0 / softness_by_radius));
    double sum = 0.0;
    for (int i = 0; i < steps; ++i) {
        const double r = reach * (i + 0.5) / steps;
        const double ink = 1.0 / (1.0 + std::exp(-(1.0 - r) / softness_by_radius)) / centre;
        sum += (1.0 - std::exp(-density * ink)) * 2.0 * r * reach / steps;
    }
    return sum / (1.0 - std::exp(-density));
}

core::LinearRgb expected_tone(const DotOptics& optics, double density_per_cm2) {
    const double mean_area_mm2 = std::numbers::pi / 4.0 * optics.mean_diameter_mm * optics.mean_diameter_mm *
                                 std::exp(optics.diameter_sigma_log * optics.diameter_sigma_log);
    const double soft = edge_share(2.0 * optics.edge_softness_mm / optics.mean_diameter_mm,
                                   static_cast<double>(optics.transmittance.y));
    const float coverage = static_cast<float>(density_per_cm2 / 100.0 * mean_area_mm2);
    const float caught = coverage * static_cast<float>(optics.absorptance_gain * soft);
    const core::LinearRgb between = from_density(coverage * optics.tone_density);
    return glm::max(core::LinearRgb(1.0f) - caught * (core::LinearRgb(1.0f) - optics.transmittance),
                    core::LinearRgb(0.03f)) *
           between;
}

}  // namespace stubble::pigment
