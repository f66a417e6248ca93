// What the trained net makes of the whole picture: regions and the head point seen in every place.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "core/head_frame.h"
#include "core/region.h"
#include "scalp/working.h"

namespace stubble::scalp {

// A small square map of part of the photo.
struct Sketch {
    std::array<cv::Mat, core::region_names.size()> regions;  // CV_32F, probabilities that sum to 1
    cv::Mat place_mm;                                        // CV_32FC3, head point of an average head
    cv::Mat density;                                         // CV_32F, share of full hair density
    core::PhotoPoint corner_px{0, 0};                        // photo position of the map's upper left corner
    double photo_px_per_px = 1.0;
    // Directions of view, unit, head axes, as each of the net's looks at the picture has it: how far they
    // differ tells how sure it is.
    std::vector<glm::dvec3> views;

    int side() const { return place_mm.cols; }
    core::PhotoPoint photo_point(double x, double y) const {
        return corner_px + core::PhotoPoint(x + 0.5, y + 0.5) * photo_px_per_px;
    }
    float head(int y, int x) const { return 1.0f - regions[0].at<float>(y, x); }
};

// Looks at the whole picture, then at the head it found, from two distances, as it is and mirrored. Throws
// LoadError when the shipped net is missing or damaged.
Sketch read_sketch(const Working& working);

// A map of the sketch at the working size; where the sketch does not reach, its border goes on.
cv::Mat at_working_size(const Sketch& sketch, const cv::Mat& map, const Working& working);

}  // namespace stubble::scalp
