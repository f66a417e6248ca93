#include "scalp/reader.h"

#include <algorithm>
#include <cmath>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "core/assets.h"
#include "core/error.h"
#include "scalp/orthographic_pose.h"

namespace stubble::scalp {
namespace {

// As train/train_reader.py makes and describes the net.
constexpr int picture_side = 160, map_side = 80;
constexpr double place_unit_mm = 100.0;
constexpr int region_count = static_cast<int>(core::region_names.size());

// A net keeps scratch memory, so every thread owns one.
cv::dnn::Net& net() {
    thread_local std::optional<cv::dnn::Net> loaded;
    if (loaded) return *loaded;
    const auto path = core::asset("reader.onnx");
    try {
        loaded = cv::dnn::readNetFromONNX(path.string());
    } catch (const cv::Exception&) {
        throw core::LoadError("Cannot read " + path.string() +
                              ": the file is damaged; install the program again.");
    }
    loaded->setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    loaded->setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
    return *loaded;
}

// A square of the working picture, in working pixels; it may reach beyond the picture.
struct Square {
    double x = 0.0, y = 0.0, side = 1.0;
};

cv::Mat plane(const cv::Mat& answer, int channel) {
    return cv::Mat(map_side, map_side, CV_32F, const_cast<float*>(answer.ptr<float>(0, channel)));
}

// Scores to probabilities, places to mm.
Sketch sketch_of(const cv::Mat& answer, bool mirrored) {
    Sketch sketch;
    const auto upright = [&](const cv::Mat& map) {
        cv::Mat out;
        if (mirrored)
            cv::flip(map, out, 1);
        else
            out = map.clone();
        return out;
    };
    cv::Mat sum = cv::Mat::zeros(map_side, map_side, CV_32F), highest = plane(answer, 0).clone();
    for (int r = 1; r < region_count; ++r) highest = cv::max(highest, plane(answer, r));
    for (int r = 0; r < region_count; ++r) {
        cv::Mat share;
        cv::exp(plane(answer, r) - highest, share);
        sum += share;
        sketch.regions[static_cast<std::size_t>(r)] = share;
    }
    for (auto& region : sketch.regions) region = upright(region / sum);
    std::vector<cv::Mat> place;
    for (int axis = 0; axis < 3; ++axis)
        place.push_back(upright(plane(answer, region_count + axis)) * place_unit_mm);
    if (mirrored) place[0] = -place[0];
    cv::merge(place, sketch.place_mm);
    cv::Mat unlikely;
    cv::exp(-plane(answer, region_count + 3), unlikely);
    sketch.density = upright(1.0 / (1.0 + unlikely));
    return sketch;
}

Sketch look(const Working& working, const Square& square, bool mirrored) {
    cv::Mat cut =
        cut_out(working, {square.x, square.y, square.side, square.side}, {picture_side, picture_side});
    if (mirrored) cv::flip(cut, cut, 1);
    cv::Mat unit;
    cut.convertTo(unit, CV_32F, 1.0 / 255.0);
    net().setInput(cv::dnn::blobFromImage(unit));
    Sketch sketch = sketch_of(net().forward(), mirrored);
    sketch.corner_px = core::PhotoPoint(square.x, square.y) / working.px_per_photo_px;
    sketch.photo_px_per_px = square.side / map_side / working.px_per_photo_px;
    return sketch;
}

// The largest piece that looks like a head; all of the map when nothing does.
cv::Rect head_box(const Sketch& sketch) {
    cv::Mat pieces, stats, centroids;
    const int count = cv::connectedComponentsWithStats(sketch.regions[0] < 0.5, pieces, stats, centroids, 4);
    int largest = 0;
    for (int i = 1; i < count; ++i)
        if (largest == 0 || stats.at<int>(i, cv::CC_STAT_AREA) > stats.at<int>(largest, cv::CC_STAT_AREA))
            largest = i;
    if (largest == 0) return {0, 0, map_side, map_side};
    const auto value = [&](int which) { return stats.at<int>(largest, which); };
    return {value(cv::CC_STAT_LEFT), value(cv::CC_STAT_TOP), value(cv::CC_STAT_WIDTH),
            value(cv::CC_STAT_HEIGHT)};
}

// The head's box and as much room around it as in the pictures the net was trained on.
Square square_around_head(const Sketch& sketch, const Working& working, const Square& whole) {
    const cv::Rect box = head_box(sketch);
    const double px = whole.side / map_side;
    const double larger = std::max({box.width * 1.0, box.height * 1.0, map_side / 8.0}) * px;
    Square square;
    square.side = std::min(larger / 0.72, 1.15 * whole.side);
    square.x = whole.x + (box.x + box.width / 2.0) * px - square.side / 2.0;
    square.y = whole.y + (box.y + box.height / 2.0) * px - square.side / 2.0;
    // Beyond the picture nothing is known: rather less room than much of it.
    const double w = working.size().width, h = working.size().height;
    square.x = std::clamp(square.x, std::min(0.0, w - square.side), std::max(0.0, w - square.side));
    square.y = std::clamp(square.y, std::min(0.0, h - square.side), std::max(0.0, h - square.side));
    return square;
}

Sketch mean_of(const Sketch& one, const Sketch& b) {
    Sketch a = one;
    for (const Sketch* look : {&one, &b})
        if (const auto pose = fit_orthographic_pose(*look)) a.views.push_back(pose->forward());
    for (std::size_t r = 0; r < a.regions.size(); ++r) a.regions[r] = 0.5 * (a.regions[r] + b.regions[r]);
    a.place_mm = 0.5 * (a.place_mm + b.place_mm);
    a.density = 0.5 * (a.density + b.density);
    return a;
}

}  // namespace

Sketch read_sketch(const Working& working) {
    const double w = working.size().width, h = working.size().height, side = std::max(w, h);
    const Square whole{(w - side) / 2.0, (h - side) / 2.0, side};
    const Sketch first = look(working, whole, false);
    const Square square = square_around_head(first, working, whole);
    const Sketch as_it_is = look(working, square, false), mirrored = look(working, square, true);
    return mean_of(as_it_is, mirrored);
}

cv::Mat at_working_size(const Sketch& sketch, const cv::Mat& map, const Working& working) {
    const double by = 1.0 / (sketch.photo_px_per_px * working.px_per_photo_px);
    const core::PhotoPoint corner = sketch.corner_px * working.px_per_photo_px;
    const cv::Matx23d to_map(by, 0.0, (0.5 - corner.x) * by - 0.5, 0.0, by, (0.5 - corner.y) * by - 0.5);
    cv::Mat out;
    cv::warpAffine(map, out, to_map, working.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    return out;
}

}  // namespace stubble::scalp
