// The head follows points that a user shows.
#include <algorithm>
#include <glm/geometric.hpp>
#include <vector>

#include "bench/known_heads.h"
#include "photo/photo.h"
#include "scalp/scalp.h"
#include "support/catch.h"

using namespace stubble;

namespace {

// Of points of the head in view, where the true camera sees them, moved by `off_mm` to the right.
scalp::Handles handles_seen(const core::HeadFrame& truth, double off_mm) {
    scalp::Handles handles;
    for (std::size_t i = 0; i < handles.size(); ++i) {
        const auto point = scalp::place_of(static_cast<scalp::Handle>(i), truth.shape);
        if (truth.cos_view(point) < 0.1) continue;
        handles[i] = *truth.project(point) + core::PhotoPoint(off_mm * truth.px_per_mm(point), 0.0);
    }
    return handles;
}

// mm between the points shown and where the frame has them.
std::vector<double> misses_mm(const core::HeadFrame& frame, const scalp::Handles& handles) {
    std::vector<double> misses;
    for (std::size_t i = 0; i < handles.size(); ++i) {
        if (!handles[i]) continue;
        const auto point = scalp::place_of(static_cast<scalp::Handle>(i), frame.shape);
        misses.push_back(glm::distance(*frame.project(point), *handles[i]) / frame.px_per_mm(point));
    }
    return misses;
}

double worst(const std::vector<double>& misses) {
    return misses.empty() ? 0.0 : *std::max_element(misses.begin(), misses.end());
}

}  // namespace

TEST_CASE("handles draw the head to within a few mm of what they show") {
    double free_sum = 0.0, held_sum = 0.0;
    for (const auto& head : bench::sample_heads(STUBBLE_SAMPLES_DIR)) {
        INFO(head.name);
        const auto picture = photo::load_photo(head.picture).pixels;
        scalp::Hints hints;
        const scalp::Scalp free = scalp::read_scalp(picture, hints);
        for (const double off_mm : {0.0, 15.0}) {
            hints.handles = handles_seen(head.frame, off_mm);
            const scalp::Scalp held = scalp::read_scalp(picture, hints, &free);
            const double was = worst(misses_mm(free.frame, hints.handles)),
                         is = worst(misses_mm(held.frame, hints.handles));
            INFO(off_mm << " mm off: " << was << " mm without handles, " << is << " with them");
            CHECK(is < 5.0);
            free_sum += was, held_sum += is;
        }
    }
    CHECK(held_sum < 0.4 * free_sum);
}
