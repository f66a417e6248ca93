// Hair that grows on the head, told from clothes, walls and others' hair that look like it.
#pragma once

#include "core/head_frame.h"
#include "scalp/classes.h"

namespace stubble::scalp {

// The classes, with most of the hair's probability given to the background, and to skin within the head's
// outline, where hair would hang beside or below the head and nothing tells that it grows there: no lock
// joins it to the hair of the cranium, and it has another colour than that, or nearly the same where it is
// `expected` (probability of hair in the sketch, CV_32F) and the cranium bears as much. Both at the working
// picture's size.
Classes only_rooted_hair(const Classes& classes, const cv::Mat& expected, const Working& working,
                         const core::HeadFrame& frame);

}  // namespace stubble::scalp
