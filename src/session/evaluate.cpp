#include <span>

#include "core/require.h"
#include "core/shared.h"
#include "core/stopwatch.h"
#include "session/document.h"
#include "session/dot_layers.h"
#include "session/scene.h"
#include "session/shown_points.h"
#include "session/treated_scalp.h"
#include "session/wanted_density.h"
#include "session/warnings.h"

namespace stubble::session {
namespace {

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
        now_.warnings = warnings_of(now_);
        report("done", 1.0);
        return std::move(now_);
    }

 private:
    template <class Step>
    void timed(const char* stage, double& milliseconds, const Step& step) {
        report(stage, share_done(stage));
        const core::Stopwatch watch;
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
        now_.photo = same ? before_.photo : core::shared(photo::load_photo(now_.document.photo));
    }

    void analyse() {
        const bool same_photo = before_.scalp && before_.photo == now_.photo;
        if (same_photo && before_.document.hints == now_.document.hints) {
            now_.scalp = before_.scalp;
        } else {
            scalp::Hints hints = now_.document.hints;
            expect_near_photo(hints, now_.photo->pixels.size());
            if (!hints.focal_length_35mm) hints.focal_length_35mm = now_.photo->focal_length_35mm;
            const scalp::Scalp* before = same_photo ? before_.scalp.get() : nullptr;
            now_.scalp = core::shared(scalp::read_scalp(now_.photo->pixels, hints, before));
        }
        if (before_.scalp == now_.scalp) {
            now_.treated = before_.treated;
        } else {
            usual_density_ = core::shared(wanted_density(usual_, *now_.scalp));
            now_.treated = read_treated_scalp(now_.photo->pixels, *now_.scalp, *usual_density_);
        }
        scene();
        choose_shade();
    }

    void scene() {
        const bool same = before_.scene && before_.scalp == now_.scalp &&
                          before_.document.seed == now_.document.seed &&
                          before_.document.treat.has_value() == now_.document.treat.has_value();
        now_.scene = same ? before_.scene
                          : core::shared(scene_of(*now_.photo, *now_.scalp, now_.treated, now_.document.seed,
                                                  now_.document.treat.has_value()));
    }

    void choose_shade() {
        const scalp::Hair& hair = now_.scalp->hair;
        const Document& doc = now_.document;
        if (doc.shade == automatic_shade) {
            now_.shade = pigment::match_shade(now_.treated.colour, hair.stubble_over_skin, hair.colour,
                                              {now_.treated.reflected_share, now_.treated.density_per_cm2});
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
        const bool grey = !now_.scalp->skin.colour_seen && now_.shade.palette == pigment::Palette::clinical;
        if (grey) optics = pigment::without_colour(optics);
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
        const bool same_head = before_.scalp && before_.scalp->covering_frame == now_.scalp->covering_frame &&
                               before_.scalp->photo_size == now_.scalp->photo_size &&
                               before_.scalp->hairs_px == now_.scalp->hairs_px &&
                               before_.document.treat.has_value() == now_.document.treat.has_value();
        const Document &old = before_.document, &doc = now_.document;
        const bool same_arrangement = before_.population && old.arrangement == doc.arrangement &&
                                      old.treat.has_value() == doc.treat.has_value();
        now_.population = same_arrangement ? before_.population : stipple::standard_arranged(arrangement());
        now_.placed = same_head && before_.placed && before_.population == now_.population
                          ? before_.placed
                          : core::shared(place());
        const bool same_density = same_scalp && before_.density && old.plan == doc.plan &&
                                  old.look.sessions == doc.look.sessions && old.treat == doc.treat;
        now_.density = same_density ? before_.density : density();
        const bool same_dots =
            before_.dots && before_.placed == now_.placed && same_density && old.seed == doc.seed;
        now_.dots = same_dots ? before_.dots : core::shared(dots());
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
        return stipple::place(*now_.population, now_.scalp->covering_frame, now_.scalp->photo_size, hairs);
    }

    std::shared_ptr<const core::ScaledField> density() const {
        const Document& doc = now_.document;
        const bool usual =
            doc.plan == usual_.plan && doc.look.sessions == usual_.look.sessions && doc.treat == usual_.treat;
        return usual && usual_density_ ? usual_density_ : core::shared(wanted_density(doc, *now_.scalp));
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

    void draw() {
        const Document &old = before_.document, &doc = now_.document;
        const bool same = before_.picture && before_.dots == now_.dots && before_.scene == now_.scene &&
                          before_.shade == now_.shade && old.look == doc.look && old.treat == doc.treat;
        now_.picture = same ? before_.picture : core::shared(drawn());
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

    const Derived& before_;
    const Progress& progress_;
    const Document usual_;
    std::shared_ptr<const core::ScaledField> usual_density_;  // where the scalp was read anew
    Derived now_;
};

}  // namespace

Derived evaluate(const Document& document, const Derived& previous, Until until, const Progress& progress) {
    return Evaluation(document, previous, progress).run(until);
}

Document new_document(const std::filesystem::path& photo) {
    Document document;
    document.photo = photo;
    return document;
}

}  // namespace stubble::session
