#include <initializer_list>

#include "pigment/shades.h"

namespace stubble::pigment {
namespace {

using Light = core::LinearRgb;

// Nearly undiluted: colours are wanted strong. A default.
constexpr double usual_dilution = 1.0;

Shade coloured(const char* name, const char* label, std::initializer_list<Light> colours,
               ColourOrder order = ColourOrder::by_dot) {
    Shade shade{
        std::string("creative-") + name, label, usual_dilution, 0.0, Palette::creative, colours, order};
    return shade;
}

// Flakes that lie this way or that: some dots throw back more, some less.
Shade metallic(const char* name, const char* label, const Light& mean) {
    return coloured(name, label, {mean * 0.6f, mean, mean * 1.4f});
}

}  // namespace

const std::vector<Shade>& creative_shades() {
    // Reflectances of thick paint of those names: defaults, no pigment maker publishes any.
    static const std::vector<Shade> palette = {
        coloured("black", "Black", {}),
        coloured("brown", "Brown", {{0.13f, 0.05f, 0.02f}}),
        coloured("dark-blue", "Dark blue", {{0.015f, 0.035f, 0.24f}}),
        coloured("pink", "Pink", {{0.85f, 0.24f, 0.42f}}),
        coloured("red", "Red", {{0.62f, 0.02f, 0.03f}}),
        coloured("purple", "Purple", {{0.25f, 0.03f, 0.40f}}),
        coloured("orange", "Orange", {{0.86f, 0.22f, 0.01f}}),
        coloured("yellow", "Yellow", {{0.90f, 0.68f, 0.03f}}),
        coloured("green", "Green", {{0.02f, 0.30f, 0.07f}}),
        coloured("gray", "Gray", {{0.20f, 0.20f, 0.20f}}),
        coloured("white", "White", {{0.94f, 0.94f, 0.94f}}),
        metallic("silver", "Silver", {0.56f, 0.57f, 0.60f}),
        metallic("gold", "Gold", {0.68f, 0.44f, 0.07f}),
        metallic("copper", "Copper", {0.60f, 0.24f, 0.11f}),
        metallic("bronze", "Bronze", {0.36f, 0.21f, 0.07f}),
        coloured("rainbow", "Rainbow",
                 {{0.70f, 0.02f, 0.02f},
                  {0.86f, 0.25f, 0.01f},
                  {0.88f, 0.72f, 0.02f},
                  {0.03f, 0.45f, 0.06f},
                  {0.01f, 0.25f, 0.65f},
                  {0.05f, 0.03f, 0.50f},
                  {0.40f, 0.02f, 0.50f}},
                 ColourOrder::across_head),
    };
    return palette;
}

}  // namespace stubble::pigment
