#include <chrono>
#include <span>

#include "core/require.h"
#include "session/document.h"
#include "session/dot_layers.h"
#include "session/scene.h"

namespace stubble::session {
namespace {

class Stopwatch {
 public:
    double ms() const {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }

 private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

template <class T>
std::shared_ptr<const T> shared(T value) {
    return std::make_shared<const T>(std::move(value));
}

// The eye tells two greys side by side apart from about 2 L* on; twice that, since one photo does not say how
// brightly it was exposed. A default.
constexpr double noticed_as_too_dark_L = 4.0;
// From here on dots are half as large again as they should be. A default.
constexpr double noticed_as_too_deep_mm = pigment::deepest_good_mm + 0.1;
// Dots that a treated area holds over those of its core: hairlines and thinning hair get fewer. A
// default.
constexpr double usual_share_of_core = 0.85;

// One evaluation: each step keeps the previous part when nothing it depends on has changed.
class Evaluation {
 public:
    Evaluation(const Document& document, const Derived& previous, const Progress& progress)
        : before_(previous), progress_(progress) {
        now_.document = document;
    }

    Derived run(Until until) {
        timed("load", now_.timings.load, [this] { load(); });
        if (until >= Until::analysed) timed("analyse", now_.timings.analyse, [this] { analyse(); });
        if (until >= Until::selected) timed("select", now_.timings.select, [this] { select(); });
        if (until >= Until::drawn) timed("draw", now_.timings.draw, [this] { draw(); });
        collect_warnings();
        report("done", 1.0);
        return std::move(now_);
    }

 private:
    template <class Step>
    void timed(const char* stage, double& milliseconds, const Step& step) {
        report(stage, share_done(stage));
        const Stopwatch watch;
        step();
        milliseconds = watch.ms();
    }
    void report(const std::string& stage, double share) const {
        if (progress_) progress_(stage, share);
    }
    // Rough shares of the whole time, for a progress bar.
    static double share_done(const std::string& stage) {
        return stage == "load" ? 0.0 : stage == "analyse" ? 0.15 : stage == "select" ? 0.75 : 0.85;
    }

    void load() {
        const bool same = before_.photo && before_.document.photo == now_.document.photo;
        now_.photo = same ? before_.photo : shared(photo::load_photo(now_.document.photo));
    }

    void analyse() {
        const bool same_photo = before_.scalp && before_.photo == now_.photo;
        if (same_photo && before_.document.hints == now_.document.hints) {
            now_.scalp = before_.scalp;
        } else {
            scalp::Hints hints = now_.document.hints;
            if (!hints.focal_length_35mm) hints.focal_length_35mm = now_.photo->focal_length_35mm;
            const scalp::Scalp* before = same_photo ? before_.scalp.get() : nullptr;
            now_.scalp = shared(scalp::read_scalp(now_.photo->pixels, hints, before));
        }
        scene();
        choose_shade();
    }

    void scene() {
        const bool same = before_.scene && before_.scalp == now_.scalp &&
                          before_.document.seed == now_.document.seed &&
                          before_.document.treat.has_value() == now_.document.treat.has_value();
        now_.scene = same
                         ? before_.scene
                         : shared(scene_of(*now_.scalp, now_.document.seed, now_.document.treat.has_value()));
    }

    void choose_shade() {
        const scalp::Hair& hair = now_.scalp->hair;
        const Document& doc = now_.document;
        if (doc.shade == automatic_shade) {
            const pigment::Seen seen{reflected_share(*now_.scalp),
                                     usual_share_of_core * now_.document.plan.core_density_per_cm2};
            now_.shade =
                pigment::match_shade(now_.scalp->skin.colour, hair.stubble_over_skin, hair.colour, seen);
        } else {
            const auto named = pigment::shade_by_name(doc.shade);
            core::require(named.has_value(), "a document names a shade that exists");
            now_.shade = *named;
        }
        now_.shade = pigment::adjusted(now_.shade, doc.dilution, doc.warmth);
        now_.optics = optics_of_colour(0);
    }

    pigment::DotOptics optics_of_colour(std::size_t colour) const {
        pigment::DotOptics optics = pigment::dot_optics(now_.shade, now_.document.look, colour);
        const auto& treat = now_.document.treat;
        if (!treat) return optics;
        // A map says where dots lie, and that they are one treatment: as large and dark as is asked for.
        optics.session_count = 1, optics.sessions = {}, optics.depth_sigma_log = 0.0;
        if (!treat->transmittance) return optics;
        // The diffuse tone follows the light that the dots absorb.
        const core::LinearRgb absorbed = core::LinearRgb(1.0f) - optics.transmittance;
        for (int c = 0; c < 3; ++c)
            if (absorbed[c] > 0.0f)
                optics.tone_density[c] *= (1.0f - (*treat->transmittance)[c]) / absorbed[c];
        optics.transmittance = *treat->transmittance;
        return optics;
    }

