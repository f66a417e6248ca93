// The JSON objects of design/cli: one writer for `render --report` and `analyse --json`.
#pragma once

#include <string>

#include "session/document.h"

namespace stubble::session {

// photo, scale, head, regions, hints, skin, hair, light, camera, stage, plan, dots, sessions, warnings,
// timings_ms, seed, version. Parts that were not evaluated are left out. UTF-8, two spaces of indent, ends
// with a newline.
std::string report_json(const Derived& derived);
// Visible skin in cm2 on which any density is asked for.
double treated_area_cm2(const Derived& derived);
// The lists that `hairlines`, `shades` and `settings` print; text as in report_json.
std::string hairlines_json();
std::string shades_json();
std::string settings_json();

}  // namespace stubble::session
