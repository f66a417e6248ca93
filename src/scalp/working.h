// The small copy of the photo on which the scalp is read, and filters that several steps share.
#pragma once

#include <opencv2/core.hpp>

#include "core/head_frame.h"
#include "core/image.h"

namespace stubble::scalp {

struct Working {
    cv::Mat rgb8;     // CV_8UC3, sRGB
    cv::Mat linear;   // CV_32FC3, linear light, red first
    cv::Mat lab;      // CV_32FC3, L* 0..100
    cv::Mat texture;  // CV_32F, natural log of the local standard deviation of L*
    double px_per_photo_px = 1.0;

    cv::Size size() const { return rgb8.size(); }
    core::PhotoPoint photo_point(double x, double y) const {
        return {(x + 0.5) / px_per_photo_px, (y + 0.5) / px_per_photo_px};
    }
};

// The photo's pixels without a copy; the photo must outlive the result and is never written through it.
cv::Mat view_of(const core::Picture& photo);
// The size of a picture scaled by a factor; never empty, however thin the picture is.
cv::Size scaled(const cv::Mat& picture, double by);

// Scales the photo down to at most `max_pixels` (area averages); a smaller photo keeps its size.
Working make_working(const core::Picture& photo, int max_pixels);
// The same from a working copy, for the coarse steps.
Working shrink(const Working& working, int max_pixels);

// A box of the working picture, in working pixels, scaled to `size` without aliasing; beyond the picture its
// border goes on. CV_8UC3, red first.
cv::Mat cut_out(const Working& working, const cv::Rect2d& box, cv::Size size);

// Guided filter (He, Sun, Tang 2013) with a grey guide: smooths `input` but keeps the edges of `guide`, both
// CV_32F.
cv::Mat guided_filter(const cv::Mat& guide, const cv::Mat& input, int radius, double epsilon);
// The same with what is made of the guide worked out at half the size (He, Sun 2015), for a large radius.
cv::Mat fast_guided_filter(const cv::Mat& guide, const cv::Mat& input, int radius, double epsilon);

// Mean of `values` under `weights` in a Gaussian neighbourhood; `fallback` where weights vanish. CV_32F.
cv::Mat local_mean(const cv::Mat& values, const cv::Mat& weights, double sigma_px, double fallback);

// Gaussian mean of `values` (CV_32F) over the pixels where `mask` (CV_8U) is 255 alone, so that the wall does
// not fade what lies at the outline.
cv::Mat mean_on_head(const cv::Mat& values, const cv::Mat& mask, double sigma_px);

core::Field field_of(const cv::Mat& map);

}  // namespace stubble::scalp
