#include "bench/score.h"

#include <algorithm>
#include <numeric>

#include "core/require.h"

namespace stubble::bench {
namespace {

using core::Region;

constexpr int undecided = 255, marked_skin = 1, marked_hair = 2;

std::optional<double> ratio(double part, double whole) {
    return whole > 0.0 ? std::optional(part / whole) : std::nullopt;
}

struct Counts {
    double decided = 0, hair = 0, skin = 0, found = 0, both = 0;
};

Counts count(const core::Mask& found, const Truth& truth) {
    Counts n;
    for (int y = 0; y < truth.height(); ++y)
        for (int x = 0; x < truth.width(); ++x) {
            const int mark = truth.at(x, y);
            if (mark == undecided) continue;
            const auto label = static_cast<Region>(found.at(x, y));
            const bool got = label == Region::hair || label == Region::thinning;
            n.decided += 1;
            n.hair += mark == marked_hair;
            n.skin += mark == marked_skin;
            n.found += got;
            n.both += got && mark == marked_hair;
        }
    return n;
}

struct PointLabel {
    const char* name;
    Region region;
    std::vector<Region> right, half_right;
};

const std::vector<PointLabel>& point_labels() {
    static const std::vector<PointLabel> labels = {
        {"hair", Region::hair, {Region::hair, Region::thinning}, {}},
        {"thin_or_stubble", Region::thinning, {Region::thinning}, {Region::hair, Region::bald}},
        {"bald_scalp", Region::bald, {Region::bald}, {}},
        {"face_ear_neck_skin", Region::skin, {Region::skin}, {}},
        {"beard", Region::skin, {Region::skin}, {}},
        {"background_or_clothes", Region::background, {Region::background}, {}},
    };
    return labels;
}

bool holds(const std::vector<Region>& regions, std::uint8_t label) {
    return std::find(regions.begin(), regions.end(), static_cast<Region>(label)) != regions.end();
}

}  // namespace

std::optional<double> mean_of(const std::vector<double>& values) {
    return ratio(std::accumulate(values.begin(), values.end(), 0.0), static_cast<double>(values.size()));
}

std::optional<double> median_of(std::vector<double> values) {
    if (values.empty()) return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

HairScore score_hair(const core::Mask& found, const Truth& truth, const std::string& hair_state,
                     bool skin_marked) {
    core::require(found.size() == truth.size(), "found and true labels have one size");
    const Counts n = count(found, truth);
    HairScore score;
    if (n.hair > 0) score.iou = ratio(n.both, n.hair + n.found - n.both);
    const bool bald = hair_state.find("bald") != std::string::npos ||
                      hair_state.find("shaved") != std::string::npos || n.hair < 0.01 * n.decided;
    if (bald && skin_marked) score.false_hair = ratio(n.found, n.skin + n.hair);
    if (bald && !skin_marked) score.false_hair_frame = ratio(n.found, n.decided);
    return score;
}

void RegionTally::add(const core::Mask& found, const Truth& truth) {
    core::require(found.size() == truth.size(), "found and true labels have one size");
    for (int y = 0; y < truth.height(); ++y)
        for (int x = 0; x < truth.width(); ++x) {
            const std::size_t f = found.at(x, y), t = truth.at(x, y);
            if (f == t) both_.at(f) += 1.0;
            either_.at(f) += 1.0;
            if (f != t) either_.at(t) += 1.0;
        }
}

std::optional<double> RegionTally::mean_iou() const {
    std::vector<double> ious;
    for (std::size_t r = 0; r < both_.size(); ++r)
        if (const auto iou = ratio(both_[r], either_[r])) ious.push_back(*iou);
    return mean_of(ious);
}

void PointTally::add(const std::string& label, std::uint8_t found) {
    for (const PointLabel& known : point_labels())
        if (label == known.name)
            hits_[known.region].push_back(holds(known.right, found)        ? 1.0
                                          : holds(known.half_right, found) ? 0.5
                                                                           : 0.0);
}

std::optional<double> PointTally::balanced() const {
    std::vector<double> means;
    for (const auto& [region, hits] : hits_)
        if (const auto mean = mean_of(hits)) means.push_back(*mean);
    return mean_of(means);
}

}  // namespace stubble::bench
