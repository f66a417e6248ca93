// How many photo pixels a millimetre of scalp takes.
#pragma once

#include "scalp/fit_head.h"
#include "scalp/regions.h"

namespace stubble::scalp {

struct ScaledFrame {
    core::HeadFrame frame;
    Scale scale;
};

// Combines what the fit saw by inverse variance, or takes the user's word; the frame is moved along the
// camera's axis so that it agrees. The outline in the photo stays where it is.
ScaledFrame apply_scale(const HeadFit& fit, const std::optional<Face>& face, const RegionMaps& maps,
                        const Working& working, const Hints& hints);

}  // namespace stubble::scalp
