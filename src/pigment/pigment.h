// Shades, skin optics, healing and ageing: how much light a dot leaves, per channel, at an age.
#pragma once

#include <array>
#include <cstddef>

#include "core/colour.h"
#include "pigment/shades.h"

namespace stubble::pigment {

enum class PigmentFamily { standard, temporary };

struct Look {
    double age_days = 30.0;
    int sessions = 3;  // carried out so far, 1..5
    PigmentFamily family = PigmentFamily::standard;
    double mean_diameter_mm = 0.15;  // healed deposit, domain.md 10
    double diameter_cv = 0.18;       // log-normal
    double depth_mm = 0.10;          // top of the pigment below the epidermis, domain.md 10
    double dot_gain = 1.7;           // Yule-Nielsen n; 1 = no light spreads in the skin
    double touch_up_years = 0.0;     // a touch-up every so often; 0: never
    // How much lighter the first session's dots are than the shade, and how much darker and finer the
    // third's: lighter ones first give depth (domain.md 2.5). A default.
    double layering = 0.2;
    bool operator==(const Look&) const = default;
};

// The dots of one session, against the mean of the usual three.
struct SessionDots {
    double until = 1.0;  // the share of a place's dots that is set by its end
    double ink = 1.0, diameter = 1.0;
    bool operator==(const SessionDots&) const = default;
};
inline constexpr std::size_t most_sessions = 5;

// How dots of one look appear: everything the renderers need.
struct DotOptics {
    // Share of the skin's own diffuse light that still shows, at a mean dot's centre, skin spread left out.
    core::LinearRgb transmittance{0.3f};
    // Light from where pigment hides the skin altogether, over the skin's: 0 for the blacks of the clinic.
    // Above 1 pigment that scatters more than the dermis lightens. What is seen is
    // colour + (1 - colour) * share, where share is what dots and tone leave of the skin.
    core::LinearRgb colour{0.0f};
    double mean_diameter_mm = 0.15;    // at this age
    double diameter_sigma_log = 0.18;  // standard deviation of ln(diameter)
    double edge_softness_mm = 0.03;    // logistic width of a dot's edge
    double shade_jitter = 0.22;        // relative standard deviation of a dot's optical density
    double depth_sigma_log = 0.0;      // standard deviation of ln(absorptance) from dot to dot by depth
    std::array<SessionDots, most_sessions> sessions{};
    std::size_t session_count = 1;
    double spread_sigma_mm = 0.0;   // Gaussian spread in the skin of the shadow a dot casts
    double absorptance_gain = 1.0;  // optical gain of a mean dot (gain_of)
    core::LinearRgb tone_density{
        0.0f};  // optical density (base 10) of the diffuse tone per pigment area per skin area
    double tone_sigma_mm = 1.2;             // reach of that tone
    core::LinearRgb redness_density{0.0f};  // optical density (base 10) of fresh skin, like tone_density
    double redness_sigma_mm = 3.0;
    bool operator==(const DotOptics&) const = default;
};

// Share of the planned density that is in the skin after that many sessions; 1 after the usual three
// (domain.md 2.5).
double built_up_share(int sessions);

// Deeper than this the deposit spreads: blow-out (domain.md 2.1, 2.3: 0.05 to 0.15 mm is good).
inline constexpr double deepest_good_mm = 0.15;

// Share of the skin's diffuse light that still shows over pigment at that depth below the epidermis, faded by
// age. Clinical: Kubelka-Munk layer over diluted black (domain.md 9.3); rises with dilution, depth and age.
// Coloured: what the diluted pigment does not hide; the depth is in the colour.
core::LinearRgb transmittance(const Shade& shade, double depth_mm, const Look& look);
// Of the dots that have one of the shade's colours; `colour` < colour_count(shade).
DotOptics dot_optics(const Shade& shade, const Look& look, std::size_t colour = 0);

// The same for a photo in black and white: every channel as luminance is.
DotOptics without_colour(DotOptics optics);

// Light a dot catches over what falls on it, where its radius is that many times the mean one: some is caught
// on its way in and some on its way out. The latter slipped under the dot across its edge, so that what is
// gained grows with the radius and not with the area.
double gain_of(const DotOptics& optics, double radius_by_mean);

// What a soft edge makes of a dot, over a hard disc of its diameter and centre: ink thins out as a logistic
// of width softness_by_radius (in radii) around the edge, and little ink there takes almost as much light as
// much ink does. 1 for a hard edge.
struct SoftEdge {
    double area = 1.0;  // light absorbed
    // That light's place has the variance and the kurtosis of a hard disc with variance `disc` under a
    // Gaussian with variance `blur`, each over the variance of the deposit's own disc.
    double disc = 1.0, blur = 0.0;
};
SoftEdge soft_edge(double softness_by_radius, double transmittance);

// Mean of treated over untreated linear light at a uniform density, crisp dots and tone together: what the
// eye sees from afar, and what match_shade compares.
core::LinearRgb expected_tone(const DotOptics& optics, double density_per_cm2);
// The mean over the shade's colours.
core::LinearRgb expected_tone(const Shade& shade, const Look& look, double density_per_cm2);

}  // namespace stubble::pigment
