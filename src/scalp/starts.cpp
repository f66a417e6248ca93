#include "scalp/starts.h"

#include <algorithm>

#include "scalp/fit_head.h"

namespace stubble::scalp {

std::vector<Start> starts_for(const std::optional<Face>& face, const ViewEvidence& evidence,
                              const Hints& hints) {
    if (face && face->view == View::front && hints.view == View::automatic)
        return {{View::front, 0, 5, 0, 0.0}, {View::front, 0, 30, 0, 0.02}};
    // Defaults: the outline suits an upright head better than one from above, and a face painted over is
    // worse than a back left alone.
    const std::vector<Start> all = {
        {View::front, 0, 40, 0, 0.03},   {View::front, 0, 10, 0, 0.05},  {View::front, 35, 20, 0, 0.03},
        {View::front, -35, 20, 0, 0.03}, {View::left, 90, 8, 0, 0.03},   {View::right, -90, 8, 0, 0.03},
        {View::back, 180, 10, 0, 0.08},  {View::back, 180, 45, 0, 0.11}, {View::top, 0, 78, 0, 0.0},
        {View::top, 180, 82, 0, 0.01},   {View::top, 0, 80, 45, 0.03},   {View::top, 0, 80, -45, 0.03}};
    double best = evidence.front;
    for (const Start& s : all) best = std::max(best, evidence.of(s.view));
    std::vector<Start> kept;
    for (Start s : all) {
        if (hints.view != View::automatic) {
            if (s.view == hints.view) kept.push_back(s);
            continue;
        }
        double nats = evidence.of(s.view);
        // Half turned to a side, a face looks much like one in profile.
        if (s.view == View::front && s.azimuth_deg != 0.0)
            nats = std::max(nats, evidence.of(s.azimuth_deg > 0.0 ? View::left : View::right) - 0.6);
        const double against = best - nats;
        if (against > open_nats) continue;
        s.penalty += cost_per_nat * against;
        kept.push_back(s);
    }
    return kept;
}

}  // namespace stubble::scalp
