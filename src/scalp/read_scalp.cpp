#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <opencv2/imgproc.hpp>

#include "core/region.h"
#include "scalp/classes.h"
#include "scalp/fit_head.h"
#include "scalp/regions.h"
#include "scalp/scale.h"
#include "scalp/scalp.h"
#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

constexpr int working_pixels = 300'000, middle_pixels = 90'000;  // defaults, methods.md 3

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
    Sketch sketch;
    std::optional<Face> face;
    HeadFit fit;
    Classes classes;  // middle size
};

// Frontal cascades see faces in walls and in crowns: only where the sketch shows a face are they asked.
bool may_show_face(const HeadFit& fit) {
    const glm::dvec3 camera = glm::normalize(fit.frame.camera_position_mm());
    return fit.view == View::front && camera.z < 0.75;
}

Reading read_head(const Working& working, core::Size photo, const Hints& hints) {
    Reading reading;
    reading.sketch = read_sketch(working);
    reading.fit = fit_head(reading.sketch, photo, hints);
    if (may_show_face(reading.fit)) reading.face = find_face(working);
    const Working middle = shrink(working, middle_pixels);
    reading.classes = read_classes(middle, expected_by_sketch(reading.sketch, middle), 2);
    reading.fit =
        refine_head(reading.fit, reading.sketch, reading.classes, middle, reading.face, photo, hints);
    return reading;
}

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

Finding head_finding(const Reading& reading) {
    const HeadFit& fit = reading.fit;
    Finding finding;
    // Default: as often right as its looks agree, on heads the net was not trained on.
    finding.confidence = std::clamp(
        fit.agreement * (1.0 - fit.view_spread_deg / 60.0) * (1.0 - 1.5 * fit.outline_miss), 0.05, 0.95);
    finding.how = reading.face && reading.face->pupils ? "shape, outline and pupils" : "shape and outline";
    if (!fit.view_clear()) finding.how += "; the view is not clear";
    return finding;
}

}  // namespace

Scalp read_scalp(const core::Picture& photo, const Hints& hints) {
    core::require(!photo.empty(), "a photo has pixels");
    Scalp scalp;
    const Working working = make_working(photo, working_pixels);
    scalp.photo_size = photo.size();
    scalp.working_px_per_photo_px = static_cast<float>(working.px_per_photo_px);
    const Reading reading = read_head(working, photo.size(), hints);
    scalp.view = reading.fit.view;
    scalp.head_finding = head_finding(reading);
    const RegionMaps maps =
        read_regions(photo, working, enlarged(reading.classes, working), reading.fit.frame, reading.sketch);
    const ScaledFrame scaled = apply_scale(reading.fit, reading.face, maps, working, hints);
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
    if (hints.view == View::automatic && !reading.fit.view_clear())
        scalp.warnings.push_back({"view_unsure", "The view is not clear; choose front, side, top or back."});
    return scalp;
}

}  // namespace stubble::scalp
