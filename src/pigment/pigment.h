// Shades, skin optics, healing and ageing: how much light a dot leaves, per channel, at an age.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/colour.h"

namespace stubble::pigment {

// An editable recipe: carbon black diluted N:1 with water, warmed or cooled.
struct Shade {
    std::string name;  // as on the command line
    std::string label;
    double dilution = 15.0;  // parts water to one part pigment, 0 = near black (domain.md 3)
    double warmth = 0.0;     // -1 cool ... 0 neutral ... 1 warm brown
    bool operator==(const Shade&) const = default;
};
// The clinical ladder from blond-grey to black, lightest first.
const std::vector<Shade>& clinical_shades();
std::optional<Shade> shade_by_name(const std::string& name);
// The shade whose treated scalp comes closest to the client's own shaved hair (or, without it, to the hair
// colour).
Shade match_shade(const core::LinearRgb& skin, const std::optional<core::LinearRgb>& stubble_over_skin,
                  const core::LinearRgb& hair_colour);

enum class PigmentFamily { standard, temporary };

struct Look {
    double age_days = 30.0;
    int sessions = 3;  // carried out so far, 1..5
    PigmentFamily family = PigmentFamily::standard;
    double mean_diameter_mm = 0.15;  // healed deposit, domain.md 10
    double diameter_cv = 0.18;       // log-normal
    double depth_mm = 0.10;          // top of the pigment below the epidermis, domain.md 10
    double dot_gain = 1.7;           // Yule-Nielsen n; 1 = no light spreads in the skin
    bool operator==(const Look&) const = default;
};

// How dots of one look appear: everything the renderers need.
struct DotOptics {
    core::LinearRgb transmittance{
        0.3f};                         // of the diffuse light, at a mean dot's centre, skin spread left out
    double mean_diameter_mm = 0.15;    // at this age
    double diameter_sigma_log = 0.18;  // standard deviation of ln(diameter)
    double edge_softness_mm = 0.03;    // logistic width of a dot's edge
    double shade_jitter = 0.22;        // relative standard deviation of a dot's optical density
    double spread_sigma_mm = 0.0;      // Gaussian spread in the skin of the shadow a dot casts
    double absorptance_gain = 1.0;     // optical gain of a dot: light is caught on its way in and out
    core::LinearRgb tone_density{
        0.0f};  // optical density (base 10) of the diffuse tone per pigment area per skin area
    double tone_sigma_mm = 1.2;             // reach of that tone
    core::LinearRgb redness_density{0.0f};  // optical density (base 10) of fresh skin, like tone_density
    double redness_sigma_mm = 3.0;
};

// Share of the planned density that is in the skin after that many sessions; 1 after the usual three
// (domain.md 2.5).
double built_up_share(int sessions);

// What is left of the diffuse light over pigment at that depth below the epidermis: Kubelka-Munk layer over
// diluted black (domain.md 9.3), faded by age. Rises with dilution, depth and age.
core::LinearRgb transmittance(const Shade& shade, double depth_mm, const Look& look);
DotOptics dot_optics(const Shade& shade, const Look& look);

// Light a soft-edged dot absorbs over what a hard disc of its diameter and centre would: ink thins out as a
// logistic of width softness_by_radius (in radii) around the edge. 1 for a hard edge.
double edge_share(double softness_by_radius, double transmittance);

// Mean of treated over untreated linear light at a uniform density, crisp dots and tone together: what the
// eye sees from afar, and what match_shade compares.
core::LinearRgb expected_tone(const DotOptics& optics, double density_per_cm2);

}  // namespace stubble::pigment
