// What a photo says of the person and of itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/colour.h"
#include "core/image.h"

namespace stubble::scalp {

struct Finding {
    double confidence = 0.0;  // 0 = guessed from priors, 1 = certain
    std::string how;          // for the report: what it rests on
};

struct Warning {
    std::string code;  // "small", "dark", "blurred", "no_head", "no_bald_scalp", "scale_unsure", ...
    std::string text;  // one plain sentence and what to do
};

// What one thing in the photo says about the scale.
struct ScaleMeasure {
    std::string name;          // "reference", "pupils", "iris", "head breadth", ...
    double px_per_mm = 0.0;    // at the middle of the visible scalp, as Scale's
    double sigma_share = 0.0;  // one standard deviation
};

struct Scale {
    double px_per_mm = 0.0;              // at the middle of the visible scalp, facing the camera
    double sigma_share = 0.0;            // one standard deviation, as a share of px_per_mm
    std::string method;                  // "user", "known length", or the names of the measures combined
    std::vector<ScaleMeasure> measures;  // all that is visible, whether the user's word replaces it or not
};

enum class Undertone { cool, neutral, warm };

struct Skin {
    core::LinearRgb colour{
        0.5f};             // as photographed: median of evenly lit bald scalp, or of other skin, linear
    double ita_deg = 0.0;  // individual typology angle of the skin itself, exposure allowed for
    double ita_sigma_deg = 40.0;  // one standard deviation
    double hue_deg = 55.0;        // CIELAB hue angle as photographed
    Undertone undertone = Undertone::neutral;
    bool colour_seen = true;  // false: a photo in black and white; hue and undertone are those of usual skin
};

enum class HairColour { black, dark_brown, brown, light_brown, blond, red, grey, white };

// Shaved: up to 0.5 mm; stubble: up to 3 mm; cropped: up to 30 mm; medium: above, not below the neck.
enum class HairLength { none, shaved, stubble, cropped, medium, flowing };

struct Hair {
    core::LinearRgb colour{0.03f};          // as photographed, where it is densest, linear
    std::optional<HairColour> colour_name;  // nullopt where skin shines through or too little hair is seen
    HairLength length = HairLength::none;
    // Client's own shaved hair: what stubble or short hair leaves of the skin's light, per channel, in the
    // densest evenly lit stubble; nullopt where hair is long or absent.
    std::optional<core::LinearRgb> stubble_over_skin;
};

struct Light {
    core::LinearRgb colour{1.0f};  // of the highlights, largest channel 1
    core::ScaledField specular;    // share of a pixel's light that is highlight, 0..1 (working size)
    // Share of a pixel's light in the scene that never was inside the skin, highlights and even sheen
    // together (working size); empty where too little scalp or colour is seen to tell.
    core::ScaledField reflected;
    double shine_share = 0.0;  // share of the visible skin and scalp under shine
    double burnt_share = 0.0;  // share of it at the white end, where no detail is left
};

struct Camera {
    double blur_sigma_px = 0.7;  // of the sharpest edges: lens, pixel and processing, before sharpening
    double sharpening = 0.0;     // by the camera: share of an unsharp mask of 1 px; 0 = none
    core::Field noise;  // 1 x 32: standard deviation of 8-bit luma noise by brightness, NaN where not seen
};

// How far hair loss has gone: a suggestion for the consultant to confirm.
struct LossStage {
    std::string scale;        // "Norwood" or "Ludwig"
    std::string stage;        // "I" to "VII", "III vertex"
    bool at_least = false;    // what would tell more is not in view
    double confidence = 0.0;  // 0..1
};

// Luminous reflectance of clean skin, from about 0.47 at an angle of 55 degrees to 0.08 at -60: a default,
// fitted to the skin tones of the sample heads.
double skin_reflectance(double ita_deg);
// Share of the light from clean skin of that tone that its surface threw back before it met any pigment.
double surface_reflection_share(double ita_deg);

// Names for reports and panels: "very light" to "dark" by the classes of the angle (domain.md 3).
const char* skin_class_of(double ita_deg);
// The classes within a standard deviation, darkest first: "brown to intermediate".
std::string skin_classes_of(const Skin& skin);
const char* name_of(Undertone undertone);
const char* name_of(HairColour colour);
const char* name_of(HairLength length);

}  // namespace stubble::scalp
