// Poses from which the fit of the head sets out.
#pragma once

#include <optional>
#include <vector>

#include "scalp/face.h"
#include "scalp/scalp.h"
#include "scalp/view_evidence.h"

namespace stubble::scalp {

// Cost of a nat of evidence against a view. Default: the outline alone confuses views that the evidence tells
// apart.
inline constexpr double cost_per_nat = 0.08;

struct Start {
    View view;
    double azimuth_deg, elevation_deg, roll_deg;
    double penalty;  // cost: how much rarer such a photo is, and the evidence against the view
};

// Starts of the hinted view, of a frontal face, or of every view that the evidence leaves open.
std::vector<Start> starts_for(const std::optional<Face>& face, const ViewEvidence& evidence,
                              const Hints& hints);

}  // namespace stubble::scalp
