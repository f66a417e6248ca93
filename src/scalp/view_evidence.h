// Which side of the head the picture shows, before a head is fitted.
#pragma once

#include "scalp/face.h"
#include "scalp/working.h"

namespace stubble::scalp {

// Probabilities of what a pixel shows, CV_32F, working size; they sum to 1.
struct Classes {
    cv::Mat background, skin, hair;
};

// What speaks for each view, as natural logarithms of probabilities that sum to 1.
struct ViewEvidence {
    double front = 0.0, back = 0.0, top = 0.0, left = 0.0, right = 0.0;

    double of(View view) const;
};

// Weighs where light, skin, hair, wall and fine structure lie within the head's box, and the cascades' hits.
ViewEvidence read_view_evidence(const Classes& classes, const Working& working, const FaceHits& hits);

}  // namespace stubble::scalp
