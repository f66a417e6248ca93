#include <algorithm>
#include <array>
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

// Strength of what a photo shows of a treatment at the default look, calibrated on domain.md 2.6. Patches of
// four results photographed from near show dots of 0.34 to 0.45 mm at half depth, camera's blur included, 7.3
// to 9.5 L* deep in the median; L* varies by 4.4 to 5.7 below 0.8 mm, and still by 3.9 to 5.4 at 3.5 px/mm.
// The means of the pairs give the tone between: put back into scene light and without what the surface throws
// back, a treated core keeps about .45 of the light. Both grow with the dot gain n, and vanish at n = 1.
constexpr double reference_gain = 1.7;
constexpr double crisp_gain_at_reference = 7.6;
constexpr double tone_per_absorptance = 17.5;
constexpr double spread_at_reference_mm = 0.16;

// Red light travels furthest in skin (domain.md 9.3.4), so red shadow leaves the dot for the tone around it.
// In the close-up of domain.md 2.6 dots leave .38 .26 .18 of the light between them, which has lost red most.
const core::LinearRgb crisp_balance(0.84f, 1.0f, 1.20f);
const core::LinearRgb tone_balance(1.08f, 1.0f, 1.00f);

// Diameter of a deposit over that of one at a good depth: at 0.5 mm a dot of 0.15 mm comes out at 0.4 mm, the
// least that is called a blow-out (domain.md 2.1). What spreads is more pigment, too: a deep needle leaves a
// larger deposit. Exponent and slope are defaults.
constexpr double blow_out_per_mm = 4.5;
constexpr double blow_out_amount = 1.35;  // exponent of the pigment's amount in the diameter
double blow_out(double depth_mm) {
    return 1.0 + blow_out_per_mm * std::max(depth_mm - deepest_good_mm, 0.0);
}

// From dot to dot the hand varies by this much in depth. A default.
constexpr double depth_sigma_mm = 0.02;

Condition condition_of(const Look& look) {
    return condition_at(look.age_days, look.family, look.touch_up_years);
}

double gain_strength(double dot_gain) {
    return std::max(dot_gain - 1.0, 0.0) / (reference_gain - 1.0);
}

double ink(const Shade& shade, const Look& look) {
    return undiluted_density / (1.0 + std::max(shade.dilution, 0.0)) * condition_of(look).ink_scale;
}

// A warm pigment lets more red through than a cool one. At most a quarter of the density moves: clinical
// pigments are greys (domain.md 3).
core::LinearRgb bias(double warmth) {
    const float w = static_cast<float>(std::clamp(warmth, -1.0, 1.0));
    return {1.0f - 0.25f * w, 1.0f - 0.03f * w, 1.0f + 0.20f * w};
}

// Lighter dots first; the third session's are finer, too (domain.md 2.5). Their mean over three sessions is
// the shade.
void layer_sessions(const Look& look, DotOptics& optics) {
    static constexpr std::array<double, most_sessions> darker = {-1.0, 0.0, 1.0, 1.0, 1.0};
    constexpr double finer = 0.25;  // of what the ink gains; a default
    const int count = std::clamp(look.sessions, 1, static_cast<int>(most_sessions));
    double mean = 0.0, before = 0.0;
    for (int s = 1; s <= 3; ++s) {
        const double share = built_up_share(s) - before;
        mean += share * (1.0 + look.layering * darker[static_cast<std::size_t>(s - 1)]);
        before = built_up_share(s);
    }
    optics.session_count = static_cast<std::size_t>(count);
    for (std::size_t s = 0; s < optics.session_count; ++s)
        optics.sessions[s] = {built_up_share(static_cast<int>(s) + 1) / built_up_share(count),
                              (1.0 + look.layering * darker[s]) / mean,
                              1.0 - finer * look.layering * darker[s]};
}

// Spread of ln(absorptance) that the hand's unsteady depth makes.
double depth_sigma_log(const Shade& shade, const Look& look) {
    const auto absorptance = [&](double depth_mm) {
        return std::max(1.0 - static_cast<double>(transmittance(shade, std::max(depth_mm, 0.0), look).y),
                        1e-6);
    };
    return 0.5 * std::log(absorptance(look.depth_mm - depth_sigma_mm) /
                          absorptance(look.depth_mm + depth_sigma_mm));
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
    const core::LinearRgb plain = shade.colours.empty() ? light_over_pigment(depth_mm, backing)
                                                        : core::LinearRgb(static_cast<float>(backing));
    const core::LinearRgb tint = bias(shade.warmth);
    const core::LinearRgb healed = {std::pow(plain.x, tint.x), std::pow(plain.y, tint.y),
                                    std::pow(plain.z, tint.z)};
    const float contrast = static_cast<float>(condition_of(look).contrast);
    return core::LinearRgb(1.0f) - contrast * (core::LinearRgb(1.0f) - healed);
}

