// How even a set of points on the average head is: the measures of methods.md 1, taken on the surface.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

namespace stubble::stipple {

using Points = std::vector<glm::dvec3>;

// A square of the surface, seen along its normal.
struct Patch {
    glm::dvec3 centre, normal, right, up;
    double side_mm = 44.0;
    bool flat = false;  // of the plane, not of the head
};
// On the average head, seen from its origin; polar angle from the vertex, azimuth from the front.
Patch patch_at(double polar_deg, double azimuth_deg, double side_mm = 44.0);

// The square 0 <= x, y < side of the plane z = 0, for patterns that know no head.
Patch flat_patch(double side_mm);

// Distance from each point inside a patch to its nearest neighbour, over the largest possible mean spacing at
// that density, sqrt(2 / (sqrt(3) density)); sorted.
std::vector<double> nearest_distances(const Points& points, const Patch& patch, double density_per_mm2);

// Power of the points inside a patch (white noise: 1) at whole numbers of cycles across it, under a Hann
// window. Averages over patches and, in rings, over directions.
struct Periodogram {
    double low = 0.0;        // mean below half the square root of the number of points
    double ring_peak = 0.0;  // largest mean over a ring of one cycle's width
    double peak = 0.0;       // largest mean over the patches of one frequency, each in the patch's own axes
};
Periodogram periodogram(const Points& points, std::span<const Patch> patches);

// Smallest distance of two points in mm, or `reach_mm` where none are nearer than that.
double closest_pair(const Points& points, double reach_mm);

// Points per mm2 that are wanted at a surface point.
using Density = std::function<double(const glm::dvec3&)>;

// Variance over mean of counts in random square windows expected to hold `expected` points, where `points`
// follow the given density (white noise: 1).
double fano(const Points& points, std::span<const Patch> patches, double expected,
            const Density& density_per_mm2, std::uint64_t seed);

}  // namespace stubble::stipple
