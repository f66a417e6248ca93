#include "stroke_robot.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "core/region.h"
#include "photo/photo.h"

namespace stubble::test {
namespace {

cv::Mat labels_of(const scalp::Scalp& scalp) {
    return cv::Mat(scalp.regions.height(), scalp.regions.width(), CV_8U,
                   const_cast<std::uint8_t*>(scalp.regions.data()));
}

cv::Mat folded_labels(const cv::Mat& labels, const cv::Mat& truth) {
    cv::Mat folded = labels.clone();
    folded.setTo(1, labels == 3);
    folded.setTo(2, labels == 4);
    truth.copyTo(folded, truth == 255);
    return folded;
}

struct Piece {
    cv::Mat mask;  // with a border of one pixel
    int area = 0;
    int label = 0;
};

Piece largest_error(const cv::Mat& found, const cv::Mat& truth) {
    Piece largest;
    for (int label = 0; label < static_cast<int>(core::region_names.size()); ++label) {
        cv::Mat wrong = (truth == label) & (found != label), pieces, stats, centroids;
        cv::copyMakeBorder(wrong, wrong, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
        const int count = cv::connectedComponentsWithStats(wrong, pieces, stats, centroids, 4);
        for (int i = 1; i < count; ++i)
            if (const int area = stats.at<int>(i, cv::CC_STAT_AREA); area > largest.area)
                largest = {pieces == i, area, label};
    }
    return largest;
}

scalp::Stroke dot_in(const Piece& piece, double by) {
    cv::Mat depth;
    cv::distanceTransform(piece.mask, depth, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    double radius = 0.0;
    cv::Point middle;
    cv::minMaxLoc(depth, nullptr, &radius, nullptr, &middle);
    return {static_cast<core::Region>(piece.label),
            {{(middle.x - 0.5) / by, (middle.y - 0.5) / by}},
            2.0 * (radius - 0.5) / by};
}

}  // namespace

int RobotRun::strokes_to(double wanted) const {
    const auto reached =
        std::find_if(measure.begin(), measure.end(), [&](double value) { return value >= wanted; });
    return static_cast<int>(reached - measure.begin());
}

double head_share_right(const cv::Mat& found, const cv::Mat& truth) {
    const cv::Mat head = (found > 0) | (truth > 0);
    return static_cast<double>(cv::countNonZero((found == truth) & head)) /
           std::max(1, cv::countNonZero(head));
}

double picture_share_right(const cv::Mat& found, const cv::Mat& truth) {
    return static_cast<double>(cv::countNonZero(found == truth)) / static_cast<double>(truth.total());
}

double hair_overlap(const cv::Mat& found, const cv::Mat& truth) {
    const int both = cv::countNonZero((found == 2) & (truth == 2));
    return static_cast<double>(both) / std::max(1, cv::countNonZero((found == 2) | (truth == 2)));
}

double mean_overlap(const cv::Mat& found, const cv::Mat& truth) {
    double sum = 0.0;
    int count = 0;
    for (int label = 0; label < static_cast<int>(core::region_names.size()); ++label) {
        if (cv::countNonZero(truth == label) == 0) continue;
        sum += static_cast<double>(cv::countNonZero((found == label) & (truth == label))) /
               cv::countNonZero((found == label) | (truth == label));
        ++count;
    }
    return sum / std::max(1, count);
}

cv::Mat truth_for(const scalp::Scalp& scalp, const std::filesystem::path& labels, core::Size photo) {
    const auto map = photo::load_map(labels, photo);
    cv::Mat truth(scalp.regions.height(), scalp.regions.width(), CV_8U);
    const double by = scalp.working_px_per_photo_px;
    for (int y = 0; y < truth.rows; ++y)
        for (int x = 0; x < truth.cols; ++x)
            truth.at<unsigned char>(y, x) = static_cast<unsigned char>(
                map.at(std::min(photo.width - 1, static_cast<int>((x + 0.5) / by)),
                       std::min(photo.height - 1, static_cast<int>((y + 0.5) / by))));
    return truth;
}

RobotRun run_robot(const core::Picture& photo, const std::filesystem::path& labels, const Measure& measure,
                   double wanted, int most, bool folded) {
    scalp::Hints hints;
    scalp::Scalp scalp = scalp::read_scalp(photo, hints);
    const cv::Mat truth = truth_for(scalp, labels, photo.size());
    const auto found = [&] { return folded ? folded_labels(labels_of(scalp), truth) : labels_of(scalp); };
    RobotRun run;
    run.measure.push_back(measure(found(), truth));
    while (run.measure.back() < wanted && static_cast<int>(hints.strokes.size()) < most) {
        const Piece wrong = largest_error(found(), truth);
        if (wrong.area == 0) break;
        hints.strokes.push_back(dot_in(wrong, scalp.working_px_per_photo_px));
        const auto start = std::chrono::steady_clock::now();
        scalp = scalp::read_scalp(photo, hints, &scalp);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        run.slowest_ms = std::max(run.slowest_ms, took.count());
        run.measure.push_back(measure(found(), truth));
    }
    run.strokes = hints.strokes;
    return run;
}

}  // namespace stubble::test
