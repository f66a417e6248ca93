// The share of full hair density, from fine texture, from darkening beyond the light, and from colour.
#pragma once

#include "scalp/fit_head.h"

namespace stubble::scalp {

struct HairCover {
    // CV_32F, working size, 0..1; means something on `head` alone.
    cv::Mat share;
    // 0..1: how well the photo's hair is told from its skin by colour and roughness.
    double differs_from_skin = 0.0;
    // 0..1: how well the photo would show hair by its texture: 0 where there is none that fine anywhere.
    double shows_texture = 1.0;
};

// `scalp_share` is the probability of scalp by the frame, `head` CV_8U. `classes` at working size.
HairCover read_hair_cover(const core::Picture& photo, const Working& working, const Classes& classes,
                          const core::HeadFrame& frame, const cv::Mat& scalp_share, const cv::Mat& head);

}  // namespace stubble::scalp