    void select() {
        const bool same_scalp = before_.scalp == now_.scalp;
        const bool same_head = before_.scalp && before_.scalp->frame == now_.scalp->frame &&
                               before_.scalp->photo_size == now_.scalp->photo_size &&
                               before_.scalp->hairs_px == now_.scalp->hairs_px &&
                               before_.document.treat.has_value() == now_.document.treat.has_value();
        const Document &old = before_.document, &doc = now_.document;
        const bool same_arrangement = before_.population && old.arrangement == doc.arrangement &&
                                      old.treat.has_value() == doc.treat.has_value();
        now_.population = same_arrangement ? before_.population : stipple::standard_arranged(arrangement());
        now_.placed = same_head && before_.placed && before_.population == now_.population ? before_.placed
                                                                                           : shared(place());
        const bool same_density = same_scalp && before_.density && old.plan == doc.plan &&
                                  old.look.sessions == doc.look.sessions && old.treat == doc.treat;
        now_.density = same_density ? before_.density : shared(density());
        const bool same_dots =
            before_.dots && before_.placed == now_.placed && same_density && old.seed == doc.seed;
        now_.dots = same_dots ? before_.dots : shared(dots());
        share_among_colours(same_dots);
    }

    // A map says exactly how many dots lie where: evenly, whatever the style, and whatever hair is there.
    stipple::Arrangement arrangement() const {
        constexpr stipple::Arrangement even{stipple::Units::single, 0.0};
        return now_.document.treat ? even : now_.document.arrangement;
    }

    std::vector<stipple::PlacedFollicle> place() const {
        std::span<const core::PhotoPoint> hairs;
        if (!now_.document.treat) hairs = now_.scalp->hairs_px;
        return stipple::place(*now_.population, now_.scalp->frame, now_.scalp->photo_size, hairs);
    }

    stipple::Dots dots() const {
        stipple::Dots selected = stipple::select(*now_.placed, *now_.density, now_.document.seed);
        stipple::put_in_order(selected, *now_.density);
        return selected;
    }

    void share_among_colours(bool same_dots) {
        const std::size_t colours = pigment::colour_count(now_.shade);
        const bool same =
            same_dots && before_.shade.name == now_.shade.name && before_.layers.size() == colours;
        const auto parts = same ? DotsByColour()
                                : dots_by_colour(now_.dots, now_.shade, *now_.population, now_.document.seed);
        for (std::size_t i = 0; i < colours; ++i)
            now_.layers.push_back({optics_of_colour(i), same ? before_.layers[i].dots : parts[i]});
    }

    core::ScaledField density() const {
        if (now_.document.treat) return density_from_map(now_.document.treat->map);
        const core::ScaledField hairs = hairs_among(*now_.scalp);
        core::ScaledField wanted =
            design::density_map(now_.document.plan, now_.scalp->frame, now_.scalp->regions,
                                now_.scalp->hair_cover, now_.scalp->working_px_per_photo_px, hairs);
        const auto built_up = static_cast<float>(pigment::built_up_share(now_.document.look.sessions));
        for (int y = 0; y < wanted.values.height(); ++y)
            for (int x = 0; x < wanted.values.width(); ++x) {
                float& value = wanted.values.at(x, y);
                value *= built_up;
                if (value > 0.0f && !hairs.values.empty())
                    value = stipple::density_between_hairs(
                        value, hairs.at((static_cast<float>(x) + 0.5f) / wanted.px_per_photo_px,
                                        (static_cast<float>(y) + 0.5f) / wanted.px_per_photo_px));
            }
        return wanted;
    }

    core::ScaledField density_from_map(const std::filesystem::path& path) const {
        const core::Image<std::uint16_t> map = photo::load_map(path, now_.scalp->photo_size);
        core::ScaledField wanted{core::Field(map.size()), 1.0f};
        for (int y = 0; y < map.height(); ++y)
            for (int x = 0; x < map.width(); ++x)
                wanted.values.at(x, y) = static_cast<float>(map.at(x, y)) / 100.0f;
        return wanted;
    }

    void draw() {
        const Document &old = before_.document, &doc = now_.document;
        const bool same = before_.picture && before_.dots == now_.dots && before_.scene == now_.scene &&
                          before_.shade == now_.shade && old.look == doc.look && old.treat == doc.treat;
        now_.picture = same ? before_.picture : shared(drawn());
        put_in_viewing_light(now_, before_);
    }

