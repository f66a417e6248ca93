#include "scalp/hairline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/spline.h"

namespace stubble::scalp {

double hairline_polar_rad(double azimuth_rad) {
    // Defaults, in degrees: the middle of the forehead 61 mm above the glabella (domain.md 8.1), the corner
    // of the temple above the outer canthus (domain.md 5.3), the sideburn before the ear and the nape 110 mm
    // below the widest level; between them as on the sample heads.
    static const core::MonotoneSpline polar_deg({{0, 61.5},
                                                 {10, 62},
                                                 {20, 63},
                                                 {30, 66},
                                                 {37, 71},
                                                 {42, 82},
                                                 {47, 100},
                                                 {53, 113},
                                                 {70, 117},
                                                 {80, 121},
                                                 {88, 122},
                                                 {97, 111},
                                                 {107, 106},
                                                 {116, 118},
                                                 {126, 131},
                                                 {140, 139},
                                                 {155, 143},
                                                 {180, 144.5}});
    const double deg = std::abs(azimuth_rad) * 180.0 / std::numbers::pi;
    return polar_deg(deg) * std::numbers::pi / 180.0;
}

double inside_hairline_rad(const core::HeadPoint& point) {
    const core::ScalpChart chart = core::chart_of(point);
    return hairline_polar_rad(chart.azimuth_rad) - chart.polar_rad;
}

double forehead_share(double azimuth_rad) {
    const double deg = std::abs(azimuth_rad) * 180.0 / std::numbers::pi;
    return std::clamp((70.0 - deg) / 25.0, 0.0, 1.0);
}

}  // namespace stubble::scalp
