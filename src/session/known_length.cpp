#include "session/known_length.h"

#include <cstdio>
#include <glm/geometric.hpp>

#include "session/settings.h"

namespace stubble::session {
namespace {

std::string plain(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

}  // namespace

std::optional<std::string> objection_to(const scalp::KnownLength& known) {
    const double length_px = glm::distance(known.from_px, known.to_px);
    if (!(length_px >= shortest_known_px))
        return "the line is too short: its ends must lie at least " + plain(shortest_known_px) + " px apart";
    if (!(known.length_mm > 0.0)) return "the length must be above 0 mm";
    const Setting& scale = setting("px-per-mm");
    const double px_per_mm = length_px / known.length_mm;
    if (px_per_mm >= scale.step && px_per_mm <= scale.maximum) return std::nullopt;
    return "the length is too " + std::string(px_per_mm < scale.step ? "long" : "short") +
           " for this line: that makes " + plain(px_per_mm) + " px per mm, and " + plain(scale.step) +
           " to " + plain(scale.maximum) + " can be";
}

}  // namespace stubble::session
