#include "bench/stroke_robot.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "core/region.h"

namespace stubble::bench {
namespace {

cv::Mat view_of(const core::Mask& labels) {
    return cv::Mat(labels.height(), labels.width(), CV_8U, const_cast<std::uint8_t*>(labels.data()));
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

scalp::Stroke dot_in(const Piece& piece, double px_per_photo_px) {
    cv::Mat depth;
    cv::distanceTransform(piece.mask, depth, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    double radius = 0.0;
    cv::Point middle;
    cv::minMaxLoc(depth, nullptr, &radius, nullptr, &middle);
    return {static_cast<core::Region>(piece.label),
            {{(middle.x - 0.5) / px_per_photo_px, (middle.y - 0.5) / px_per_photo_px}},
            2.0 * (radius - 0.5) / px_per_photo_px};
}

double overlap(const core::Mask& found, const core::Mask& truth, int label) {
    const cv::Mat f = view_of(found) == label, t = view_of(truth) == label;
    return static_cast<double>(cv::countNonZero(f & t)) / std::max(1, cv::countNonZero(f | t));
}

}  // namespace

double head_share_right(const core::Mask& found, const core::Mask& truth) {
    const cv::Mat f = view_of(found), t = view_of(truth), head = (f > 0) | (t > 0);
    return static_cast<double>(cv::countNonZero((f == t) & head)) / std::max(1, cv::countNonZero(head));
}

double mean_overlap(const core::Mask& found, const core::Mask& truth) {
    double sum = 0.0;
    int count = 0;
    for (int label = 0; label < static_cast<int>(core::region_names.size()); ++label) {
        if (cv::countNonZero(view_of(truth) == label) == 0) continue;
        sum += overlap(found, truth, label);
        ++count;
    }
    return sum / std::max(1, count);
}

double hair_overlap(const core::Mask& found, const core::Mask& truth) {
    return overlap(found, truth, static_cast<int>(core::Region::hair));
}

core::Mask folded(core::Mask labels, const core::Mask& mask, bool skin_marked) {
    cv::Mat view = view_of(labels);
    view.setTo(2, view == 4);
    view.setTo(skin_marked ? 1 : 0, (view == 3) | (view == 1));
    view.setTo(255, view_of(mask) == 255);
    return labels;
}

int strokes_needed(const Corrected& corrected, const core::Mask& truth, double px_per_photo_px,
                   Rightness rightness, double wanted, int most) {
    std::vector<scalp::Stroke> strokes;
    for (;;) {
        const core::Mask found = corrected(strokes);
        if (rightness(found, truth) >= wanted) return static_cast<int>(strokes.size());
        const Piece wrong = largest_error(view_of(found), view_of(truth));
        if (wrong.area == 0 || static_cast<int>(strokes.size()) == most) return most + 1;
        strokes.push_back(dot_in(wrong, px_per_photo_px));
    }
}

core::Mask painted(core::Mask labels, const std::vector<scalp::Stroke>& strokes, double px_per_photo_px) {
    cv::Mat view = view_of(labels);
    for (const scalp::Stroke& stroke : strokes)
        for (const core::PhotoPoint& at : stroke.path_px)
            if (stroke.region)
                cv::circle(view, {cvFloor(at.x * px_per_photo_px), cvFloor(at.y * px_per_photo_px)},
                           cvRound(0.5 * stroke.diameter_px * px_per_photo_px),
                           cv::Scalar(static_cast<double>(*stroke.region)), cv::FILLED);
    return labels;
}

}  // namespace stubble::bench
