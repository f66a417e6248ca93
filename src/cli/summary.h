// A few lines for people, on standard error.
#pragma once

#include <ostream>
#include <vector>

#include "session/document.h"

namespace stubble::cli {

void print_warnings(const std::vector<session::Warning>& warnings, std::ostream& err);
// Scale, areas or dots, stage times, and the warnings.
void print_summary(const session::Derived& derived, std::ostream& err);

}  // namespace stubble::cli
