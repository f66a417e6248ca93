// What a person must be told about a result.
#pragma once

#include <vector>

#include "session/document.h"

namespace stubble::session {

// Of photo, scalp, plan, pigment and light, as far as `derived` was evaluated.
std::vector<Warning> warnings_of(const Derived& derived);

}  // namespace stubble::session
