#include <algorithm>
#include <memory>
#include <new>
#include <opencv2/core.hpp>
#include <utility>

#include "core/shared.h"
#include "scalp/advice.h"
#include "scalp/areas.h"
#include "scalp/covering_frame.h"
#include "scalp/loss_stage.h"
#include "scalp/scale.h"
#include "scalp/scalp.h"
#include "scalp/workings.h"

namespace stubble::scalp {
namespace {

Finding head_finding(const SeenHead& head) {
    const HeadFit& fit = head.fit;
    Finding finding;
    // Default: as often right as its looks agree, on heads the net was not trained on.
    finding.confidence = std::clamp(
        fit.agreement * (1.0 - fit.view_spread_deg / 60.0) * (1.0 - 1.5 * fit.outline_miss), 0.05, 0.95);
    finding.how = head.face && head.face->pupils ? "shape, outline and pupils" : "shape and outline";
    if (!fit.view_clear()) finding.how += "; the view is not clear";
    return finding;
}

core::Mask mask_of(const cv::Mat& labels) {
    core::Mask mask(labels.cols, labels.rows);
    labels.copyTo(cv::Mat(labels.size(), CV_8U, mask.data()));
    return mask;
}

void take_hairs(CountedHairs hairs, Scalp& scalp) {
    scalp.hairs_per_cm2 = std::move(hairs.per_cm2);
    scalp.hairs_px = std::move(hairs.seen_px);
}

// Behind each pixel by the frame as scaled: a head resized looks the same, a close-up shows another piece of
// it.
Surface surface_of(const SeenHead& head, const core::HeadFrame& scaled, const Working& working) {
    const bool another = head.fit.view == View::close_up && !(scaled == head.fit.frame);
    return another ? surface_behind(working, scaled) : head.surface;
}

Warning reference_not_found() {
    return {"reference_not_found",
            "No round sticker or coin of that diameter was found; put it flat where it is "
            "seen whole and stands out from skin and hair, or draw a known length."};
}

std::shared_ptr<const Workings> worked_through(const core::Picture& photo, const Hints& hints,
                                               const Scalp* before) try {
    return core::shared(work_through(photo, hints, before ? before->workings.get() : nullptr));
} catch (const cv::Exception& problem) {
    if (problem.code == cv::Error::StsNoMem) throw std::bad_alloc();
    throw;
}

}  // namespace

Scalp read_scalp(const core::Picture& photo, const Hints& hints, const Scalp* before) {
    core::require(!photo.empty(), "a photo has pixels");
    core::require(!before || before->photo_size == photo.size(), "the reading before is of the same photo");
    const auto workings = worked_through(photo, hints, before);
    const Working& working = workings->photo->working;
    const HeadFit& fit = workings->head->fit;
    const Corrected& corrected = *workings->corrected.back();
    const RegionMaps& maps = corrected.maps();
    Scalp scalp;
    scalp.workings = workings;
    scalp.photo_size = photo.size();
    scalp.working_px_per_photo_px = static_cast<float>(working.px_per_photo_px);
    scalp.view = fit.view;
    scalp.head_finding = head_finding(*workings->head);
    const ScaledFrame scaled =
        apply_scale(*workings->head, workings->reference.get(), workings->regions->maps, hints);
    scalp.frame = scalp.covering_frame = scaled.frame;
    if (fit.view != View::close_up)
        scalp.covering_frame = covering_frame(scaled.frame, workings->regions->maps, working);
    scalp.scale = scaled.scale;
    scalp.regions = mask_of(maps.labels);
    scalp.hair_cover = field_of(maps.hair_cover);
    if (cv::countNonZero(corrected.correction.spared) > 0)
        scalp.spared = mask_of(corrected.correction.spared);
    scalp.background_share = corrected.background_share;
    scalp.confidence = field_of(maps.confidence);
    const Surface surface = surface_of(*workings->head, scalp.frame, working);
    scalp.areas = region_areas(scalp, surface);
    scalp.light = corrected.light;
    scalp.skin = corrected.skin;
    scalp.hair = corrected.hair;
    take_hairs(
        count_hairs(workings->regions->hair_spots, working, maps, surface, scalp.frame, scalp.hair.length),
        scalp);
    scalp.camera = workings->regions->camera;
    scalp.region_finding = {scalp.head_finding.confidence * cv::mean(maps.confidence, maps.labels > 0)[0],
                            "colour, texture and place on the head"};
    if (scalp.view != View::close_up) scalp.loss_stage = suggest_loss_stage(scalp, surface);
    const bool view_clear = hints.view != View::automatic || fit.view_clear();
    scalp.warnings = advice(scalp, surface, working, hints, view_clear);
    if (workings->reference && !workings->reference->reference)
        scalp.warnings.push_back(reference_not_found());
    return scalp;
}

}  // namespace stubble::scalp
