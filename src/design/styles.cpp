#include "design/plan.h"

namespace stubble::design {

const std::vector<HairlineInfo>& hairline_styles() {
    static const std::vector<HairlineInfo> all = {
        {HairlineStyle::natural, "natural", "Natural",
         "Slightly oval mature line with soft temple corners; suits most faces and ages.", Diffusion::medium},
        {HairlineStyle::straight, "straight", "Straight (edge-up)",
         "Level line with crisp temple corners, like a fresh barber's edge-up.", Diffusion::none},
        {HairlineStyle::rounded, "rounded", "Rounded",
         "Evenly curved line with filled, rounded temple corners.", Diffusion::medium},
        {HairlineStyle::receded, "receded", "Receded (mature)",
         "Higher line with deeper temple corners; the most conservative choice.", Diffusion::high},
        {HairlineStyle::widows_peak, "widows-peak", "Widow's peak",
         "Natural line that dips to a point in the middle of the forehead.", Diffusion::medium},
    };
    return all;
}

const std::vector<DiffusionInfo>& diffusions() {
    // Widths and shares: domain.md 10 (0.5-1.0 cm, 30 % -> 100 % of core; edge-up to 2 cm).
    static const std::vector<DiffusionInfo> all = {
        {Diffusion::none, "none", "None (crisp)", 2.0, 0.85},
        {Diffusion::medium, "medium", "Medium", 8.0, 0.30},
        {Diffusion::high, "high", "High (feathered)", 20.0, 0.15},
    };
    return all;
}

}  // namespace stubble::design
