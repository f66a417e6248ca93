// Where the client's own hair ends below, towards ears and nape.
#pragma once

#include <array>
#include <vector>

#include "core/head_frame.h"

namespace stubble::design {

// A piece of scalp.
struct ScalpPlace {
    core::ScalpChart chart;
    double area_mm2 = 0.0;
};

// Hair that thins out below the rim is a cut or the natural end of growth: nothing is missing there.
class OwnHairEdge {
 public:
    // `hair`: where own hair grows densely; `open`: where scalp shows between or without any.
    explicit OwnHairEdge(const std::vector<ScalpPlace>& hair, const std::vector<ScalpPlace>& open = {});
    // 1 above the edge, 0 below it, graded over the last millimetres of hair; 1 wherever no hair reaches down
    // to the rim. Tufts with more open scalp below them than they have hair are no rim.
    double share_above(const core::ScalpChart& chart) const;

 private:
    static constexpr int bins = 72;
    static int bin_of(double azimuth_rad);

    std::array<double, bins> polar_rad_{};  // over azimuth; `nowhere` where hair does not reach the rim
};

}  // namespace stubble::design
