#include "stipple/pattern_metrics.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <glm/geometric.hpp>
#include <numbers>

#include "core/head_frame.h"
#include "core/random.h"
#include "stipple/point_grid.h"

namespace stubble::stipple {
namespace {

using Complex = std::complex<double>;

struct Flat {
    double x, y, weight;  // -0.5..0.5 across the patch; cosine of the tilt
};

double cos_tilt(const glm::dvec3& point, const Patch& patch) {
    return patch.flat ? 1.0 : glm::dot(core::HeadShape{}.normal(point), patch.normal);
}

std::vector<Flat> inside(const Points& points, const Patch& patch) {
    std::vector<Flat> found;
    for (const glm::dvec3& p : points) {
        const glm::dvec3 d = p - patch.centre;
        if (glm::dot(d, d) > patch.side_mm * patch.side_mm) continue;
        const double x = glm::dot(d, patch.right) / patch.side_mm, y = glm::dot(d, patch.up) / patch.side_mm;
        if (std::abs(x) < 0.5 && std::abs(y) < 0.5) found.push_back({x, y, cos_tilt(p, patch)});
    }
    return found;
}

double hann(double x) {
    return 0.5 + 0.5 * std::cos(2 * std::numbers::pi * x);
}

// Middle and half a side, as shares of the patch.
struct Window {
    double x, y, half;
};

// The surface point that is seen at a place of the patch, to 1e-4 of its side.
glm::dvec3 surface_above(const Patch& patch, double x, double y) {
    const core::HeadShape head;
    const glm::dvec3 on_plane = patch.centre + (patch.right * x + patch.up * y) * patch.side_mm;
    if (patch.flat) return on_plane;
    glm::dvec3 p = head.surface_point(on_plane);
    for (int again = 0; again < 3; ++again) {
        const glm::dvec3 d = p - patch.centre;
        const double dx = x * patch.side_mm - glm::dot(d, patch.right),
                     dy = y * patch.side_mm - glm::dot(d, patch.up);
        p = head.surface_point(p + patch.right * dx + patch.up * dy);
    }
    return p;
}

double expected_in(const Patch& patch, const Window& window, const Density& density_per_mm2) {
    constexpr int cells = 12;
    double sum = 0.0;
    for (int a = 0; a < cells; ++a)
        for (int b = 0; b < cells; ++b) {
            const double u = window.x + window.half * ((2 * a + 1.0) / cells - 1.0),
                         v = window.y + window.half * ((2 * b + 1.0) / cells - 1.0);
            const glm::dvec3 p = surface_above(patch, u, v);
            sum += density_per_mm2(p) / cos_tilt(p, patch);
        }
    const double cell_mm = 2.0 * window.half * patch.side_mm / cells;
    return sum * cell_mm * cell_mm;
}

// Powers for x cycles 0..most and y cycles -most..most, row by row.
std::vector<double> powers(const std::vector<Flat>& points, int most) {
    const auto side = static_cast<std::size_t>(2 * most + 1);
    std::vector<Complex> sums(static_cast<std::size_t>(most + 1) * side);
    double weights = 0.0;
    std::vector<Complex> ey(side);
    for (const Flat& p : points) {
        const double w = p.weight * hann(p.x) * hann(p.y);
        weights += w * w;
        const Complex step_x = std::polar(1.0, 2 * std::numbers::pi * p.x);
        for (int f = -most; f <= most; ++f)
            ey[static_cast<std::size_t>(f + most)] = std::polar(1.0, 2 * std::numbers::pi * p.y * f);
        Complex ex = w;
        for (std::size_t fx = 0; fx <= static_cast<std::size_t>(most); ++fx, ex *= step_x)
            for (std::size_t fy = 0; fy < side; ++fy) {
                const Complex e = ey[fy];
                sums[fx * side + fy] += Complex(ex.real() * e.real() - ex.imag() * e.imag(),
                                                ex.real() * e.imag() + ex.imag() * e.real());
            }
    }
    std::vector<double> result(sums.size());
    for (std::size_t i = 0; i < sums.size(); ++i) result[i] = std::norm(sums[i]) / weights;
    return result;
}

Periodogram summary(const std::vector<double>& power, int most, double low_below) {
    Periodogram result;
    std::vector<double> sum(static_cast<std::size_t>(2 * most)), number(sum.size());
    double low = 0.0, lows = 0.0;
    for (int fx = 0; fx <= most; ++fx)
        for (int fy = -most; fy <= most; ++fy) {
            // The window spreads the mean density over one cycle around zero.
            if (fx < 2 && std::abs(fy) < 2) continue;
            const double f = std::hypot(fx, fy),
                         p = power[static_cast<std::size_t>(fx * (2 * most + 1) + fy + most)];
            if (f < low_below) low += p, lows += 1.0;
            sum[static_cast<std::size_t>(f)] += p;
            number[static_cast<std::size_t>(f)] += 1.0;
            result.peak = std::max(result.peak, p);
        }
    result.low = low / lows;
    for (std::size_t ring = 3; ring < sum.size(); ++ring)
        if (number[ring] > 0) result.ring_peak = std::max(result.ring_peak, sum[ring] / number[ring]);
    return result;
}

}  // namespace

Patch patch_at(double polar_deg, double azimuth_deg, double side_mm) {
    const core::HeadShape head;
    const double degree = std::numbers::pi / 180;
    Patch patch;
    patch.centre = core::point_of({polar_deg * degree, azimuth_deg * degree}, head);
    patch.normal = head.normal(patch.centre);
    patch.right = core::tangent(patch.normal);
    patch.up = glm::cross(patch.normal, patch.right);
    patch.side_mm = side_mm;
    return patch;
}

Patch flat_patch(double side_mm) {
    const glm::dvec3 middle(0.5 * side_mm, 0.5 * side_mm, 0.0);
    return {middle, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}, side_mm, true};
}

