// Pose and size of the head: where its points are seen, its outline, and the pupils.
#pragma once

#include <optional>

#include "scalp/classes.h"
#include "scalp/face.h"
#include "scalp/reader.h"
#include "scalp/scalp.h"
#include "scalp/working.h"

namespace stubble::scalp {

struct HeadFit {
    core::HeadFrame frame;  // photo pixels
    View view = View::front;
    double agreement = 0.0;         // share of the head's area that is seen where the frame has it
    double outline_miss = 1.0;      // share of the cranium's area on the wrong side of the outline
    bool by_outline_alone = false;  // the user's view contradicts the net's, or the net sees no head
    double view_spread_deg = 90;    // by which the net's looks at the picture differ in the direction of view

    // Whether the view may be relied on. Defaults, from heads the net was not trained on.
    bool view_clear() const { return agreement > 0.55 && view_spread_deg < 25.0; }
};

// A first fit from the sketch alone. A hinted view that the sketch contradicts wins over it.
HeadFit fit_head(const Sketch& sketch, core::Size photo, const Hints& hints);

// The same fit brought to the sharper outline of the classes.
HeadFit refine_head(const HeadFit& fit, const Sketch& sketch, const Classes& classes,
                    const Working& classes_working, const std::optional<Face>& face, core::Size photo,
                    const Hints& hints);

}  // namespace stubble::scalp
