// Shades, skin optics, healing and ageing: how much light a dot leaves, per channel, at an age.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/colour.h"

namespace stubble::pigment {

// An editable recipe: carbon black diluted N:1 with water, warmed or cooled.
struct Shade {
    std::string name;               // as on the command line
    std::string label;
    double dilution = 15.0;         // parts water to one part pigment, 0 = near black (domain.md 3)
    double warmth = 0.0;            // -1 cool ... 0 neutral ... 1 warm brown
    bool operator==(const Shade&) const = default;
};
// The clinical ladder from blond-grey to black, lightest first.
const std::vector<Shade>& clinical_shades();
std::optional<Shade> shade_by_name(const std::string& name);
// The shade whose treated scalp comes closest to the client's own shaved hair (or, without it, to the hair colour).
Shade match_shade(const core::LinearRgb& skin, const std::optional<core::LinearRgb>& stubble_over_skin,
                  const core::LinearRgb& hair_colour);

enum class PigmentFamily { standard, temporary };

struct Look {
    double age_days = 30.0;
    int sessions = 3;                     // carried out so far, 1..5
    PigmentFamily family = PigmentFamily::standard;
    double mean_diameter_mm = 0.15;       // healed deposit, domain.md 10
    double diameter_cv = 0.18;            // log-normal
    double dot_gain = 1.7;                // Yule-Nielsen n; 1 = no light spreads in the skin
    bool operator==(const Look&) const = default;
};

// How dots of one look appear: everything the renderers need.
struct DotOptics {
    core::LinearRgb transmittance{0.3f};  // of the diffuse light, at a mean dot's centre
    double diameter_scale = 1.0;          // against the healed mean diameter
    double mean_diameter_mm = 0.15;
    double diameter_sigma_log = 0.18;     // standard deviation of ln(diameter)
    double edge_softness_mm = 0.03;       // logistic edge width
    double spread_sigma_mm = 0.0;         // Gaussian spread of light in the skin around a dot
    double shade_jitter = 0.12;           // relative standard deviation of a dot's optical density
    double absorptance_gain = 1.0;        // optical gain on a crisp dot's absorbed light
    core::LinearRgb tone_density_mm2{0.0f};  // optical density of the diffuse tone per mm2 of pigment per mm2 of skin
    double tone_sigma_mm = 1.0;           // reach of that tone
    core::LinearRgb redness{0.0f};        // optical density added around fresh dots (negative: none)
    double redness_sigma_mm = 2.0;
};

// What is left of the diffuse light where a mean dot lies: Kubelka-Munk depth filter over diluted black
// (domain.md 9.3), faded by age. Monotone in dilution, depth and age.
core::LinearRgb transmittance(const Shade& shade, double depth_mm, const Look& look, const core::LinearRgb& skin);
DotOptics dot_optics(const Shade& shade, const Look& look, const core::LinearRgb& skin);

// Mean of treated over untreated linear light at a uniform density, crisp dots and tone together: what the eye
// sees from afar, and what match_shade compares.
core::LinearRgb expected_tone(const DotOptics& optics, double density_per_cm2);

}  // namespace stubble::pigment
