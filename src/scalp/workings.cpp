#include "scalp/workings.h"

#include <algorithm>
#include <glm/geometric.hpp>
#include <opencv2/imgproc.hpp>

#include "core/shared.h"
#include "scalp/close_up.h"
#include "scalp/fringe.h"
#include "scalp/move_head.h"
#include "scalp/own_hairline.h"
#include "scalp/parsing.h"
#include "scalp/rim.h"
#include "scalp/rooted_hair.h"
#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

constexpr int working_pixels = 300'000, middle_pixels = 90'000;  // defaults, methods.md 3
constexpr std::size_t kept_corrections = 8;                      // of some 6 MB each

Classes enlarged(const Classes& classes, const Working& working) {
    Classes out;
    cv::Mat guide;
    cv::extractChannel(working.lab, guide, 0);
    const auto enlarge = [&](const cv::Mat& map) {
        cv::Mat big;
        cv::resize(map, big, working.size(), 0, 0, cv::INTER_LINEAR);
        return cv::Mat(cv::min(cv::max(guided_filter(guide, big, 4, 12.0), 0.0), 1.0));
    };
    out.background = enlarge(classes.background);
    out.skin = enlarge(classes.skin);
    out.hair = enlarge(classes.hair);
    return out;
}

// Frontal cascades see faces in walls and in crowns: only where the sketch shows a face are they asked.
bool may_show_face(const HeadFit& fit) {
    const glm::dvec3 camera = glm::normalize(fit.frame.camera_position_mm());
    return fit.view == View::front && camera.z < 0.75;
}

SeenPhoto see_photo(const core::Picture& photo, const std::optional<ParserModel>& parser) {
    SeenPhoto seen;
    seen.parser = parser;
    seen.working = make_working(photo, working_pixels);
    seen.middle = shrink(seen.working, middle_pixels);
    seen.scene = soft_scene_light(seen.working);
    const Expectation expected = expect(parser, seen.working, seen.middle);
    seen.sketch = expected.sketch;
    seen.middle_classes = read_classes(seen.middle, expected.classes, 2);
    seen.classes = enlarged(seen.middle_classes, seen.working);
    return seen;
}

bool same_automatic_head(const Hints& a, const Hints& b) {
    // A close-up shows nothing else to place a head by.
    return a.view == b.view && a.focal_length_35mm == b.focal_length_35mm &&
           (a.view != View::close_up || (a.px_per_mm == b.px_per_mm && a.known_length == b.known_length));
}

bool same_head_hints(const Hints& a, const Hints& b) {
    return same_automatic_head(a, b) && a.handles == b.handles;
}

// The head as the photo shows it, without a surface.
SeenHead find_head(const core::Picture& picture, const SeenPhoto& seen, const Hints& hints) {
    const core::Size photo = picture.size();
    SeenHead head{hints, {}, {}, std::nullopt, std::nullopt, {}};
    HeadFit& fit = head.automatic;
    if (hints.view == View::close_up) {
        fit = close_up_fit(photo, hints);
        return head;
    }
    fit = fit_head(seen.sketch, photo, hints);
    if (may_show_face(fit)) head.face = find_face(seen.working);
    fit = refine_head(fit, seen.sketch, seen.middle_classes, seen.middle, head.face, photo, hints);
    if (!head.face) {
        const auto by_brow = fit.by_outline_alone ? std::nullopt : moved_to_brow(fit, seen.sketch, hints);
        fit = tilted_to_own_hairline(by_brow.value_or(fit), seen.sketch, seen.middle);
    }
    if (head.face && head.face->pupils) head.irises = find_irises(picture, *head.face->pupils);
    return head;
}

// `before` may be null.
SeenHead see_head(const core::Picture& picture, const SeenPhoto& seen, const Hints& hints,
                  const SeenHead* before) {
    SeenHead head =
        before && same_automatic_head(before->hints, hints) ? *before : find_head(picture, seen, hints);
    head.hints = hints;
    head.fit = hints.view == View::close_up ? head.automatic : moved_to_handles(head.automatic, hints);
    head.surface = surface_behind(seen.working, head.fit.frame);
    return head;
}

SeenReference see_reference(const core::Picture& photo, const core::HeadFrame& frame, double diameter_mm) {
    return {diameter_mm, find_reference(photo, surroundings_of(frame, photo.size()),
                                        diameter_mm * nearest_px_per_mm(frame))};
}

