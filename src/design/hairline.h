// The edge of the treated scalp on one head.
#pragma once

#include <vector>

#include "core/head_frame.h"
#include "design/plan.h"

namespace stubble::design {

enum class Zone { outside, transition, front, crown, sides };

// The closed edge of the treated scalp in head millimetres: front line, temples, sides and nape, seen from
// the vertex as polar angle (radians) over azimuth. Dots lie inside (smaller polar angle).
class Hairline {
 public:
    Hairline(const Plan& plan, const core::HeadShape& shape);
    // Distance in mm from a surface point to the edge; positive inside the treated scalp. Distances beyond
    // `limit_mm` may be cut to it, which is what makes far points cheap.
    double inside_mm(const core::HeadPoint& point, double limit_mm = 1e9) const;
    // Share of the core density wanted there: 0 outside, graded over the transition zone (domain.md 5.3).
    double share(const core::HeadPoint& point) const;
    // The same from a known distance to the edge and `sideness` of the place; constant beyond `reach_mm`.
    double share(double inside_mm, double sideness) const;
    // 0 along the front line and the temples, 1 over ears and nape, where own hair takes over and edges fade.
    static double sideness(const core::HeadPoint& point);
    Zone zone_of(const core::HeadPoint& point) const;
    // The front line as points on the surface from the right temple to the left one, about 1 mm apart.
    std::vector<core::HeadPoint> front_line() const;
    // Mid-frontal point above the brow line, along the skin, without irregularity (domain.md 5.2).
    double front_height_mm() const { return front_height_mm_; }

    // Distance from the edge at which every share has reached 1.
    static constexpr double reach_mm = 24.0;

 private:
    double edge_polar_at(double azimuth_rad) const;
    bool surely_deeper(const core::ScalpChart& chart, double limit_mm) const;

    Plan plan_;
    std::vector<double> edge_polar_rad_;           // over azimuth [-pi, pi)
    std::vector<double> lowest_polar_nearby_rad_;  // smallest edge polar angle within a quarter turn
    std::vector<core::HeadPoint> edge_mm_;         // the same edge as surface points
    double longest_segment_mm_ = 0.0;
    double front_height_mm_ = 0.0;
};

const char* name_of(Zone zone);

}  // namespace stubble::design
