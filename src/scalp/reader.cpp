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
constexpr int picture_side = 192, map_side = 96;
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

// The head's box and so much room around it that the head fills `share` of the square.
Square square_around_head(const Sketch& sketch, const Working& working, const Square& whole, double share) {
    const cv::Rect box = head_box(sketch);
    const double px = whole.side / map_side;
    const double larger = std::max({box.width * 1.0, box.height * 1.0, map_side / 8.0}) * px;
    Square square;
    square.side = std::min(larger / share, 1.15 * whole.side);
    square.x = whole.x + (box.x + box.width / 2.0) * px - square.side / 2.0;
    square.y = whole.y + (box.y + box.height / 2.0) * px - square.side / 2.0;
    // Beyond the picture nothing is known: rather less room than much of it.
    const double w = working.size().width, h = working.size().height;
    square.x = std::clamp(square.x, std::min(0.0, w - square.side), std::max(0.0, w - square.side));
    square.y = std::clamp(square.y, std::min(0.0, h - square.side), std::max(0.0, h - square.side));
    return square;
}

// Mean of several looks on the grid of the first.
class Mean {
 public:
    explicit Mean(const Sketch& first) : sum_(first) {
        for_each_map(sum_, [](cv::Mat& map) { map = cv::Scalar::all(0.0); });
        weight_ = cv::Mat::zeros(map_side, map_side, CV_32F);
        place_weight_ = weight_.clone();
    }

    // `place_counts`: whether the head points that it sees are to be believed.
    void add(const Sketch& look, bool place_counts) {
        const double by = sum_.photo_px_per_px / look.photo_px_per_px;
        const core::PhotoPoint from = (sum_.corner_px - look.corner_px) / look.photo_px_per_px;
        const cv::Matx23d to_look(by, 0.0, from.x + 0.5 * by - 0.5, 0.0, by, from.y + 0.5 * by - 0.5);
        const auto on_grid = [&](const cv::Mat& map) {
            cv::Mat out;
            cv::warpAffine(map, out, to_look, {map_side, map_side}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                           cv::BORDER_CONSTANT);
            return out;
        };
        const cv::Mat seen = on_grid(cv::Mat::ones(map_side, map_side, CV_32F));
        weight_ += seen;
        for (std::size_t r = 0; r < sum_.regions.size(); ++r) sum_.regions[r] += on_grid(look.regions[r]);
        sum_.density += on_grid(look.density);
        // Next to nothing where another has seen the place.
        const double weight = place_counts ? 1.0 : 1e-3;
        sum_.place_mm += weight * on_grid(look.place_mm);
        place_weight_ += weight * seen;
    }

    // The first look must have been added: every place of the grid has been seen.
    Sketch result() const {
        Sketch mean = sum_;
        for_each_map(mean, [this](cv::Mat& map) {
            cv::Mat weight = weight_, out;
            if (map.channels() == 3)
                cv::merge(std::vector<cv::Mat>{place_weight_, place_weight_, place_weight_}, weight);
            cv::divide(map, weight, out);
            map = out;
        });
        return mean;
    }

 private:
    template <class Change>
    static void for_each_map(Sketch& sketch, const Change& change) {
        for (cv::Mat& region : sketch.regions) change(region = region.clone());
        change(sketch.place_mm = sketch.place_mm.clone());
        change(sketch.density = sketch.density.clone());
    }

    Sketch sum_;
    cv::Mat weight_, place_weight_;
};

}  // namespace

Sketch read_sketch(const Working& working) {
    const double w = working.size().width, h = working.size().height, side = std::max(w, h);
    const Square whole{(w - side) / 2.0, (h - side) / 2.0, side};
    const Sketch first = look(working, whole, false);
    // Defaults: the wider look shows the head as most training pictures do, the nearer one more detail.
    const Square wide = square_around_head(first, working, whole, 0.72),
                 near = square_around_head(first, working, whole, 0.95);
    const std::vector<Sketch> looks = {look(working, wide, false), look(working, wide, true),
                                       look(working, near, false), look(working, near, true)};
    std::vector<std::optional<OrthographicPose>> poses;
    for (const Sketch& seen : looks) poses.push_back(fit_orthographic_pose(seen));
    const std::vector<bool> place_counts = of_one_mind(looks, poses);
    Mean mean(looks[0]);
    for (std::size_t i = 0; i < looks.size(); ++i) mean.add(looks[i], place_counts[i]);
    Sketch sketch = mean.result();
    for (const std::size_t wider : {0, 1})
        if (poses[wider]) sketch.views.push_back(poses[wider]->forward());
    return sketch;
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