    // Where only some dots came or went, the rest of the picture is kept.
    core::Picture drawn() const {
        const core::Picture& photo = now_.photo->pixels;
        const double px_per_mm = now_.scalp->scale.px_per_mm;
        if (before_.picture && before_.scene == now_.scene && before_.placed == now_.placed) {
            const core::Rect part =
                render::changed_part(before_.layers, now_.layers, *now_.scene, photo.size(), px_per_mm);
            if (2 * part.width() * part.height() < photo.width() * photo.height()) {
                core::Picture picture = *before_.picture;
                render::redraw(photo, now_.layers, *now_.scene, px_per_mm, part, picture);
                return picture;
            }
        }
        return render::compose(photo, render::absorb(now_.layers, *now_.scene, photo.size(), px_per_mm),
                               *now_.scene);
    }

    void collect_warnings() {
        for (const std::string& text : now_.photo->warnings) now_.warnings.push_back({"photo", text});
        if (!now_.scalp) return;
        for (const auto& [code, text] : now_.scalp->warnings) now_.warnings.push_back({code, text});
        if (!now_.document.treat)
            for (const auto& [code, text] :
                 design::check(now_.document.plan, now_.document.look.mean_diameter_mm))
                now_.warnings.push_back({code, text});
        warn_of_depth();
        if (now_.document.viewing_light != render::ViewingLight::off)
            now_.warnings.push_back(
                {"viewing_light", std::string("Shown in another light (") +
                                      render::name_of(now_.document.viewing_light) +
                                      "): exposure, colour and shine differ from the photo's, outside the "
                                      "treated area as well."});
        warn_of_shade();
        if (now_.dots && now_.dots->empty())
            now_.warnings.push_back({"no_dots",
                                     "Nothing to treat was found: no bald or thinning scalp lies "
                                     "inside the hairline. Set the view, or move the hairline."});
    }

    void warn_of_depth() {
        if (now_.document.look.depth_mm > noticed_as_too_deep_mm)
            now_.warnings.push_back(
                {"too_deep",
                 "Pigment this deep spreads into larger, softer, bluer dots (blow-out): this "
                 "shows what must not happen, and is no plan."});
    }

    void warn_of_shade() {
        if (now_.shade.palette == pigment::Palette::creative) {
            now_.warnings.push_back({"creative_shade",
                                     "A creative colour: it is not used in clinical SMP, and real pigments "
                                     "may heal to other colours."});
            return;
        }
        // As it heals, whatever age is looked at.
        pigment::Look healed = now_.document.look;
        healed.age_days = pigment::Look{}.age_days;
        const double density =
            now_.document.plan.core_density_per_cm2 * pigment::built_up_share(healed.sessions);
        const scalp::Hair& hair = now_.scalp->hair;
        const double darker_L = pigment::darker_than_hair_L(
            pigment::expected_tone(now_.shade, healed, density), now_.scalp->skin.colour,
            hair.stubble_over_skin, hair.colour, reflected_share(*now_.scalp));
        if (darker_L > noticed_as_too_dark_L && !now_.document.treat)
            now_.warnings.push_back(
                {"too_dark",
                 hair.stubble_over_skin
                     ? "The treated scalp would be darker than the client's own shaved hair, the "
                       "regret heard most: choose a lighter shade or a lower density."
                     : "The treated scalp would be darker than this hair colour asks for: choose a "
                       "lighter shade or a lower density, since pigment cannot be made lighter."});
    }

    const Derived& before_;
    const Progress& progress_;
    Derived now_;
};

}  // namespace

Derived evaluate(const Document& document, const Derived& previous, Until until, const Progress& progress) {
    return Evaluation(document, previous, progress).run(until);
}

const core::Picture& shown_before(const Derived& derived) {
    return derived.lit_photo ? *derived.lit_photo : derived.photo->pixels;
}

const core::Picture& shown_after(const Derived& derived) {
    return derived.lit_picture ? *derived.lit_picture : *derived.picture;
}

std::vector<std::string> picture_notes(const Derived& derived) {
    std::vector<std::string> notes;
    for (const auto& [code, text] : derived.warnings)
        if (code == "creative_shade" || code == "too_deep" || code == "viewing_light") notes.push_back(text);
    return notes;
}

void put_in_viewing_light(Derived& derived, const Derived& previous) {
    const render::ViewingLight light = derived.document.viewing_light;
    if (light == render::ViewingLight::off) return;
    const bool same_light = previous.document.viewing_light == light && previous.scene == derived.scene;
    const auto lit = [&](const core::Picture& picture) {
        return shared(render::in_light(light, picture, derived.photo->pixels, *derived.scene));
    };
    derived.lit_photo = same_light && previous.lit_photo ? previous.lit_photo : lit(derived.photo->pixels);
    const bool same_picture = same_light && previous.lit_picture && previous.picture == derived.picture;
    derived.lit_picture = same_picture ? previous.lit_picture : lit(*derived.picture);
}

Document new_document(const std::filesystem::path& photo) {
    Document document;
    document.photo = photo;
    return document;
}

}  // namespace stubble::session
