#include "stipple/relaxation.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <span>

#include "core/head_frame.h"
#include "core/random.h"
#include "stipple/parallel.h"
#include "stipple/point_grid.h"
#include "stipple/scalp_domain.h"

namespace stubble::stipple {
namespace {

// Lengths in mm; gains are displacement over distance.
struct Step {
    double reach_mm = 0.0, gain = 0.0;        // of the crowding's descent
    double close_mm = 0.0, close_gain = 0.0;  // of the push between pairs that are too close
    double longest_mm = 0.0;                  // displacement
};

// Defaults: tuned on the bars of methods.md 1. `heat` goes from 1 to 0.
Step step_for(double spacing_mm, double heat) {
    return {2.6 * spacing_mm, 0.2 * heat, 0.7 * spacing_mm, heat, 0.1 * heat * spacing_mm};
}

double cooled(int round, int rounds) {
    return 1.0 - 0.9 * round / rounds;
}

double spacing_mm(std::size_t count, double area_mm2) {
    return std::sqrt(area_mm2 / static_cast<double>(count));
}

glm::dvec3 push(const PointGrid& grid, const PointGrid::Entry& own, const Step& step) {
    const double scale = 1.0 / (step.reach_mm * step.reach_mm),
                 close_scale = 1.0 / (step.close_mm * step.close_mm);
    glm::dvec3 sum(0.0);
    grid.near(own.point, [&](const PointGrid::Entry& other) {
        const glm::dvec3 d = own.point - other.point;
        const double square = d.x * d.x + d.y * d.y + d.z * d.z, x = 1.0 - square * scale;
        if (x <= 0.0) return;
        const double x2 = x * x, x4 = x2 * x2;
        double w = step.gain * x4 * x2 * x;
        if (const double c = 1.0 - square * close_scale; c > 0.0) w += step.close_gain * c;
        sum += d * w;
    });
    const double length = glm::length(sum);
    return length > step.longest_mm ? sum * (step.longest_mm / length) : sum;
}

void descend(std::span<glm::dvec3> points, const Step& step, double margin_mm) {
    const core::HeadShape head;
    const PointGrid grid(points, step.reach_mm);
    in_blocks(points.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            const PointGrid::Entry& own = grid.entries()[i];
            const glm::dvec3 moved = head.surface_point(own.point + push(grid, own, step));
            if (on_scalp(moved, margin_mm)) points[own.index] = moved;
        }
    });
}

}  // namespace

void even_out(std::vector<glm::dvec3>& points, double area_mm2, double margin_mm, int rounds) {
    for (int round = 0; round < rounds; ++round)
        descend(points, step_for(spacing_mm(points.size(), area_mm2), cooled(round, rounds)), margin_mm);
}

void even_out_prefixes(std::vector<glm::dvec3>& points, double area_mm2, double margin_mm, int rounds,
                       std::uint64_t seed) {
    constexpr double least_share = 0.07;
    const double full_mm = spacing_mm(points.size(), area_mm2);
    for (int round = 0; round < rounds; ++round) {
        const double u = core::random_unit(seed, static_cast<std::uint64_t>(round));
        const double share = least_share + (1.0 - least_share) * u * u;
        const auto count = static_cast<std::size_t>(share * static_cast<double>(points.size())) + 1;
        const double prefix_mm = spacing_mm(count, area_mm2);
        // A sparse prefix moves its points no farther than the full set can bear.
        const Step step = step_for(prefix_mm, cooled(round, rounds) * full_mm / prefix_mm);
        descend(std::span(points).first(count), step, margin_mm);
    }
    Step apart;
    apart.reach_mm = apart.close_mm = 0.55 * full_mm;
    apart.close_gain = 0.5;
    apart.longest_mm = 0.1 * full_mm;
    for (int round = 0; round < rounds / 10; ++round) descend(points, apart, margin_mm);
}

}  // namespace stubble::stipple
