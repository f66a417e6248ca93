// What is wanted: a hairline in millimetres on the head, its diffusion, the density, and warnings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/head_frame.h"
#include "core/image.h"

namespace stubble::design {

enum class HairlineStyle { natural, straight, rounded, receded, widows_peak };
enum class Diffusion { none, medium, high };

struct HairlineInfo {
    HairlineStyle style;
    const char* name;   // as on the command line: natural, straight, rounded, receded, widows-peak
    const char* label;  // for people
    const char* help;   // one sentence
    Diffusion usual_diffusion;
};
const std::vector<HairlineInfo>& hairline_styles();
std::optional<HairlineStyle> hairline_style_by_name(const std::string& name);

struct Plan {
    HairlineStyle style = HairlineStyle::natural;
    Diffusion diffusion = Diffusion::medium;
    double lower_mm = 0.0;              // moves the front line towards the brow (negative: up)
    double core_density_per_cm2 = 160;  // final density behind the transition, domain.md 10
    double irregularity = 1.0;          // 0 = ruled line, 1 = natural macro and micro irregularity
    std::uint64_t seed = 1;
    bool operator==(const Plan&) const = default;
};

// The closed edge of the treated scalp in head millimetres: front line, temples, sides and nape, seen from the
// vertex as polar angle (radians) over azimuth. Dots lie inside (smaller polar angle).
class Hairline {
   public:
    Hairline(const Plan& plan, const core::HeadShape& shape);
    // Distance in mm along the scalp from a surface point to the edge; positive inside the treated scalp.
    double inside_mm(const core::HeadPoint& point) const;
    // Share of the core density wanted there: 0 outside, graded over the transition zone (domain.md 5.3).
    double share(const core::HeadPoint& point) const;
    // The front line as points on the surface from the right temple to the left one, about 1 mm apart.
    std::vector<core::HeadPoint> front_line() const;

   private:
    Plan plan_;
    core::HeadShape shape_;
    std::vector<double> edge_polar_rad_;  // 720 samples over azimuth [-pi, pi)
};

// Dots per cm2 of skin over the photo, at the size of `regions`. Zero outside the plan, on background, on skin
// below the hairline, ears and neck; only the density that existing hair leaves missing (`hair_cover`, same size,
// share of full) is asked for. `confidence` may be empty.
core::ScaledField density_map(const Plan& plan, const core::HeadFrame& frame, const core::Mask& regions,
                              const core::Field& hair_cover, float working_px_per_photo_px);

struct Warning {
    std::string code;
    std::string text;
};
// What a trained eye would object to: line too low, density or coverage too high (domain.md 5, 7, 10).
std::vector<Warning> check(const Plan& plan, double mean_dot_diameter_mm);

// Dots and hours per treatment session (domain.md 2.5): low and high estimates.
struct SessionEstimate {
    int dots = 0;
    double hours_low = 0.0, hours_high = 0.0;
};
std::vector<SessionEstimate> estimate_sessions(int total_dots, int sessions);

}  // namespace stubble::design
