// What is wanted: a hairline in millimetres on the head, its diffusion, the density, and warnings.
#pragma once

#include <string>
#include <vector>

#include "core/head_frame.h"
#include "core/image.h"
#include "design/hairline.h"
#include "design/plan.h"

namespace stubble::design {

// Dots per cm2 of skin over the photo, at the size of `regions`. Zero outside the plan, on background, on
// skin below the hairline, ears and neck, where `spared` (same size, or empty) is not 0, and where the
// client's own hair ends below (own_hair_edge.h); only the density that existing hair leaves missing
// (`hair_cover`, same size, share of full; and the hairs themselves, where they were counted) is asked for.
core::ScaledField density_map(const Plan& plan, const core::HeadFrame& frame, const core::Mask& regions,
                              const core::Field& hair_cover, float working_px_per_photo_px,
                              const core::ScaledField& hairs_per_cm2 = {}, const core::Mask& spared = {});

struct Warning {
    std::string code;
    std::string text;
};
// What a trained eye would object to on that head: line too low, density or coverage too high (domain.md 5,
// 7, 10).
std::vector<Warning> check(const Plan& plan, const core::HeadShape& head, double mean_dot_diameter_mm);

// Share of the skin that dots of that density and mean diameter cover, overlaps counted once (domain.md 2.4).
double geometric_coverage(double density_per_cm2, double mean_dot_diameter_mm);

// Dots and hours per treatment session (domain.md 2.4, 2.5): low and high estimates.
struct SessionEstimate {
    int dots = 0;
    double hours_low = 0.0, hours_high = 0.0;
};
// The dots add up to `total_dots` exactly. `sessions` 1..5.
std::vector<SessionEstimate> estimate_sessions(int total_dots, int sessions);

}  // namespace stubble::design
