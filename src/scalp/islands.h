// Pieces of a map of regions.
#pragma once

#include <opencv2/core.hpp>

namespace stubble::scalp {

// A piece's box, by the statistics of cv::connectedComponentsWithStats, with the pixels round it, which may
// lie beyond the map.
cv::Rect box_around(const cv::Mat& stats, int piece);

// Pieces of the head's regions (CV_8U, core::Region) below 1 cm2 join what surrounds them, and so does other
// skin up to the size of an ear in the middle of scalp without hair. A piece in a corner keeps its label.
void join_islands(cv::Mat& labels, double px_per_mm);

}  // namespace stubble::scalp