SeenRegions see_regions(const core::Picture& photo, const SeenPhoto& seen, const SeenHead& head) {
    SeenRegions regions;
    const bool close_up = head.fit.view == View::close_up;
    const auto rooted = [&] {
        const cv::Mat expected = at_working_size(seen.sketch, seen.sketch.regions[2], seen.working);
        return only_rooted_hair(seen.classes, expected, seen.working, head.fit.frame);
    };
    const Classes classes = close_up ? seen.classes : rooted();
    regions.evidence = read_evidence(photo, seen.working, classes, head.fit, seen.sketch);
    if (!close_up) {
        regions.evidence = with_fringe(std::move(regions.evidence), head.surface);
        regions.evidence = with_forehead_below_own_hair(std::move(regions.evidence), head.surface);
    }
    regions.maps = label_regions(regions.evidence);
    regions.camera = read_camera(photo, seen.working, regions.maps);
    regions.hair_spots = find_hair_spots(photo, seen.working, regions.maps, head.fit.frame);
    return regions;
}

// Before any stroke.
Corrected with_forehead_as_hinted(const SeenPhoto& seen, const SeenHead& head, const SeenRegions& regions,
                                  double lower_mm) {
    Corrected corrected;
    corrected.forehead_lower_mm = lower_mm;
    corrected.evidence = with_forehead_lowered(regions.evidence, seen.working, head.fit.frame, lower_mm);
    corrected.automatic = lower_mm == 0.0 ? regions.maps : label_regions(corrected.evidence);
    corrected.correction = uncorrected(corrected.automatic);
    return corrected;
}

// The strokes of `earlier` are the first of the hints' ones.
bool leads_to(const Corrected& earlier, const Hints& hints) {
    return earlier.forehead_lower_mm == hints.forehead_lower_mm &&
           earlier.strokes.size() <= hints.strokes.size() &&
           std::equal(earlier.strokes.begin(), earlier.strokes.end(), hints.strokes.begin());
}

Corrected correct_as_hinted(const Workings& now, const Hints& hints) {
    const Corrected* nearest = nullptr;
    for (const auto& earlier : now.corrected)
        if (leads_to(*earlier, hints) && (!nearest || earlier->strokes.size() > nearest->strokes.size()))
            nearest = earlier.get();
    Corrected corrected =
        nearest ? *nearest
                : with_forehead_as_hinted(*now.photo, *now.head, *now.regions, hints.forehead_lower_mm);
    if (nearest) corrected.correction = copy_of(nearest->correction);
    for (std::size_t i = corrected.strokes.size(); i < hints.strokes.size(); ++i) {
        correct(corrected.correction, corrected.automatic, corrected.evidence, now.photo->working,
                hints.strokes[i]);
        corrected.strokes.push_back(hints.strokes[i]);
    }
    const Working& working = now.photo->working;
    corrected.light = read_light(working, corrected.maps());
    // By the frame as fitted: the user's scale changes millimetres, and colour knows none.
    const core::HeadFrame& frame = now.head->fit.frame;
    const EvenLight even = read_even_light(working, corrected.maps(), corrected.light, now.head->surface);
    corrected.skin = read_skin(working, corrected.maps(), even);
    corrected.light.reflected =
        read_reflected(working, now.photo->scene, corrected.maps(), corrected.skin.ita_deg);
    corrected.hair = read_hair(working, corrected.maps(), even, corrected.skin, frame);
    if (!nearest || !same_rim(nearest->maps(), corrected.maps()))
        corrected.background_share = field_of(background_share(
            working, corrected.maps(), frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px));
    return corrected;
}

}  // namespace

Workings work_through(const core::Picture& photo, const Hints& hints, const Workings* before) {
    Workings now = before ? *before : Workings{};
    if (!now.photo || now.photo->parser != hints.parser) {
        now.photo = core::shared(see_photo(photo, hints.parser));
        now.head.reset();
    }
    if (!now.head || !same_head_hints(now.head->hints, hints)) {
        now.head = core::shared(see_head(photo, *now.photo, hints, now.head.get()));
        now.regions.reset();
        now.reference.reset();
    }
    if (!now.regions) {
        now.regions = core::shared(see_regions(photo, *now.photo, *now.head));
        now.corrected.clear();
    }
    if (!hints.reference_mm)
        now.reference.reset();
    else if (!now.reference || now.reference->diameter_mm != *hints.reference_mm)
        now.reference = core::shared(see_reference(photo, now.head->fit.frame, *hints.reference_mm));
    const auto same = [&](const auto& earlier) {
        return earlier->forehead_lower_mm == hints.forehead_lower_mm && earlier->strokes == hints.strokes;
    };
    const auto found = std::find_if(now.corrected.begin(), now.corrected.end(), same);
    if (found != now.corrected.end()) {
        std::rotate(found, found + 1, now.corrected.end());
        return now;
    }
    now.corrected.push_back(core::shared(correct_as_hinted(now, hints)));
    if (now.corrected.size() > kept_corrections) now.corrected.erase(now.corrected.begin());
    return now;
}

}  // namespace stubble::scalp
