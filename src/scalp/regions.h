// Hair cover and the five regions.
#pragma once

#include <array>

#include "core/region.h"
#include "scalp/fit_head.h"

namespace stubble::scalp {

// What regions are told from, CV_32F at working size. Anatomy says where scalp ends, the net what it sees of
// it, cover what is measured; all count.
struct Evidence {
    cv::Mat head;                  // CV_8U, 255 on the head's own piece
    cv::Mat background;            // probability
    cv::Mat scalp;                 // probability that a pixel of the head is scalp
    std::array<cv::Mat, 3> bands;  // hair, bald, thinning: probabilities of a pixel of the scalp
    cv::Mat cover;                 // measured share of full hair density; means something on `head` alone
    cv::Mat told_from_skin;        // 0..1: 0 where colour says skin in a photo whose hair has another
    cv::Mat colours;               // CV_32FC3, L*a*b* without grain
    double px_per_mm = 1.0;        // working pixels, at the head's depth
};

struct RegionMaps {
    cv::Mat labels;      // CV_8U, core::Region
    cv::Mat hair_cover;  // CV_32F, 0..1
    cv::Mat confidence;  // CV_32F, 0..1
};

// Probability of a region in a pixel by the evidence; those of all regions sum to 1.
float share_of(const Evidence& evidence, core::Region region, cv::Point at);

// `classes` at working size. All of a close-up is scalp.
Evidence read_evidence(const core::Picture& photo, const Working& working, const Classes& classes,
                       const HeadFit& fit, const Sketch& sketch);

// The likeliest regions, without islands (scalp/islands.h).
RegionMaps label_regions(const Evidence& evidence);

// The measured cover, brought into the band of its label; 0 off the scalp.
float cover_in_band(float cover, core::Region label);

}  // namespace stubble::scalp
