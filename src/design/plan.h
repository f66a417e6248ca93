// What a user asks for: style, diffusion, position and density of the treatment.
#pragma once

#include <cstdint>
#include <vector>

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

struct DiffusionInfo {
    Diffusion diffusion;
    const char* name;   // as on the command line: none, medium, high
    const char* label;  // for people
    double ramp_mm;     // width of the transition
    double edge_share;  // share of the core density at the very edge
};
// In the order of the enumerators.
const std::vector<DiffusionInfo>& diffusions();

struct Plan {
    HairlineStyle style = HairlineStyle::natural;
    Diffusion diffusion = Diffusion::medium;
    double lower_mm = 0.0;              // moves the front line towards the brow (negative: up)
    double core_density_per_cm2 = 160;  // final density behind the transition, domain.md 10
    double irregularity = 1.0;          // 0 = ruled line, 1 = natural macro and micro irregularity
    std::uint64_t seed = 1;
    bool operator==(const Plan&) const = default;
};

}  // namespace stubble::design
