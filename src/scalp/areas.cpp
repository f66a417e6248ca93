#include "scalp/areas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/region.h"
#include "scalp/workings.h"

namespace stubble::scalp {
namespace {

constexpr std::size_t region_count = core::region_names.size();
using ByRegion = std::array<double, region_count>;

// Sums over the working pixels, cm2 of the head as fitted.
struct Sums {
    ByRegion area{};
    ByRegion
        doubtful{};     // what may belong to another region, and what others have that may belong to this one
    ByRegion slant{};   // change of the area per radian by which all normals are off
    ByRegion beside{};  // what has the region's label but no head of the frame behind it
};

// Probabilities by the evidence; what a stroke says is in the confidence.
ByRegion shares_at(const Evidence& evidence, int x, int y) {
    ByRegion shares{};
    for (std::size_t r = 0; r < region_count; ++r)
        shares[r] = static_cast<double>(share_of(evidence, static_cast<core::Region>(r), {x, y}));
    return shares;
}

// Area that a pixel may have to give to other regions, by what speaks for them.
void add_doubtful(Sums& sums, std::size_t own, const ByRegion& shares, double doubtful_cm2) {
    double others = 1e-6;
    for (std::size_t r = 0; r < region_count; ++r)
        if (r != own) others += shares[r];
    for (std::size_t r = 0; r < region_count; ++r)
        sums.doubtful[r] += doubtful_cm2 * (r == own ? 1.0 : shares[r] / others);
}

Sums sums_of(const Scalp& scalp, const Surface& surface) {
    const Evidence& evidence = scalp.workings->corrected.back()->evidence;
    const double facing_cm2 = 0.01 / (evidence.px_per_mm * evidence.px_per_mm);
    Sums sums;
    for (int y = 0; y < scalp.regions.height(); ++y)
        for (int x = 0; x < scalp.regions.width(); ++x) {
            const std::size_t own = scalp.regions.at(x, y);
            const auto area_cm2 = static_cast<double>(surface.area_cm2.at<float>(y, x));
            if (area_cm2 <= 0.0) {
                sums.beside[own] += facing_cm2;
                continue;
            }
            sums.area[own] += area_cm2;
            add_doubtful(sums, own, shares_at(evidence, x, y),
                         area_cm2 * (1.0 - static_cast<double>(scalp.confidence.at(x, y))));
            // Area goes with 1 / cos: a normal that is off by an angle changes it by the tangent times that.
            const double cos = std::max(static_cast<double>(surface.cos_view.at<float>(y, x)), 0.15);
            sums.slant[own] += area_cm2 * std::sqrt(1.0 - cos * cos) / cos;
        }
    return sums;
}

}  // namespace

std::vector<Area> region_areas(const Scalp& scalp, const Surface& surface) {
    std::vector<Area> areas(region_count);
    // Doubtful pixels go astray together, but not all of them, and normals are off by some degrees: with
    // these the true areas of rendered heads lie within one sigma three times in four and within two 19 times
    // in 20 (tests/bench/test_areas.cpp).
    constexpr double astray_share = 0.95, slant_rad = 1.5 * std::numbers::pi / 180.0;
    const Sums sums = sums_of(scalp, surface);
    // A head of another size at another distance looks the same.
    const double by = surface.resized_by(scalp.frame);
    for (std::size_t r = 1; r < region_count; ++r) {
        const double scale = 2.0 * scalp.scale.sigma_share * sums.area[r], slant = slant_rad * sums.slant[r],
                     astray = astray_share * sums.doubtful[r];
        const double sigma = std::hypot(std::hypot(scale, slant), std::hypot(astray, sums.beside[r]));
        areas[r] = {by * by * sums.area[r], by * by * sigma};
    }
    return areas;
}

}  // namespace stubble::scalp
