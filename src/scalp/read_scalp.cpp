#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/region.h"
#include "scalp/classes.h"
#include "scalp/place_head.h"
#include "scalp/regions.h"
#include "scalp/scale.h"
#include "scalp/scalp.h"
#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

constexpr int working_pixels = 300'000, coarse_pixels = 40'000,
              middle_pixels = 90'000;  // defaults, methods.md 3

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

struct Reading {
    HeadFit fit;
    Classes classes;  // middle size
};

Reading read_head(const Working& working, const std::optional<Face>& face, core::Size photo,
                  const Hints& hints) {
    const Working coarse = shrink(working, coarse_pixels), middle = shrink(working, middle_pixels);
    const bool seen =
        face && face->view == View::front && (hints.view == View::automatic || hints.view == View::front);
    const Classes expected = seen ? expected_by_frame(frame_of_face(*face, working, photo, hints), coarse)
                                  : expected_by_picture(coarse);
    Face scaled;
    std::optional<Face> coarse_face;
    if (face && (seen || face->view != View::front)) {
        const double by = coarse.px_per_photo_px / working.px_per_photo_px;
        scaled = *face;
        scaled.box = {face->box.x * by, face->box.y * by, face->box.width * by, face->box.height * by};
        if (face->pupils)
            scaled.pupils = Pupils{face->pupils->image_left * by, face->pupils->image_right * by};
        coarse_face = scaled;
    }
    Classes classes = read_classes(coarse, expected, 3);
    Reading reading;
    const ViewEvidence evidence = read_view_evidence(classes, coarse, find_face_hits(working));
    reading.fit = fit_head(classes, coarse, coarse_face, evidence, photo, hints);
    reading.classes = read_classes(middle, expected_by_frame(reading.fit.frame, middle), 3);
    return reading;
}

void add_warnings(Scalp& scalp, const Working& working) {
    const auto warn = [&](const char* code, const char* text) { scalp.warnings.push_back({code, text}); };
    if (scalp.head_finding.confidence < 0.2)
        warn("no_head",
             "No head was found for certain; choose the view by hand or take a photo with the head in the "
             "middle.");
    if (scalp.scale.px_per_mm < 3.0)
        warn("small", "The head is small in this photo; single dots cannot be shown. Take a closer photo.");
    if (core::lab_from_linear(scalp.skin.colour).L < 18.0 || cv::mean(working.lab)[0] < 8.0)
        warn("dark", "The photo is very dark; colours are uncertain. Take it in more light.");
    if (scalp.camera.blur_sigma_px > 2.5)
        warn("blurred",
             "The photo is blurred; stubble and scalp are hard to tell apart. Hold the camera still.");
    if (scalp.scale.sigma_share > 0.045)
        warn("scale_unsure", "Sizes are uncertain by more than 4 %; mark a known length to correct them.");
    const auto areas = region_areas_cm2(scalp);
    if (areas[3] + areas[4] < 3.0)
        warn("no_bald_scalp", "No bald or thinning scalp was found; paint the area to be treated by hand.");
}

Finding head_finding(const std::optional<Face>& face, const HeadFit& fit) {
    Finding finding;
    finding.confidence = std::clamp(1.15 - 2.0 * fit.cost, 0.05, 0.95);
    if (!face) finding.confidence *= std::clamp(0.45 + 0.2 * fit.margin, 0.3, 0.9);
    finding.how =
        face ? (face->pupils ? "face, pupils and outline" : "face and outline") : "outline, skin and hair";
    if (fit.margin < unsure_nats) finding.how += "; the view is not clear";
    return finding;
}

}  // namespace

Scalp read_scalp(const core::Picture& photo, const Hints& hints) {
    core::require(!photo.empty(), "a photo has pixels");
    Scalp scalp;
    const Working working = make_working(photo, working_pixels);
    scalp.photo_size = photo.size();
    scalp.working_px_per_photo_px = static_cast<float>(working.px_per_photo_px);
    const std::optional<Face> face = find_face(working);
    const Reading reading = read_head(working, face, photo.size(), hints);
    scalp.view = reading.fit.view;
    scalp.head_finding = head_finding(face, reading.fit);
    const RegionMaps maps =
        read_regions(photo, working, enlarged(reading.classes, working), reading.fit.frame);
    const ScaledFrame scaled = apply_scale(reading.fit, face, maps, working, hints);
    scalp.frame = scaled.frame;
    scalp.scale = scaled.scale;
    scalp.regions = core::Mask(working.size().width, working.size().height);
    maps.labels.copyTo(cv::Mat(maps.labels.size(), CV_8U, scalp.regions.data()));
    scalp.hair_cover = field_of(maps.hair_cover);
    scalp.confidence = field_of(maps.confidence);
    scalp.light = read_light(working, maps);
    scalp.skin = read_skin(working, maps, scalp.light, scalp.frame);
    scalp.camera = read_camera(photo, working, maps);
    scalp.region_finding = {scalp.head_finding.confidence * cv::mean(maps.confidence, maps.labels > 0)[0],
                            "colour, texture and place on the head"};
    add_warnings(scalp, working);
    if (hints.view == View::automatic && reading.fit.margin < unsure_nats)
        scalp.warnings.push_back({"view_unsure", "The view is not clear; choose front, side, top or back."});
    return scalp;
}

}  // namespace stubble::scalp
