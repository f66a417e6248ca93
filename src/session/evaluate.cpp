#include <chrono>
#include <span>

#include "core/require.h"
#include "session/document.h"
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
        if (now_.document.shade == automatic_shade) {
            now_.shade = pigment::match_shade(now_.scalp->skin.colour, hair.stubble_over_skin, hair.colour);
        } else {
            const auto named = pigment::shade_by_name(now_.document.shade);
            core::require(named.has_value(), "a document names a shade of the ladder");
            now_.shade = *named;
        }
        now_.optics = pigment::dot_optics(now_.shade, now_.document.look);
        if (now_.document.treat && now_.document.treat->transmittance)
            override_transmittance(*now_.document.treat->transmittance);
    }

    // The diffuse tone follows the light that the dots absorb.
    void override_transmittance(const core::LinearRgb& wanted) {
        const core::LinearRgb absorbed = core::LinearRgb(1.0f) - now_.optics.transmittance;
        for (int c = 0; c < 3; ++c)
            if (absorbed[c] > 0.0f) now_.optics.tone_density[c] *= (1.0f - wanted[c]) / absorbed[c];
        now_.optics.transmittance = wanted;
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
        now_.dots = same_dots ? before_.dots
                              : shared(stipple::select(*now_.placed, *now_.density, now_.document.seed));
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
        const bool same = before_.absorption && before_.picture && before_.dots == now_.dots &&
                          before_.scene == now_.scene && before_.shade == now_.shade &&
                          old.look == doc.look && old.treat == doc.treat;
        if (same) {
            now_.absorption = before_.absorption;
            now_.picture = before_.picture;
            return;
        }
        now_.absorption = shared(render::absorb(*now_.dots, now_.optics, *now_.scene, now_.scalp->photo_size,
                                                now_.scalp->scale.px_per_mm));
        now_.picture = shared(render::compose(now_.photo->pixels, *now_.absorption, *now_.scene));
    }

    void collect_warnings() {
        for (const std::string& text : now_.photo->warnings) now_.warnings.push_back({"photo", text});
        if (!now_.scalp) return;
        for (const auto& [code, text] : now_.scalp->warnings) now_.warnings.push_back({code, text});
        if (!now_.document.treat)
            for (const auto& [code, text] :
                 design::check(now_.document.plan, now_.document.look.mean_diameter_mm))
                now_.warnings.push_back({code, text});
        if (now_.dots && now_.dots->empty())
            now_.warnings.push_back({"no_dots",
                                     "Nothing to treat was found: no bald or thinning scalp lies "
                                     "inside the hairline. Set the view, or move the hairline."});
    }

    const Derived& before_;
    const Progress& progress_;
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
