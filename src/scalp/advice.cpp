#include "scalp/advice.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <glm/geometric.hpp>
#include <opencv2/core.hpp>

#include "core/region.h"
#include "scalp/hairline.h"
#include "scalp/scale.h"

namespace stubble::scalp {
namespace {

// Single dots are told apart from here on (domain.md 8.2); below the second figure not even their tone is
// sure.
constexpr double good_px_per_mm = 5.0, least_px_per_mm = 3.0;
constexpr double good_distance_m = 1.2, least_distance_m = 0.7;  // domain.md 8.2

template <class... Values>
std::string sentence(const char* format, Values... values) {
    char text[320];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

bool is(std::uint8_t label, core::Region region) {
    return label == static_cast<std::uint8_t>(region);
}

// What the head's surface shows, summed over the working pixels.
struct Shown {
    double bare_cm2 = 0.0;         // bald and thinning scalp
    double oblique_share = 0.0;    // of its pixels, seen at more than 60 degrees
    glm::dvec3 bare_towards{0.0};  // mean direction it faces, head axes
    double covered_share = 0.0;    // of the pixels where scalp is expected, in which there is none
};

Shown shown_by(const Scalp& scalp, const Surface& surface) {
    Shown shown;
    double bare = 0.0, oblique = 0.0, expected = 0.0, covered = 0.0;
    for (int y = 0; y < scalp.regions.height(); y += 3)
        for (int x = 0; x < scalp.regions.width(); x += 3) {
            const cv::Point at(x, y);
            if (!surface.is_head(at)) continue;
            const float cos_view = surface.cos_view.at<float>(at);
            const std::uint8_t label = scalp.regions.at(x, y);
            if (is(label, core::Region::bald) || is(label, core::Region::thinning)) {
                bare += 1.0, oblique += cos_view < 0.5f;
                const auto& normal = surface.normal.at<cv::Vec3f>(at);
                shown.bare_towards += glm::dvec3(normal[0], normal[1], normal[2]);
            }
            // Default: well behind any hairline, so that a high forehead is no cap.
            if (cos_view < 0.35f || inside_hairline_rad(surface.place(at)) < 0.35) continue;
            expected += 1.0, covered += !core::is_scalp(label);
        }
    shown.bare_cm2 = scalp.areas[static_cast<std::size_t>(core::Region::bald)].cm2 +
                     scalp.areas[static_cast<std::size_t>(core::Region::thinning)].cm2;
    shown.oblique_share = oblique / std::max(bare, 1.0);
    shown.covered_share = expected < 90.0 ? 0.0 : covered / expected;
    return shown;
}

// Share of the picture's left and right edges at which the head is cut off.
double cut_share(const core::Mask& regions) {
    double cut = 0.0;
    for (int y = 0; y < regions.height(); ++y)
        cut += (regions.at(0, y) != 0) + (regions.at(regions.width() - 1, y) != 0);
    return cut / (2.0 * regions.height());
}

// Noise of the skin's own brightness, 8-bit levels; 0 where it is not known.
double skin_noise(const Scalp& scalp) {
    const core::Field& noise = scalp.camera.noise;
    if (noise.empty()) return 0.0;
    const double level = 255.0 * core::srgb_from_linear(core::luminance(scalp.skin.colour));
    const int bin = std::clamp(static_cast<int>(level * noise.width() / 256.0), 0, noise.width() - 1);
    const double found = noise.at(bin, 0);
    return std::isfinite(found) ? found : 0.0;
}

const char* better_view(const glm::dvec3& bare_towards, View now) {
    const glm::dvec3 d = glm::length(bare_towards) > 0.0 ? glm::normalize(bare_towards) : glm::dvec3(0, 0, 1);
    if (d.z > 0.7) return "above";
    if (std::abs(d.x) > std::abs(d.y)) return d.x > 0.0 ? "the left" : "the right";
    if (d.y > 0.0) return now == View::back ? "behind and higher up" : "behind";
    return now == View::front ? "the front and higher up" : "the front";
}

class Adviser {
 public:
    Adviser(const Scalp& scalp, const Surface& surface, const Working& working, const Hints& hints)
        : scalp_(scalp), working_(working), hints_(hints), shown_(shown_by(scalp, surface)) {}

    std::vector<Warning> all(bool view_clear) {
        head(view_clear);
        distance();
        light();
        camera();
        scalp();
        return std::move(said_);
    }

 private:
    void say(const char* code, std::string text) { said_.push_back({code, std::move(text)}); }

    bool head_found() const { return scalp_.view == View::close_up || scalp_.head_finding.confidence >= 0.2; }

    // The user's word against what the photo shows: a slip in a length looks like a head of another size.
    void user_scale() {
        const Scale& scale = scalp_.scale;
        const bool by_user = hints_.px_per_mm || hints_.known_length;
        if (!by_user || scale.measures.empty()) return;
        constexpr double noticed_sigmas = 3.0;
        const Scale seen = combined(scale.measures);
        const double off = std::abs(std::log(scale.px_per_mm / seen.px_per_mm));
        if (off < noticed_sigmas * std::hypot(seen.sigma_share, scale.sigma_share)) return;
        say("scale_disagrees",
            sentence("The scale given, %.3g px/mm, disagrees with what the photo shows (%.3g +-%.0f %%, by "
                     "%s): all sizes follow the one given; check the length and its millimetres.",
                     scale.px_per_mm, seen.px_per_mm, 100.0 * seen.sigma_share, seen.method.c_str()));
    }

    void head(bool view_clear) {
        user_scale();
        if (scalp_.scale.sigma_share > 0.06)
            say("scale_unsure", "Sizes are uncertain by more than 6 %; mark a known length to correct them.");
        if (scalp_.view == View::close_up) return;
        handles();
        const bool fitted_by_hand = !(hints_.handles == Handles{});
        if (!head_found() && !fitted_by_hand)
            say("no_head", std::string("No head was found for certain; ") +
                               (hints_.view == View::automatic ? "choose the view by hand or " : "") +
                               "take a photo with the head in the middle.");
        // Default: shoulders, ears and a narrow frame cut less.
        if (cut_share(scalp_.regions) > 0.35)
            say("cut_off",
                "The picture's edges cut the head off; its size and the hairline's place are uncertain. Take "
                "a photo that shows the whole head.");
        // Default: on sharp, whole heads the fit is right with 0.8 and more.
        if (head_found() && view_clear && !fitted_by_hand && scalp_.head_finding.confidence < 0.5)
            say("head_unsure",
                "The head's outline is not certain, and all sizes and places hang on it; check it with \"Fit "
                "the head by hand\", or show the crown, ears or brow.");
        if (!view_clear && !fitted_by_hand)
            say("view_unsure", "The view is not clear; choose front, side, top, back or close-up.");
    }

    void handles() {
        // Default: three times the error with which people show such points (move_head.cpp).
        constexpr double most_mm = 12.0;
        for (std::size_t i = 0; i < hints_.handles.size(); ++i) {
            if (!hints_.handles[i]) continue;
            const core::HeadPoint place = place_of(static_cast<Handle>(i), scalp_.frame.shape);
            const auto at = scalp_.frame.project(place);
            const double off_mm =
                at ? glm::distance(*at, *hints_.handles[i]) / scalp_.frame.px_per_mm(place) : 999.0;
            if (off_mm > most_mm)
                say("handle_off",
                    sentence("The point shown as %s lies %.0f mm from where such a head has it; move it "
                             "or take it back.",
                             std::string(handle_names[i]).c_str(), off_mm));
        }
    }

    void distance() {
        // Sizes of a head that is not there say nothing.
        if (!head_found() && !hints_.px_per_mm && !hints_.known_length) return;
        const double seen = scalp_.scale.px_per_mm, camera_m = scalp_.frame.origin_camera_mm.z / 1000.0;
        const double head_px = 2.0 * scalp_.frame.shape.half_breadth_mm * seen;
        const bool lens_known = hints_.focal_length_35mm.has_value();
        if (seen < least_px_per_mm) {
            const double nearer_m = camera_m * seen / good_px_per_mm;
            const std::string how =
                lens_known && nearer_m >= least_distance_m
                    ? sentence("move from %.1f m to %.1f m", camera_m, nearer_m)
                    : sentence(
                          "fill the picture with the head, or use a photo of %.1f times as many pixels "
                          "across",
                          good_px_per_mm / std::max(seen, 0.1));
            say("small", sentence("The head is %.0f px wide, %.1f px to the millimetre, and single dots show "
                                  "well from %.0f: ",
                                  head_px, seen, good_px_per_mm) +
                             how + ".");
        } else if (lens_known && scalp_.view != View::close_up && camera_m < least_distance_m) {
            say("near",
                sentence("From %.1f m the near side of the head is drawn too large: move back to %.1f "
                         "m and zoom in.",
                         camera_m, good_distance_m));
        }
    }

    void light() {
        const core::Lab skin = core::lab_from_linear(scalp_.skin.colour);
        if (skin.L < 18.0 || cv::mean(working_.lab)[0] < 8.0)
            say("dark", "The photo is very dark; colours are uncertain. Take it in more light.");
        if (scalp_.light.burnt_share > 0.10)  // default
            say("bright",
                sentence("%.0f %% of the skin is burnt out to white; expose less or soften the light.",
                         100.0 * scalp_.light.burnt_share));
        if (scalp_.light.shine_share > 0.20)  // default: the sample heads have up to 7 %
            say("shiny", sentence("%.0f %% of the skin shines, which hides stubble; dab it dry, or take the "
                                  "light from the side.",
                                  100.0 * scalp_.light.shine_share));
        if (!scalp_.skin.colour_seen)
            say("no_colour",
                "The photo is in black and white: skin tone, undertone and the matched shade are guesses; "
                "use a "
                "photo in colour.");
        // Default: no skin in white light has these hues or this much colour.
        const double chroma = std::hypot(skin.a, skin.b);
        if (skin.L >= 18.0 &&
            (chroma > 52.0 || (chroma > 6.0 && std::abs(scalp_.skin.hue_deg - 56.0) > 36.0)))
            say("coloured_light",
                "The light is coloured, so skin and hair colours are uncertain; use daylight or white "
                "lamps.");
    }

    void camera() {
        const double blur_px = scalp_.camera.blur_sigma_px, seen = std::max(scalp_.scale.px_per_mm, 0.1);
        if (blur_px > 2.5)
            say("blurred",
                sentence("The photo is blurred over %.1f px (%.1f mm), so stubble and scalp are hard "
                         "to tell apart. Hold the camera still and focus on the scalp.",
                         2.0 * blur_px, 2.0 * blur_px / seen));
        if (const double noise = skin_noise(scalp_); noise > 6.0)  // default: the sample heads have about 1
            say("noisy",
                sentence("The skin is grainy (%.0f of 255 levels); take the photo in more light.", noise));
    }

    void scalp() {
        if (shown_.covered_share > 0.25)  // default: a missed rim of stubble stays below
            say("covered",
                sentence("%.0f %% of what should be scalp was not found bare or hairy; take a cap or "
                         "hand away, and where scalp is in view move the forehead's boundary down "
                         "or paint it.",
                         100.0 * shown_.covered_share));
        if (shown_.bare_cm2 < 3.0)
            nothing_bare();
        else if (shown_.bare_cm2 > 15.0 && shown_.oblique_share > 0.6)
            say("oblique",
                sentence("Most of the bare scalp is seen at more than 60 degrees; take another photo "
                         "from %s.",
                         better_view(shown_.bare_towards, scalp_.view)));
    }

    void nothing_bare() {
        if (scalp_.hair.length >= HairLength::medium)
            say("hair_hides",
                "Long or wet hair hides the scalp; dry it and part it over the place to be treated.");
        else
            say("no_bald_scalp",
                "No bald or thinning scalp was found; paint the area to be treated by hand.");
    }

    const Scalp& scalp_;
    const Working& working_;
    const Hints& hints_;
    const Shown shown_;
    std::vector<Warning> said_;
};

}  // namespace

std::vector<Warning> advice(const Scalp& scalp, const Surface& surface, const Working& working,
                            const Hints& hints, bool view_clear) {
    return Adviser(scalp, surface, working, hints).all(view_clear);
}

}  // namespace stubble::scalp
