// The scalp that a treatment is judged by.
#pragma once

#include "session/document.h"

namespace stubble::session {

// Over the scalp that the usual plan treats at half its core density or more: the median colour and density,
// and the mean share. `usual_density` is that plan's wanted density, whatever the user's own, because a
// hairline that is moved must change no shade. Where next to nothing would be treated, the client's skin and
// the core density.
TreatedScalp read_treated_scalp(const core::Picture& photo, const scalp::Scalp& scalp,
                                const core::ScaledField& usual_density);

}  // namespace stubble::session
