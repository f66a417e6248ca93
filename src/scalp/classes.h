// Background, skin and hair by colour, place and texture.
#pragma once

#include "scalp/reader.h"
#include "scalp/working.h"

namespace stubble::scalp {

// Probabilities of what a pixel shows, CV_32F, working size; they sum to 1.
struct Classes {
    cv::Mat background, skin, hair;
};

// What the sketch expects, softened to the working size.
Classes expected_by_sketch(const Sketch& sketch, const Working& working);

// Learns colours of the three classes from the expectation, alternating with labelling; edges from the
// picture.
Classes read_classes(const Working& working, const Classes& expected, int rounds);

}  // namespace stubble::scalp
