// A user's own face-parsing net: what it is fed and what its answer means.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/image.h"

namespace stubble::scalp {

// The defaults are those of the usual nets: BiSeNet on the 19 classes of CelebAMask-HQ (Lee et al. 2020),
// with ImageNet's mean and deviation.
struct ParserModel {
    std::filesystem::path
        file;  // ONNX; takes 1 x 3 x height x width, answers 1 x classes x any height x width
    core::Size size{512, 512};  // of the picture it is fed
    // Value fed = (channel / 255 - mean) / deviation, channels in the net's own order.
    std::array<double, 3> mean{0.485, 0.456, 0.406}, deviation{0.229, 0.224, 0.225};
    bool blue_first = false;
    std::string output;  // name of the answer to be used; empty takes the finest
    // Channels of the answer; those named nowhere say nothing. Clothes, earrings, necklace and hat are
    // background, brows, eyes and glasses are skin.
    std::vector<int> background{0, 9, 15, 16, 18};
    std::vector<int> skin{1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14};
    std::vector<int> hair{17};
    bool operator==(const ParserModel&) const = default;
};

}  // namespace stubble::scalp
