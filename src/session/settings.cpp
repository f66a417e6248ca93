#include "session/settings.h"

#include <algorithm>

#include "core/require.h"
#include "session/setting_kinds.h"

namespace stubble::session {
namespace {

void add_hairline(std::vector<Setting>& all) {
    std::vector<Option<design::HairlineStyle>> styles;
    for (const auto& info : design::hairline_styles()) styles.push_back({info.style, info.name, info.label});
    all.push_back(choice(
        // domain.md 5.1.
        {"hairline", "Hairline", "", "hairline", "Shape of the front line."}, styles,
        [](auto& d) -> auto& { return d.plan.style; }));
    std::vector<Option<design::Diffusion>> widths;
    for (const auto& info : design::diffusions()) widths.push_back({info.diffusion, info.name, info.label});
    all.push_back(choice(
        {"diffusion", "Diffusion", "", "hairline",
         // domain.md 10.
         "How softly density rises behind the edge: over 2, 8 or 20 mm."},
        widths, [](auto& d) -> auto& { return d.plan.diffusion; }));
    all.push_back(number(
        {"lower", "Lower line", "mm", "hairline",
         "Moves the front line towards the brow; negative moves it up. 0 puts the natural line about "
         // domain.md 5.2.
         "75 mm above the brow."},
        {-40, 25, 0.5}, [](auto& d) -> auto& { return d.plan.lower_mm; }));
    all.push_back(number(
        {"irregularity", "Irregularity", "", "hairline",
         // domain.md 5.3.
         "Unevenness of the edge: 0 is ruled, 1 natural (amplitude is a default)."},
        {0, 2, 0.05}, [](auto& d) -> auto& { return d.plan.irregularity; }));
}

void add_arrangement(std::vector<Setting>& all) {
    using stipple::Units;
    all.push_back(choice(
        {"units", "Units", "", "density",
         // domain.md 1.2 and 2.4.
         "How dots stand together: single, fine with some pairs, random with one to four as hairs do, coarse "
         "in clusters as in afro hair."},
        std::vector<Option<Units>>{{Units::single, "single", "Single"},
                                   {Units::fine, "fine", "Fine"},
                                   {Units::random, "random", "Random"},
                                   {Units::coarse, "coarse", "Coarse (afro)"}},
        [](auto& d) -> auto& { return d.arrangement.units; }));
    all.push_back(number(
        {"naturalness", "Naturalness", "", "density",
         // methods.md 1.
         "0 spreads single dots evenly, as if printed; 0.5 has units and their places vary by 0.1 to 0.2 "
         "spacings; 1 varies twice as much."},
        {0, 1, 0.05}, [](auto& d) -> auto& { return d.arrangement.naturalness; }));
}

void add_density(std::vector<Setting>& all) {
    all.push_back(number(
        {"density", "Density", "dots/cm2", "density",
         // domain.md 10.
         "Final density behind the transition after three sessions (80 to 220)."},
        {20, 245, 5}, [](auto& d) -> auto& { return d.plan.core_density_per_cm2; }));
    all.push_back(number(
        // domain.md 2.5.
        {"sessions", "Sessions", "", "density", "Sessions carried out; three are usual."}, {1, 5, 1},
        [](auto& d) -> auto& { return d.look.sessions; }));
    all.push_back(number(
        {"dot", "Dot diameter", "mm", "density",
         // domain.md 2.1.
         "Mean diameter of a healed dot (0.10 to 0.15 mm)."},
        {0.08, 0.5, 0.01}, [](auto& d) -> auto& { return d.look.mean_diameter_mm; }));
    all.push_back(number(
        {"dot-variation", "Dot variation", "", "density",
         // domain.md 10.
         "Spread of the diameters, standard deviation over mean (0.15 to 0.20)."},
        {0, 0.5, 0.01}, [](auto& d) -> auto& { return d.look.diameter_cv; }));
    all.push_back(number(
        {"layering", "Layering", "", "density",
         // domain.md 2.5.
         "How much lighter the first session's dots are, and how much darker and finer the third's; the mean "
         "stays the shade."},
        {0, 0.5, 0.05}, [](auto& d) -> auto& { return d.look.layering; }));
    add_arrangement(all);
}

void add_recipe(std::vector<Setting>& all) {
    std::vector<Option<std::string>> shades = {{automatic_shade, automatic_shade, "Match to the client"}};
    for (const auto* palette : {&pigment::clinical_shades(), &pigment::creative_shades()})
        for (const pigment::Shade& shade : *palette) shades.push_back({shade.name, shade.name, shade.label});
    all.push_back(choice(
        {"shade", "Shade", "", "shade",
         // domain.md 3.
         "Pigment recipe; auto matches the client's own shaved hair and skin, and creative colours are not "
         "used in clinical SMP."},
        shades, [](auto& d) -> auto& { return d.shade; }));
    all.push_back(optional_number(
        {"dilution", "Dilution", "N:1", "shade",
         // domain.md 3.
         "Parts of water to one of pigment, in place of the shade's own; 0 is near black, 30 and more faint."},
        {0, 40, 0.5}, pigment::Shade{}.dilution, [](auto& d) -> auto& { return d.dilution; }));
    all.push_back(optional_number(
        {"warmth", "Warmth", "", "shade",
         // domain.md 3.
         "Bias of the pigment in place of the shade's own: -1 cool, 0 neutral, 1 warm brown."},
        {-1, 1, 0.05}, pigment::Shade{}.warmth, [](auto& d) -> auto& { return d.warmth; }));
}

void add_pigment_in_skin(std::vector<Setting>& all) {
    all.push_back(choice(
        {"pigment", "Pigment", "", "shade",
         // domain.md 4.
         "Standard pigment fades over years, temporary over months."},
        std::vector<Option<pigment::PigmentFamily>>{
            {pigment::PigmentFamily::standard, "standard", "Standard"},
            {pigment::PigmentFamily::temporary, "temporary", "Temporary"}},
        [](auto& d) -> auto& { return d.look.family; }));
    all.push_back(number(
        {"depth", "Pigment depth", "mm", "shade",
         // domain.md 10.
         "Top of the pigment below the epidermis; beyond 0.15 mm dots spread, soften and turn blue "
         "(blow-out)."},
        {0.03, 0.6, 0.01}, [](auto& d) -> auto& { return d.look.depth_mm; }));
    all.push_back(number(
        {"dot-gain", "Dot gain", "n", "shade",
         // domain.md 9.3.
         "How far light spreads sideways in the skin, as Yule-Nielsen's n; 1 is none."},
        {1, 3, 0.05}, [](auto& d) -> auto& { return d.look.dot_gain; }));
}

void add_age(std::vector<Setting>& all) {
    all.push_back(number(
        {"age", "Age", "days", "age",
         // domain.md 4.
         "Time since the last session; dots are healed after 30 days."},
        {0, 7305, 1}, [](auto& d) -> auto& { return d.look.age_days; }));
    all.push_back(number(
        {"touch-up", "Touch-up every", "years", "age",
         // domain.md 4.
         "A touch-up every so many years gives back part of what has faded; 0 is never, 2 to 5 years are "
         "usual."},
        {0, 10, 0.5}, [](auto& d) -> auto& { return d.look.touch_up_years; }));
    all.back().at_zero = "never";
}

Setting viewing_light_setting() {
    using render::ViewingLight;
    return choice(
        {"viewing-light", "Viewing light", "", "light",
         // domain.md 7; how strongly is a default.
         "A preview of before and after in another light, with its exposure, colour and shine; it "
         "changes the whole picture."},
        named<ViewingLight>({{ViewingLight::off, "As photographed"},
                             {ViewingLight::daylight, "Daylight"},
                             {ViewingLight::salon, "Salon"},
                             {ViewingLight::flash, "Flash"},
                             {ViewingLight::dim, "Dim"}}),
        [](auto& d) -> auto& { return d.viewing_light; });
}

Setting px_per_mm_setting() {
    constexpr Range range{0, 200, 0.1};
    Setting s =
        described({"px-per-mm", "Scale", "px/mm", "photo",
                   "Photo pixels per mm at the middle of the visible scalp; 0 measures it in the photo."},
                  range);
    s.number = [](const Document& d) { return d.hints.px_per_mm.value_or(0.0); };
    s.set_number = [range](Document& d, double value) {
        if (value > 0.0)
            d.hints.px_per_mm = clamped(value, range);
        else
            d.hints.px_per_mm.reset();
    };
    return s;
}

Setting seed_setting() {
    constexpr Range range{0, 4294967295.0, 1};
    Setting s =
        described({"seed", "Seed", "", "photo",
                   "Chooses among equally good arrangements of dots and edge; same seed, same picture."},
                  range);
    s.number = [](const Document& d) { return static_cast<double>(d.seed); };
    s.set_number = [range](Document& d, double value) {
        d.seed = d.plan.seed = static_cast<std::uint64_t>(clamped(value, range));
    };
    return s;
}

void add_photo(std::vector<Setting>& all) {
    using scalp::View;
    all.push_back(choice(
        {"view", "View", "", "photo", "Which part of the head the photo shows."},
        named<View>({{View::automatic, "Find out"},
                     {View::front, "Front"},
                     {View::left, "Left side"},
                     {View::right, "Right side"},
                     {View::top, "Top"},
                     {View::back, "Back"},
                     {View::close_up, "Close-up of scalp alone"}}),
        [](auto& d) -> auto& { return d.hints.view; }));
    all.push_back(number(
        {"forehead", "Forehead boundary", "mm", "photo",
         // domain.md 5.2: frontal hairlines lie 7 to 10 cm above the brow.
         "Moves the boundary of forehead and scalp towards the brow; negative moves it up."},
        {-30, 30, 1}, [](auto& d) -> auto& { return d.hints.forehead_lower_mm; }));
    all.push_back(px_per_mm_setting());
    all.push_back(seed_setting());
}

}  // namespace

const std::vector<Setting>& settings() {
    static const std::vector<Setting> all = [] {
        std::vector<Setting> list;
        add_hairline(list);
        add_density(list);
        add_recipe(list);
        add_pigment_in_skin(list);
        add_age(list);
        list.push_back(viewing_light_setting());
        add_photo(list);
        return list;
    }();
    return all;
}

const Setting& setting(const std::string& name) {
    const auto& all = settings();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Setting& s) { return s.name == name; });
    core::require(found != all.end(), "a setting of that name exists");
    return *found;
}

}  // namespace stubble::session