std::vector<double> nearest_distances(const Points& points, const Patch& patch, double density_per_mm2) {
    const double widest = std::sqrt(2.0 / (std::sqrt(3.0) * density_per_mm2));
    const PointGrid grid(points, 2 * widest);
    std::vector<double> distances;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const glm::dvec3 d = points[i] - patch.centre;
        if (glm::dot(d, d) > patch.side_mm * patch.side_mm / std::numbers::pi) continue;
        double nearest = 2 * widest;
        grid.near(points[i], [&](const PointGrid::Entry& e) {
            if (e.index != i) nearest = std::min(nearest, glm::distance(e.point, points[i]));
        });
        distances.push_back(nearest / widest);
    }
    std::sort(distances.begin(), distances.end());
    return distances;
}

Periodogram periodogram(const Points& points, std::span<const Patch> patches) {
    std::vector<std::vector<Flat>> flats;
    double count = 0.0;
    for (const Patch& patch : patches) {
        flats.push_back(inside(points, patch));
        for (const Flat& p : flats.back()) count += 1.0 / p.weight / static_cast<double>(patches.size());
    }
    const double root = std::sqrt(count);
    const int most = static_cast<int>(1.5 * root);
    std::vector<double> mean(static_cast<std::size_t>((most + 1) * (2 * most + 1)));
    for (const auto& flat : flats) {
        const std::vector<double> one = powers(flat, most);
        for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += one[i] / static_cast<double>(flats.size());
    }
    return summary(mean, most, 0.5 * root);
}

double closest_pair(const Points& points, double reach_mm) {
    const PointGrid grid(points, reach_mm);
    double closest = reach_mm;
    for (std::size_t i = 0; i < points.size(); ++i)
        grid.near(points[i], [&](const PointGrid::Entry& e) {
            if (e.index != i) closest = std::min(closest, glm::distance(e.point, points[i]));
        });
    return closest;
}

double fano(const Points& points, std::span<const Patch> patches, double expected, const Density& density,
            std::uint64_t seed) {
    constexpr int windows = 400;
    double sum = 0.0, count = 0.0;
    for (std::size_t k = 0; k < patches.size(); ++k) {
        const Patch& patch = patches[k];
        const std::vector<Flat> flat = inside(points, patch);
        for (int i = 0; i < windows; ++i) {
            const auto draw = static_cast<std::uint64_t>(2 * i);
            const double x = core::random_unit(seed + k, draw) - 0.5,
                         y = core::random_unit(seed + k, draw + 1) - 0.5;
            const double half =
                0.5 * std::sqrt(expected / density(surface_above(patch, x, y))) / patch.side_mm;
            if (std::abs(x) + half > 0.5 || std::abs(y) + half > 0.5) continue;
            const double mean = expected_in(patch, {x, y, half}, density);
            double found = 0.0;
            for (const Flat& p : flat) found += std::abs(p.x - x) < half && std::abs(p.y - y) < half;
            sum += (found - mean) * (found - mean) / mean;
            count += 1.0;
        }
    }
    return sum / count;
}

}  // namespace stubble::stipple
