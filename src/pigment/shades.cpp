#include <algorithm>
#include <cmath>
#include <glm/common.hpp>
#include <utility>

#include "core/tone_curve.h"
#include "pigment/pigment.h"

namespace stubble::pigment {
namespace {

// Where neither stubble nor hair tells more, the scalp is made this much darker: the middle of what
// photographs of real results show (domain.md 2.6: 8 to 17 L*).
constexpr double usual_fall_L = 13.5;
// A treatment that came out too dark cannot be undone, so the match stays on the light side (domain.md 3).
constexpr double least_fall_L = 10.5, largest_fall_L = 16.0;
// Shaved hair in the same photo is a surer aim.
constexpr double largest_fall_to_own_hair_L = 16.5;

// Skin of which as much is covered by hair of that colour as brings it down to a lightness: what the hair
// would look like shaved. Hair as light as that says nothing of hue; darkened skin loses a quarter of its
// own.
core::Lab as_if_shaved(const core::LinearRgb& skin, const core::LinearRgb& hair, double lightness) {
    const auto covered = [&](double share) {
        return core::lab_from_linear(glm::mix(skin, hair, static_cast<float>(share)));
    };
    constexpr double most_covered = 0.7;  // default: beyond it hair of that lightness would be too dense
    if (covered(most_covered).L > lightness) {
        const core::Lab bare = core::lab_from_linear(skin);
        return {lightness, 0.75 * bare.a, 0.75 * bare.b};
    }
    double least = 0.0, most = most_covered;
    for (int step = 0; step < 20; ++step) {
        const double middle = (least + most) / 2.0;
        (covered(middle).L > lightness ? least : most) = middle;
    }
    return covered(most);
}

// The tone to aim at: the client's own shaved hair, kept within what real treatments show; without stubble
// the fall grows with the contrast of the hair against the skin.
core::Lab aim(const core::LinearRgb& skin, const std::optional<core::LinearRgb>& stubble_over_skin,
              const core::LinearRgb& hair_colour) {
    const core::Lab bare = core::lab_from_linear(skin);
    core::Lab target = bare;
    if (stubble_over_skin) {
        target = core::lab_from_linear(skin * *stubble_over_skin);
    } else {
        const double contrast = bare.L - core::lab_from_linear(hair_colour).L;
        const double fall = std::clamp(usual_fall_L + 0.15 * (contrast - 35.0), least_fall_L, largest_fall_L);
        target = as_if_shaved(skin, hair_colour, bare.L - fall);
    }
    const double largest = stubble_over_skin ? largest_fall_to_own_hair_L : largest_fall_L;
    target.L = std::clamp(target.L, bare.L - largest, bare.L - least_fall_L);
    return target;
}

// The shade diluted and warmed or cooled until it comes nearest, as a practitioner mixes it for a client: in
// steps of a tenth of the pigment's share and of the warmth, within the ladder.
template <class Distance>
Shade mixed_to(const Shade& shade, const Distance& distance) {
    constexpr double least_gain = 0.05;  // dE00: what no eye tells apart stays as the clinic mixes it
    const double least_dilution = clinical_shades().back().dilution,
                 most_dilution = clinical_shades().front().dilution;
    Shade best = shade;
    double nearest = distance(best);
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto& [strength, warmer] :
             {std::pair{1.1, 0.0}, std::pair{1.0 / 1.1, 0.0}, std::pair{1.0, 0.1}, std::pair{1.0, -0.1}}) {
            Shade next = best;
            next.dilution = std::clamp((1.0 + best.dilution) * strength - 1.0, least_dilution, most_dilution);
            next.warmth = std::clamp(best.warmth + warmer, -1.0, 1.0);
            const double off = distance(next);
            if (off < nearest - least_gain) best = next, nearest = off, moved = true;
        }
    }
    return best;
}

}  // namespace

const char* name_of(Palette palette) {
    return palette == Palette::clinical ? "clinical" : "creative";
}

const std::vector<Shade>& clinical_shades() {
    // Dilutions are defaults within the published 0 to 30 parts of water (domain.md 3); a clinic edits its
    // own.
    static const std::vector<Shade> ladder = {
        {"blond-grey", "Blond grey", 30.0, 0.35},
        {"light-grey", "Light grey", 24.0, 0.0},
        {"warm-grey", "Warm grey", 20.0, 0.4},
        {"ash", "Ash", 18.0, -0.3},
        {"mid-grey", "Mid grey", 15.0, 0.0},
        {"brown", "Brown", 12.0, 0.7},
        {"dark-grey", "Dark grey", 10.0, 0.0},
        {"dark-brown", "Dark brown", 7.0, 0.5},
        {"charcoal", "Charcoal", 5.0, 0.0},
        {"soft-black", "Soft black", 2.5, 0.1},
        {"black", "Black", 0.5, 0.0},
    };
    return ladder;
}

std::optional<Shade> shade_by_name(const std::string& name) {
    for (const auto* palette : {&clinical_shades(), &creative_shades()})
        for (const Shade& shade : *palette)
            if (shade.name == name) return shade;
    return std::nullopt;
}

Shade adjusted(Shade shade, std::optional<double> dilution, std::optional<double> warmth) {
    shade.dilution = dilution.value_or(shade.dilution);
    shade.warmth = warmth.value_or(shade.warmth);
    return shade;
}

core::LinearRgb treated_skin(const core::LinearRgb& skin, const core::LinearRgb& tone,
                             double reflected_share) {
    core::LinearRgb scene, treated;
    for (int c = 0; c < 3; ++c)
        scene[c] = static_cast<float>(core::scene_from_picture(static_cast<double>(skin[c])));
    const float share = static_cast<float>(reflected_share), reflected = share * core::luminance(scene);
    for (int c = 0; c < 3; ++c) {
        const float highlight = std::min(reflected, scene[c] * std::min(share * most_reflected, 1.0f));
        treated[c] = static_cast<float>(
            core::picture_from_scene(static_cast<double>(highlight + (scene[c] - highlight) * tone[c])));
    }
    return treated;
}

Shade match_shade(const core::LinearRgb& skin, const std::optional<core::LinearRgb>& stubble_over_skin,
                  const core::LinearRgb& hair_colour, const Seen& seen) {
    const core::Lab target = aim(skin, stubble_over_skin, hair_colour);
    const auto distance = [&](const Shade& shade) {
        const core::LinearRgb tone = expected_tone(shade, Look{}, seen.density_per_cm2);
        const core::Lab treated = core::lab_from_linear(treated_skin(skin, tone, seen.reflected_share));
        // Lightness counts more: it is seen from afar, and hue is what skin and light leave of a grey.
        return std::hypot(core::delta_e_2000(treated, target), 2.0 * (treated.L - target.L));
    };
    const auto& ladder = clinical_shades();
    const Shade nearest =
        *std::min_element(ladder.begin(), ladder.end(),
                          [&](const Shade& a, const Shade& b) { return distance(a) < distance(b); });
    return mixed_to(nearest, distance);
}

double darker_than_hair_L(const core::LinearRgb& tone, const core::LinearRgb& skin,
                          const std::optional<core::LinearRgb>& stubble_over_skin,
                          const core::LinearRgb& hair_colour, double reflected_share) {
    return aim(skin, stubble_over_skin, hair_colour).L -
           core::lab_from_linear(treated_skin(skin, tone, reflected_share)).L;
}

}  // namespace stubble::pigment
