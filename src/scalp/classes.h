// Background, skin and hair by colour, place and texture.
#pragma once

#include "scalp/fit_head.h"

namespace stubble::scalp {

// Where the classes are expected before a colour is looked at: by a head frame, or by the frame of the
// picture.
Classes expected_by_frame(const core::HeadFrame& frame, const Working& working);
Classes expected_by_picture(const Working& working);

// Learns colours of the three classes from the expectation, alternating with labelling; edges from the
// picture.
Classes read_classes(const Working& working, const Classes& expected, int rounds);

}  // namespace stubble::scalp
