// A user who knows the truth: each stroke is a dot at the middle of the largest piece that is wrong.
#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <vector>

#include "scalp/scalp.h"

namespace stubble::test {

struct RobotRun {
    std::vector<double> measure;  // before the first stroke and after each
    std::vector<scalp::Stroke> strokes;
    double slowest_ms = 0.0;  // reading with one stroke more
    // Strokes until the measure reached `wanted`; one more than were made when it never did.
    int strokes_to(double wanted) const;
};

// How right `found` is, 0..1; both CV_8U of core::Region.
using Measure = std::function<double(const cv::Mat& found, const cv::Mat& truth)>;
// Pixels right among those that are head in the truth or in what was found.
double head_share_right(const cv::Mat& found, const cv::Mat& truth);
// Pixels right in the whole picture.
double picture_share_right(const cv::Mat& found, const cv::Mat& truth);
// Intersection over union, the mean over the regions of the truth.
double mean_overlap(const cv::Mat& found, const cv::Mat& truth);
// The same of hair alone.
double hair_overlap(const cv::Mat& found, const cv::Mat& truth);

// Of the size of the reading's maps.
cv::Mat truth_for(const scalp::Scalp& scalp, const std::filesystem::path& labels, core::Size photo);

// Strokes until `measure` reaches `wanted` or `most` are made. `folded`: the truth knows skin and hair alone,
// bald scalp among the one and thinning among the other; what it leaves open (255) counts as right.
RobotRun run_robot(const core::Picture& photo, const std::filesystem::path& labels, const Measure& measure,
                   double wanted, int most, bool folded = false);

}  // namespace stubble::test
