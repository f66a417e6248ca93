#include "session/warnings.h"

#include <algorithm>
#include <cstdio>

#include "session/scene.h"
#include "session/wanted_density.h"

namespace stubble::session {
namespace {

// The eye tells two greys side by side apart from about 2 L* on; half as much again, since one photo does not
// say how brightly it was exposed. A default.
constexpr double noticed_as_too_dark_L = 3.0;
// From here on dots are half as large again as they should be. A default.
constexpr double noticed_as_too_deep_mm = pigment::deepest_good_mm + 0.1;

// Of the photo, of what was seen in it, and of the plan.
std::vector<Warning> passed_on(const Derived& derived) {
    std::vector<Warning> all;
    for (const std::string& text : derived.photo->warnings) all.push_back({"photo", text});
    if (!derived.scalp) return all;
    for (const auto& [code, text] : derived.scalp->warnings) all.push_back({code, text});
    const Document& doc = derived.document;
    if (doc.treat) return all;
    const core::HeadShape& head = derived.scalp->covering_frame.shape;  // on which the plan lies
    for (const auto& [code, text] : design::check(doc.plan, head, doc.look.mean_diameter_mm))
        all.push_back({code, text});
    return all;
}

std::optional<Warning> of_depth(const Derived& derived) {
    const bool too_deep = derived.document.look.depth_mm > noticed_as_too_deep_mm;
    if (!too_deep) return std::nullopt;
    return Warning{"too_deep",
                   "Pigment this deep spreads into larger, softer, bluer dots (blow-out): this "
                   "shows what must not happen, and is no plan."};
}

std::optional<Warning> of_light(const Derived& derived) {
    const render::ViewingLight light = derived.document.viewing_light;
    if (light == render::ViewingLight::off) return std::nullopt;
    return Warning{"viewing_light", std::string("Shown in another light (") + render::name_of(light) +
                                        "): exposure, colour and shine differ from the photo's, outside the "
                                        "treated area as well."};
}

// As it heals, whatever age is looked at.
double darker_than_hair_L(const Derived& derived) {
    const Document& doc = derived.document;
    pigment::Look healed = doc.look;
    healed.age_days = pigment::Look{}.age_days;
    const scalp::Hair& hair = derived.scalp->hair;
    const double density = derived.treated.density_per_cm2 * doc.plan.core_density_per_cm2 /
                           design::Plan{}.core_density_per_cm2 * pigment::built_up_share(healed.sessions);
    return pigment::darker_than_hair_L(pigment::expected_tone(derived.shade, healed, density),
                                       derived.treated.colour, hair.stubble_over_skin, hair.colour,
                                       derived.treated.reflected_share);
}

std::optional<Warning> of_shade(const Derived& derived) {
    if (derived.shade.palette == pigment::Palette::creative)
        return Warning{"creative_shade",
                       "A creative colour: it is not used in clinical SMP, and real pigments "
                       "may heal to other colours."};
    const bool too_dark = darker_than_hair_L(derived) > noticed_as_too_dark_L;
    if (derived.document.treat || !too_dark) return std::nullopt;
    return Warning{"too_dark",
                   derived.scalp->hair.stubble_over_skin
                       ? "The treated scalp would be darker than the client's own shaved hair, the "
                         "regret heard most: choose a lighter shade or a lower density."
                       : "The treated scalp would be darker than this hair colour asks for: choose a "
                         "lighter shade or a lower density, since pigment cannot be made lighter."};
}

// The program holds so many follicles a head: on a larger one, or one scaled larger, they stand further
// apart.
std::optional<Warning> of_density(const Derived& derived) {
    constexpr std::size_t enough_to_tell = 200;
    constexpr float noticed = 1.05f;
    if (!derived.dots || derived.placed->size() < enough_to_tell) return std::nullopt;
    const core::Field& wanted = derived.density->values;
    const float asked = *std::max_element(wanted.data(), wanted.data() + wanted.pixel_count());
    float most = 0.0f;
    for (const stipple::PlacedFollicle& follicle : *derived.placed)
        most = std::max(most, follicle.threshold_per_cm2);
    if (asked <= noticed * most) return std::nullopt;
    char text[240];
    std::snprintf(
        text, sizeof text,
        "%.0f dots per cm2 are asked for, and at this scale no more than %.0f can be drawn: dots and "
        "hours are too few by as much. Check the scale, or ask for a lower density.",
        static_cast<double>(asked), static_cast<double>(most));
    return Warning{"too_dense", text};
}

std::optional<Warning> of_dots(const Derived& derived) {
    if (!derived.dots || !derived.dots->empty()) return std::nullopt;
    if (derived.document.treat)
        return Warning{
            "no_dots",
            "Nothing to treat was found: the map is empty where the photo shows the head. Give dots "
            "per cm2, as the map's values are read."};
    return Warning{"no_dots",
                   "Nothing to treat was found: no bald or thinning scalp lies "
                   "inside the hairline. Set the view, or move the hairline."};
}

}  // namespace

std::vector<Warning> warnings_of(const Derived& derived) {
    std::vector<Warning> all = passed_on(derived);
    if (!derived.scalp) return all;
    for (const auto& warning :
         {of_depth(derived), of_light(derived), of_shade(derived), of_density(derived), of_dots(derived)})
        if (warning) all.push_back(*warning);
    return all;
}

std::vector<std::string> picture_notes(const Derived& derived) {
    std::vector<std::string> notes;
    for (const auto& [code, text] : derived.warnings)
        if (code == "creative_shade" || code == "too_deep" || code == "viewing_light") notes.push_back(text);
    return notes;
}

}  // namespace stubble::session
