// How many photo pixels a millimetre of scalp takes.
#pragma once

#include "scalp/workings.h"

namespace stubble::scalp {

struct ScaledFrame {
    core::HeadFrame frame;
    Scale scale;
};

// What the measures say together, by inverse variance of their logarithms: sizes go wrong by factors.
Scale combined(std::vector<ScaleMeasure> measures);

// Combines what the fit saw by inverse variance, or takes the user's word; the frame is moved along the
// camera's axis so that it agrees. The outline in the photo stays where it is.
// `reference` may be null.
ScaledFrame apply_scale(const SeenHead& head, const SeenReference* reference, const RegionMaps& maps,
                        const Hints& hints);

}  // namespace stubble::scalp
