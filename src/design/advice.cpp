#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "core/require.h"
#include "design/design.h"
#include "design/hairline.h"

namespace stubble::design {
namespace {

std::string rounded(const char* format, double value) {
    char text[32];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

void check_line(const Plan& plan, const core::HeadShape& head, std::vector<Warning>& warnings) {
    const double height_mm = Hairline(plan, head).front_height_mm();
    // Lowest and highest heights anyone recommends: domain.md 5.2 (women 5.5 to 6.5 cm; men 7 to 10).
    if (height_mm < 60.0)
        warnings.push_back({"line_low", "The front line lies " + rounded("%.0f", height_mm) +
                                            " mm above the brow; below 60 mm it looks like another person's. "
                                            "Move it up."});
    if (height_mm > 110.0)
        warnings.push_back({"line_high", "The front line lies " + rounded("%.0f", height_mm) +
                                             " mm above the brow, higher than the most conservative advice "
                                             "(100 mm). Move it down if that is not meant."});
    if (plan.diffusion == Diffusion::none && plan.style == HairlineStyle::straight)
        warnings.push_back({"hard_line",
                            "A straight line without diffusion is a look of its own (edge-up); most "
                            "people read it as artificial. Choose medium diffusion for realism."});
    else if (plan.diffusion == Diffusion::none)
        warnings.push_back(
            {"hard_line", "Full density at the edge looks drawn. Choose medium or high diffusion."});
    if (plan.irregularity < 0.3 && plan.diffusion != Diffusion::none)
        warnings.push_back({"ruled_line", "A hairline this even looks ruled. Raise the irregularity."});
}

void check_amount(const Plan& plan, double mean_dot_diameter_mm, std::vector<Warning>& warnings) {
    if (plan.core_density_per_cm2 > 220.0)  // domain.md 10
        warnings.push_back(
            {"density_high", rounded("%.0f", plan.core_density_per_cm2) +
                                 " dots per cm2 is more than hair grows; stay at or below 220."});
    const double coverage = geometric_coverage(plan.core_density_per_cm2, mean_dot_diameter_mm);
    const std::string percent = rounded("%.0f", 100.0 * coverage) + " % of the skin";
    if (coverage > 0.18)  // domain.md 10: amber 12 %, red 18 %
        warnings.push_back(
            {"coverage_red",
             "Dots would cover " + percent + " and read as paint. Choose smaller dots or a lower density."});
    else if (coverage > 0.12)
        warnings.push_back(
            {"coverage_amber", "Dots would cover " + percent +
                                   "; above 12 % the scalp starts to look painted. Consider smaller "
                                   "dots or a lower density."});
}

}  // namespace

double geometric_coverage(double density_per_cm2, double mean_dot_diameter_mm) {
    const double dot_area_mm2 = 0.25 * std::numbers::pi * mean_dot_diameter_mm * mean_dot_diameter_mm;
    return 1.0 - std::exp(-density_per_cm2 / 100.0 * dot_area_mm2);
}

std::vector<Warning> check(const Plan& plan, const core::HeadShape& head, double mean_dot_diameter_mm) {
    std::vector<Warning> warnings;
    check_line(plan, head, warnings);
    check_amount(plan, mean_dot_diameter_mm, warnings);
    return warnings;
}

std::vector<SessionEstimate> estimate_sessions(int total_dots, int sessions) {
    core::require(sessions >= 1 && sessions <= 5, "there are one to five sessions");
    core::require(total_dots >= 0, "dots are counted from zero");
    // Three sessions: domain.md 10. Fewer stop early; a fourth and fifth are light passes that refine:
    // default.
    static constexpr std::array<std::array<int, 5>, 5> percent = {
        {{100}, {50, 50}, {35, 35, 30}, {32, 32, 27, 9}, {30, 30, 25, 8, 7}}};
    constexpr double dots_per_sitting = 14000.0;  // in 2 to 4 hours, domain.md 2.4
    std::vector<SessionEstimate> estimates;
    long long percent_so_far = 0;
    int dots_so_far = 0;
    for (int i = 0; i < sessions; ++i) {
        percent_so_far += percent[static_cast<std::size_t>(sessions - 1)][static_cast<std::size_t>(i)];
        const int until = static_cast<int>((total_dots * percent_so_far + 50) / 100);
        SessionEstimate estimate;
        estimate.dots = until - dots_so_far;
        dots_so_far = until;
        estimate.hours_low = 2.0 * estimate.dots / dots_per_sitting;
        estimate.hours_high = 4.0 * estimate.dots / dots_per_sitting;
        estimates.push_back(estimate);
    }
    return estimates;
}

}  // namespace stubble::design