DotOptics dot_optics(const Shade& shade, const Look& look, std::size_t colour) {
    const Condition condition = condition_of(look);
    const double strength = gain_strength(look.dot_gain);
    DotOptics optics;
    optics.transmittance = transmittance(shade, look.depth_mm, look);
    if (!shade.colours.empty()) optics.colour = light_over_coloured(look.depth_mm, shade.colours[colour]);
    const double spread = blow_out(look.depth_mm);
    optics.mean_diameter_mm = look.mean_diameter_mm * condition.diameter_scale * spread;
    optics.depth_sigma_log = depth_sigma_log(shade, look);
    layer_sessions(look, optics);
    optics.diameter_sigma_log = std::sqrt(std::log1p(look.diameter_cv * look.diameter_cv));
    optics.spread_sigma_mm = spread_at_reference_mm * std::sqrt(strength);
    // A deeper deposit casts a softer shadow.
    optics.edge_softness_mm = 0.03 + 0.2 * std::max(look.depth_mm - 0.10, 0.0);
    // Gain and tone come from the pigment under the skin, not from wounds and scabs on it: swelling adds
    // none.
    const double in_skin = strength / (condition.swelling * condition.swelling);
    // A blow-out has not as much more pigment as it has area.
    const double thinned = std::pow(spread, blow_out_amount - 2.0);
    optics.absorptance_gain = (1.0 + (crisp_gain_at_reference - 1.0) * in_skin) * thinned;
    const float per_area = static_cast<float>(tone_per_absorptance * in_skin * thinned);
    const core::LinearRgb absorptance = core::LinearRgb(1.0f) - optics.transmittance;
    optics.tone_density = per_area * tone_balance * absorptance;
    if (strength > 0.0)
        optics.transmittance = glm::max(core::LinearRgb(1.0f) - crisp_balance * absorptance, 0.0f);
    // Blood takes green and blue, hardly red (domain.md 9.2).
    const float red = static_cast<float>(2.2 * condition.redness * std::min(strength, 1.0));
    optics.redness_density = red * core::LinearRgb(0.15f, 1.0f, 0.85f);
    return optics;
}

DotOptics without_colour(DotOptics optics) {
    for (core::LinearRgb* channels :
         {&optics.transmittance, &optics.colour, &optics.tone_density, &optics.redness_density})
        *channels = core::LinearRgb(core::luminance(*channels));
    return optics;
}

double gain_of(const DotOptics& optics, double radius_by_mean) {
    const double gain = optics.absorptance_gain;
    return std::min(gain, 1.0) + std::max(gain - 1.0, 0.0) / radius_by_mean;
}

SoftEdge soft_edge(double softness_by_radius, double transmittance) {
    if (softness_by_radius < 1e-3) return {};
    constexpr int steps = 400;
    constexpr double reach = 1.6;  // radii; the tail beyond is ink that no eye and no camera finds
    const double density = -std::log(std::clamp(transmittance, 1e-3, 0.999));
    const double centre = 1.0 / (1.0 + std::exp(-1.0 / softness_by_radius));
    double sum = 0.0, second = 0.0, fourth = 0.0;
    for (int i = 0; i < steps; ++i) {
        const double r = reach * (i + 0.5) / steps;
        const double ink = 1.0 / (1.0 + std::exp(-(1.0 - r) / softness_by_radius)) / centre;
        const double ring = (1.0 - std::exp(-density * ink)) * 2.0 * r * reach / steps;
        sum += ring, second += ring * r * r, fourth += ring * r * r * r * r;
    }
    // Over a hard disc's, whose r^2 and r^4 are 1/2 and 1/3 in the mean; its excess kurtosis is -1.
    const double variance = 2.0 * second / sum, excess = 1.5 * sum * fourth / (second * second) - 3.0;
    const double disc = variance * std::sqrt(std::clamp(-excess, 0.0, 1.0));
    return {sum / (1.0 - std::exp(-density)), disc, variance - disc};
}

core::LinearRgb expected_tone(const DotOptics& optics, double density_per_cm2) {
    const double mean_area_mm2 = std::numbers::pi / 4.0 * optics.mean_diameter_mm * optics.mean_diameter_mm *
                                 std::exp(optics.diameter_sigma_log * optics.diameter_sigma_log);
    const double soft = soft_edge(2.0 * optics.edge_softness_mm / optics.mean_diameter_mm,
                                  static_cast<double>(optics.transmittance.y))
                            .area;
    const float coverage = static_cast<float>(density_per_cm2 / 100.0 * mean_area_mm2);
    // As the mean area has it: that of a dot larger than the mean.
    const double gain = gain_of(optics, std::exp(optics.diameter_sigma_log * optics.diameter_sigma_log));
    const float caught = coverage * static_cast<float>(gain * soft);
    const core::LinearRgb between = from_density(coverage * optics.tone_density);
    const core::LinearRgb shows =
        glm::max(core::LinearRgb(1.0f) - caught * (core::LinearRgb(1.0f) - optics.transmittance),
                 core::LinearRgb(0.03f)) *
        between;
    return optics.colour + (core::LinearRgb(1.0f) - optics.colour) * shows;
}

core::LinearRgb expected_tone(const Shade& shade, const Look& look, double density_per_cm2) {
    core::LinearRgb sum(0.0f);
    const std::size_t count = colour_count(shade);
    for (std::size_t i = 0; i < count; ++i) sum += expected_tone(dot_optics(shade, look, i), density_per_cm2);
    return sum / static_cast<float>(count);
}

}  // namespace stubble::pigment
