#include "scalp/face.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <string>
#include <vector>

namespace stubble::scalp {
namespace {

std::filesystem::path cascade_path(const std::string& name) {
    std::vector<std::filesystem::path> roots;
    if (const char* own = std::getenv("OPENCV_SAMPLES_DATA_PATH")) roots.emplace_back(own);
    roots.insert(roots.end(), {"/usr/share/opencv4", "/usr/local/share/opencv4", "/usr/share/opencv",
                               "/opt/homebrew/share/opencv4"});
    for (const auto& root : roots) {
        const auto file = root / "haarcascades" / name;
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored)) return file;
    }
    return {};
}

// A classifier keeps scratch memory, so every thread owns one; loading takes some 30 ms.
cv::CascadeClassifier& cascade(const std::string& name) {
    thread_local std::vector<std::pair<std::string, cv::CascadeClassifier>> loaded;
    for (auto& [known, classifier] : loaded)
        if (known == name) return classifier;
    loaded.emplace_back(name, cv::CascadeClassifier());
    const auto path = cascade_path(name);
    if (!path.empty()) loaded.back().second.load(path.string());
    return loaded.back().second;
}

struct Detection {
    cv::Rect box;
    double weight = 0.0;
};

std::vector<Detection> detect(const cv::Mat& grey, const std::string& name, int min_side_px,
                              int min_neighbours = 3) {
    auto& classifier = cascade(name);
    if (classifier.empty()) return {};
    std::vector<cv::Rect> boxes;
    std::vector<int> levels;
    std::vector<double> weights;
    classifier.detectMultiScale(grey, boxes, levels, weights, 1.1, min_neighbours, 0,
                                {min_side_px, min_side_px}, {}, true);
    std::vector<Detection> found;
    for (std::size_t i = 0; i < boxes.size(); ++i) found.push_back({boxes[i], weights[i]});
    return found;
}

// The client fills the picture: size counts first, then how near the middle the face is.
std::optional<Detection> best_of(const std::vector<Detection>& found, cv::Size size) {
    const auto score = [&](const Detection& d) {
        const double dx = (d.box.x + d.box.width / 2.0) / size.width - 0.5;
        const double dy = (d.box.y + d.box.height / 2.0) / size.height - 0.5;
        return d.box.width * std::exp(-2.0 * (dx * dx + dy * dy)) * (1.0 + 0.02 * std::min(d.weight, 10.0));
    };
    std::optional<Detection> best;
    for (const auto& d : found)
        if (!best || score(d) > score(*best) ||
            (score(d) == score(*best) && std::pair(d.box.x, d.box.y) < std::pair(best->box.x, best->box.y)))
            best = d;
    return best;
}

// Centre of the darkest spot: the pupil and the iris around it.
cv::Point2d darkest_spot(const cv::Mat& grey, const cv::Rect& eye) {
    const cv::Rect inner(eye.x + eye.width / 5, eye.y + eye.height * 3 / 10, eye.width * 3 / 5,
                         eye.height / 2);
    cv::Mat smooth;
    cv::GaussianBlur(grey(inner & cv::Rect({}, grey.size())), smooth, {}, std::max(1.0, eye.width / 14.0));
    cv::Point darkest;
    cv::minMaxLoc(smooth, nullptr, nullptr, &darkest, nullptr);
    return {inner.x + darkest.x + 0.5, inner.y + darkest.y + 0.5};
}

std::optional<Pupils> find_pupils(const cv::Mat& grey, const cv::Rect& face) {
    const cv::Rect band(face.x, face.y + face.height / 6, face.width, face.height * 2 / 5);
    std::vector<cv::Point2d> sides[2];
    for (const auto& eye :
         detect(grey(band & cv::Rect({}, grey.size())), "haarcascade_eye.xml", face.width / 7)) {
        if (eye.box.width > face.width * 2 / 5) continue;
        const cv::Rect placed = eye.box + band.tl();
        const double x = placed.x + placed.width / 2.0 - face.x;
        sides[x < face.width / 2.0 ? 0 : 1].push_back(darkest_spot(grey, placed));
    }
    std::optional<Pupils> best;
    double least = 0.12;  // share of the face's width by which the distance may miss its usual share
    for (const auto& l : sides[0])
        for (const auto& r : sides[1]) {
            const double miss = std::abs(cv::norm(r - l) / face.width - 0.365);
            if (miss < least && std::abs(r.y - l.y) < 0.2 * face.width) {
                least = miss;
                best = Pupils{l, r};
            }
        }
    return best;
}

Face in_photo_pixels(Face face, double px_per_photo_px) {
    const double by = 1.0 / px_per_photo_px;
    face.box = {face.box.x * by, face.box.y * by, face.box.width * by, face.box.height * by};
    if (face.pupils) face.pupils = Pupils{face.pupils->image_left * by, face.pupils->image_right * by};
    return face;
}

}  // namespace

std::optional<Face> find_face(const Working& working) {
    cv::Mat grey, small;
    cv::cvtColor(working.rgb8, grey, cv::COLOR_RGB2GRAY);
    const double by = std::min(1.0, 360.0 / std::max(grey.cols, grey.rows));
    cv::resize(grey, small, scaled(grey, by), 0, 0, cv::INTER_AREA);
    cv::equalizeHist(small, small);
    const int least = std::max(24, std::min(small.cols, small.rows) * 24 / 100);
    const auto found = best_of(detect(small, "haarcascade_frontalface_alt2.xml", least), small.size());
    if (!found) return std::nullopt;
    const cv::Rect2d box(found->box.x / by, found->box.y / by, found->box.width / by, found->box.height / by);
    const Face face{box, find_pupils(grey, cv::Rect(box) & cv::Rect({}, grey.size()))};
    return in_photo_pixels(face, working.px_per_photo_px);
}

}  // namespace stubble::scalp
