// How a drawn treatment compares with the rest of the same photo: tone, noise and sharpness, and what a
// classifier sees.
#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "session/document.h"

namespace stubble::test {

// Where the picture of a document with the default plan may be judged, all of the photo's size, CV_8U, 255 =
// yes. Where dots only fill up what thinning hair leaves bare, the treatment is not meant to be seen.
struct Places {
    cv::Mat treated;  // bald or thinning scalp under more than half of the plan's density
    cv::Mat core;     // the part of it under nearly all of it, behind the transition
    cv::Mat hair;     // the client's own hair, near to full
    cv::Mat own;      // the same where it lets the scalp through, by its length as read; else nothing
    cv::Mat bare;     // skin and bald scalp without any pigment
};
Places places_of(const session::Derived& derived);

struct Tone {
    double fall_L = 0.0;  // of the treated area, median
    // CIEDE2000 between the medians of the treated area and of the own shaved hair, both within reach of
    // their seam; absent where the photo shows none.
    std::optional<double> to_own_dE;
    cv::Vec3d before, after, own;  // L* a* b*, medians behind the figures
};
std::optional<Tone> tone_of(const session::Derived& derived, const Places& places);

// Two shots of the same head under the photo's noise, both treated: the noise that tells them apart inside
// the treated area, over the photo's own at that brightness.
std::optional<double> noise_inside_over_outside(const session::Derived& derived, const Places& places);
// Length over which brightness turns: standard deviation of the slope over that of the curvature, the noise
// taken off. Treated area over own hair.
std::optional<double> blur_inside_over_outside(const session::Derived& derived, const Places& places);

// Square pieces of a picture that lie in a mask, spread over it; at most `most`.
inline constexpr int patch_px = 24;
std::vector<cv::Mat> patches_in(const core::Picture& picture, const cv::Mat& mask, std::size_t most);

// What a classifier is told about a patch; names beside values.
const std::vector<std::string>& feature_names();
std::vector<float> features_of(const cv::Mat& patch);

struct Sample {
    std::string person;
    bool simulated = false;
    std::vector<float> features;
};
struct Verdict {
    double auc = 0.0;  // area under the curve, every person judged by a forest of the others
    std::vector<std::pair<double, std::string>> telling;  // AUC of single features, most telling first
};
Verdict classify(const std::vector<Sample>& samples);

// A treated patch of the close-up of domain.md 2.6, smp_g5.jpg, away from glints.
inline const cv::Rect close_up_patch(760, 60, 390, 270);

double median_of(std::vector<double> values);
cv::Mat lab_of(const cv::Mat& rgb);             // CV_32FC3, of CV_8UC3
cv::Mat view_of(const core::Picture& picture);  // CV_8UC3, red first; the picture must outlive it

}  // namespace stubble::test
