#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>
#include <optional>
#include <vector>

#include "bench/rivals.h"
#include "core/region.h"

namespace stubble::bench {
namespace {

constexpr int longest_side = 256;

// Largest face of the cascade that comes with OpenCV.
std::optional<cv::Rect> largest_face(const cv::Mat& bgr) {
    const char* own = std::getenv("OPENCV_SAMPLES_DATA_PATH");
    const std::filesystem::path folder = own ? own : "/usr/share/opencv4";
    const auto file = folder / "haarcascades/haarcascade_frontalface_alt2.xml";
    cv::CascadeClassifier cascade;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored) || !cascade.load(file.string())) return std::nullopt;
    cv::Mat grey;
    cv::cvtColor(bgr, grey, cv::COLOR_BGR2GRAY);
    std::vector<cv::Rect> faces;
    cascade.detectMultiScale(grey, faces, 1.1, 3, 0, {40, 40});
    const auto largest = std::max_element(faces.begin(), faces.end(),
                                          [](const auto& a, const auto& b) { return a.area() < b.area(); });
    return largest == faces.end() ? std::nullopt : std::optional(*largest);
}

// Where the head is to be expected: round the face, or in the middle of the picture.
cv::Rect head_box(const std::optional<cv::Rect>& face, cv::Size size) {
    const cv::Rect inner(1, 1, size.width - 2, size.height - 2);
    if (!face)
        return cv::Rect(size.width / 8, size.height / 8, size.width * 3 / 4, size.height * 3 / 4) & inner;
    return cv::Rect(face->x - face->width / 4, face->y - face->height / 2, face->width * 3 / 2,
                    face->height * 7 / 4) &
           inner;
}

cv::Mat head_in(const cv::Mat& bgr, const cv::Rect& box) {
    cv::Mat mask, background, foreground;
    cv::grabCut(bgr, mask, box, background, foreground, 3, cv::GC_INIT_WITH_RECT);
    return (mask & 1) * 255;  // GC_FGD is 1, GC_PR_FGD is 3
}

// 0 darkest, 2 lightest of three colours in the head.
cv::Mat colour_ranks(const cv::Mat& bgr, const cv::Mat& head) {
    cv::Mat lab, samples, groups, centres, ranks = cv::Mat::zeros(head.size(), CV_8U);
    cv::cvtColor(bgr, lab, cv::COLOR_BGR2Lab);
    std::vector<cv::Point> places;
    cv::findNonZero(head, places);
    if (places.size() < 3) return ranks;
    for (const cv::Point& p : places) {
        const auto v = lab.at<cv::Vec3b>(p);
        samples.push_back(cv::Vec3f(v[0], v[1], v[2]));
    }
    cv::kmeans(samples.reshape(1), 3, groups, {cv::TermCriteria::COUNT, 20, 0.0}, 2, cv::KMEANS_PP_CENTERS,
               centres);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const float own = centres.at<float>(groups.at<int>(static_cast<int>(i)), 0);
        int rank = 0;
        for (int k = 0; k < 3; ++k) rank += centres.at<float>(k, 0) < own;
        ranks.at<unsigned char>(places[i]) = static_cast<unsigned char>(rank);
    }
    return ranks;
}

cv::Mat labels_of(const cv::Mat& head, const cv::Mat& ranks, const std::optional<cv::Rect>& face) {
    using core::Region;
    const int brow = face ? face->y + face->height / 4 : head.rows;
    constexpr std::array above = {Region::hair, Region::thinning, Region::bald},
                         below = {Region::hair, Region::skin, Region::skin};
    cv::Mat labels = cv::Mat::zeros(head.size(), CV_8U);
    for (int y = 0; y < head.rows; ++y)
        for (int x = 0; x < head.cols; ++x)
            if (head.at<unsigned char>(y, x))
                labels.at<unsigned char>(y, x) =
                    static_cast<unsigned char>((y < brow ? above : below).at(ranks.at<unsigned char>(y, x)));
    return labels;
}

// A sphere before a phone's camera, facing it.
core::HeadFrame sphere_over(const cv::Rect& box, double px_per_photo_px, core::Size photo, scalp::View view) {
    core::HeadFrame frame;
    const double radius = frame.shape.half_breadth_mm;
    frame.shape = {radius, radius, radius, radius};
    const double px_per_mm = std::max(1, box.width) / px_per_photo_px / (2.0 * radius);
    frame.focal_px = 1.1 * std::max(photo.width, photo.height);
    frame.principal_point_px = {photo.width / 2.0, photo.height / 2.0};
    const core::PhotoPoint centre((box.x + box.width / 2.0) / px_per_photo_px,
                                  (box.y + box.width / 2.0) / px_per_photo_px);
    const core::PhotoPoint aside = (centre - frame.principal_point_px) / px_per_mm;
    frame.origin_camera_mm = {aside.x, aside.y, frame.focal_px / px_per_mm};
    frame.head_to_camera = view == scalp::View::front ? glm::dmat3(1, 0, 0, 0, 0, 1, 0, -1, 0)
                                                      : glm::dmat3(1, 0, 0, 0, -1, 0, 0, 0, -1);
    return frame;
}

}  // namespace

PlainReading plain_reading(const core::Picture& photo) {
    cv::setRNGSeed(1);  // k-means, here and in GrabCut, draws its first centres
    const cv::Mat rgb(photo.height(), photo.width(), CV_8UC3, const_cast<core::Rgb8*>(photo.data()));
    const double by = std::min(1.0, longest_side / static_cast<double>(std::max(rgb.cols, rgb.rows)));
    cv::Mat bgr, labels, full;
    cv::resize(rgb, bgr, {std::max(8, cvRound(by * rgb.cols)), std::max(8, cvRound(by * rgb.rows))}, 0, 0,
               cv::INTER_AREA);
    cv::cvtColor(bgr, bgr, cv::COLOR_RGB2BGR);
    const auto face = largest_face(bgr);
    const cv::Mat head = head_in(bgr, head_box(face, bgr.size()));
    labels = labels_of(head, colour_ranks(bgr, head), face);
    PlainReading reading;
    reading.regions = core::Mask(photo.size());
    full = cv::Mat(rgb.size(), CV_8U, reading.regions.data());
    cv::resize(labels, full, full.size(), 0, 0, cv::INTER_NEAREST);
    reading.view = face ? scalp::View::front : scalp::View::top;
    reading.frame = sphere_over(cv::boundingRect(head), by, photo.size(), reading.view);
    return reading;
}

}  // namespace stubble::bench
