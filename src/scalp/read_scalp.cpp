#include <algorithm>
#include <memory>
#include <opencv2/core.hpp>

#include "scalp/scale.h"
#include "scalp/scalp.h"
#include "scalp/workings.h"

namespace stubble::scalp {
namespace {

// Share of the picture's left and right edges at which the head is cut off.
double cut_share(const core::Mask& regions) {
    double cut = 0.0;
    for (int y = 0; y < regions.height(); ++y)
        cut += (regions.at(0, y) != 0) + (regions.at(regions.width() - 1, y) != 0);
    return cut / (2.0 * regions.height());
}

void add_warnings(Scalp& scalp, const Working& working) {
    const auto warn = [&](const char* code, const char* text) { scalp.warnings.push_back({code, text}); };
    if (scalp.head_finding.confidence < 0.2)
        warn("no_head",
             "No head was found for certain; choose the view by hand or take a photo with the head in the "
             "middle.");
    // Default: shoulders, ears and a narrow frame cut less.
    if (cut_share(scalp.regions) > 0.35)
        warn("cut_off",
             "The picture's edges cut the head off; its size and the hairline's place are uncertain. Take a "
             "photo that shows the whole head.");
    if (scalp.scale.px_per_mm < 3.0)
        warn("small", "The head is small in this photo; single dots cannot be shown. Take a closer photo.");
    if (core::lab_from_linear(scalp.skin.colour).L < 18.0 || cv::mean(working.lab)[0] < 8.0)
        warn("dark", "The photo is very dark; colours are uncertain. Take it in more light.");
    if (scalp.camera.blur_sigma_px > 2.5)
        warn("blurred",
             "The photo is blurred; stubble and scalp are hard to tell apart. Hold the camera still.");
    if (scalp.scale.sigma_share > 0.06)
        warn("scale_unsure", "Sizes are uncertain by more than 6 %; mark a known length to correct them.");
    const auto areas = region_areas_cm2(scalp);
    if (areas[3] + areas[4] < 3.0)
        warn("no_bald_scalp", "No bald or thinning scalp was found; paint the area to be treated by hand.");
}

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

}  // namespace

Scalp read_scalp(const core::Picture& photo, const Hints& hints, const Scalp* before) {
    core::require(!photo.empty(), "a photo has pixels");
    core::require(!before || before->photo_size == photo.size(), "the reading before is of the same photo");
    const auto workings = std::make_shared<const Workings>(
        work_through(photo, hints, before ? before->workings.get() : nullptr));
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
        apply_scale(fit, workings->head->face, workings->regions->maps, working, hints);
    scalp.frame = scaled.frame;
    scalp.scale = scaled.scale;
    scalp.regions = mask_of(maps.labels);
    scalp.hair_cover = field_of(maps.hair_cover);
    scalp.confidence = field_of(maps.confidence);
    scalp.light = corrected.light;
    scalp.skin = corrected.skin;
    scalp.camera = workings->regions->camera;
    scalp.region_finding = {scalp.head_finding.confidence * cv::mean(maps.confidence, maps.labels > 0)[0],
                            "colour, texture and place on the head"};
    add_warnings(scalp, working);
    if (hints.view == View::automatic && !fit.view_clear())
        scalp.warnings.push_back({"view_unsure", "The view is not clear; choose front, side, top or back."});
    return scalp;
}

}  // namespace stubble::scalp
