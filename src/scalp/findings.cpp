#include "scalp/findings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace stubble::scalp {

double skin_reflectance(double ita_deg) {
    return 0.20 * std::exp(0.0155 * std::clamp(ita_deg, -75.0, 75.0));
}

double surface_reflection_share(double ita_deg) {
    constexpr double fresnel_reflectance = 0.024;  // of refractive index 1.37 (domain.md 9.2)
    return fresnel_reflectance / skin_reflectance(ita_deg);
}

const char* skin_class_of(double ita_deg) {
    if (ita_deg > 55) return "very light";
    if (ita_deg > 41) return "light";
    if (ita_deg > 28) return "intermediate";
    if (ita_deg > 10) return "tan";
    return ita_deg > -30 ? "brown" : "dark";
}

std::string skin_classes_of(const Skin& skin) {
    const std::string darkest = skin_class_of(skin.ita_deg - skin.ita_sigma_deg),
                      lightest = skin_class_of(skin.ita_deg + skin.ita_sigma_deg);
    return darkest == lightest ? darkest : darkest + " to " + lightest;
}

const char* name_of(Undertone undertone) {
    constexpr std::array names = {"cool", "neutral", "warm"};
    return names[static_cast<std::size_t>(undertone)];
}

const char* name_of(HairColour colour) {
    constexpr std::array names = {"black", "dark brown", "brown", "light brown",
                                  "blond", "red",        "grey",  "white"};
    return names[static_cast<std::size_t>(colour)];
}

const char* name_of(HairLength length) {
    constexpr std::array names = {"none", "shaved", "stubble", "short", "medium", "long"};
    return names[static_cast<std::size_t>(length)];
}

}  // namespace stubble::scalp
