// A few lines for people, on standard error.
#pragma once

#include <ostream>

#include "session/document.h"

namespace stubble::cli {

// Scale, areas or dots, stage times, and the warnings.
void print_summary(const session::Derived& derived, std::ostream& err);

}  // namespace stubble::cli
