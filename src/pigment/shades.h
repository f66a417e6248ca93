// Recipes of pigment: the clinical ladder, the creative palette, and the match to a client.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/colour.h"

namespace stubble::pigment {

// Creative colours are asked for, yet not used in clinical SMP (domain.md 11).
enum class Palette { clinical, creative };
const char* name_of(Palette palette);
// How the dots share the colours of a recipe that has several: each by chance, or in bands from the person's
// right to the left.
enum class ColourOrder { by_dot, across_head };

// A recipe that the user can edit: pigment diluted N:1 with water, warmed or cooled.
struct Shade {
    std::string name;  // as on the command line
    std::string label;
    double dilution = 15.0;  // parts water to one part pigment, 0 = near black (domain.md 3)
    double warmth = 0.0;     // -1 cool ... 0 neutral ... 1 warm brown
    Palette palette = Palette::clinical;
    // Linear light that a thick layer of each of its pigments throws back, 0 to 1; none: carbon black.
    std::vector<core::LinearRgb> colours = {};
    ColourOrder order = ColourOrder::by_dot;
    bool operator==(const Shade&) const = default;
};

// The clinical ladder from blond-grey to black, lightest first.
const std::vector<Shade>& clinical_shades();
// The sixteen colours of domain.md 11, rainbow and metallics included.
const std::vector<Shade>& creative_shades();
// Of either palette.
std::optional<Shade> shade_by_name(const std::string& name);
// The recipe with its own dilution and warmth replaced by those given.
Shade adjusted(Shade shade, std::optional<double> dilution, std::optional<double> warmth);
inline std::size_t colour_count(const Shade& shade) {
    return shade.colours.empty() ? 1 : shade.colours.size();
}

// How a treatment is seen: through the camera's tone curve, with the light that the skin's surface throws
// back on top.
struct Seen {
    double reflected_share = 0.0;    // of the skin's light in the scene
    double density_per_cm2 = 160.0;  // domain.md 10
};
// The surface's light has the lamp's colour. Under the photo's white, skin sends back at least 0.4 times as
// much of any channel as of luminance (blue, of L*a*b* 50 15 26; usual skin has more): where a pixel has less
// of a channel, so has its lamp, and no channel is more than 1 / 0.4 times as much reflection as the pixel
// is.
inline constexpr float most_reflected = 2.5f;
// The picture's linear light of skin under pigment that leaves `tone` of its diffuse light.
core::LinearRgb treated_skin(const core::LinearRgb& skin, const core::LinearRgb& tone,
                             double reflected_share);

// The clinical shade whose treated scalp comes closest to the client's own shaved hair (or, without it, to
// the hair colour), its dilution and warmth adjusted to come closer still.
Shade match_shade(const core::LinearRgb& skin, const std::optional<core::LinearRgb>& stubble_over_skin,
                  const core::LinearRgb& hair_colour, const Seen& seen = {});
// How many L* a scalp of that healed tone (treated over untreated) is darker than the client's own shaved
// hair or, without it, than what its hair colour asks for; negative where it is lighter.
double darker_than_hair_L(const core::LinearRgb& tone, const core::LinearRgb& skin,
                          const std::optional<core::LinearRgb>& stubble_over_skin,
                          const core::LinearRgb& hair_colour, double reflected_share = 0.0);

}  // namespace stubble::pigment
