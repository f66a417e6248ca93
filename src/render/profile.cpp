#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "render/splat.h"

namespace stubble::render {
namespace {

constexpr std::size_t terms = 6;
using Row = std::array<double, terms + 1>;  // of the normal equations, the right side last

// A disc of variance `share` under a Gaussian of the rest, at q^2. A disc of radius R has variance R^2/4
// along an axis. Summed over the disc's chords across the line to the centre, by the midpoint rule where the
// Gaussian reaches.
double blurred_disc(double share, double q2) {
    if (share == 0.0) return std::exp(-q2 / 2.0);
    constexpr int chords = 32;
    constexpr double reach = 4.0;  // of the Gaussian, standard deviations
    const double radius = 2.0 * std::sqrt(share), blur = std::sqrt(std::max(1.0 - share, 0.002));
    const double q = std::sqrt(q2);
    const double first = std::max(-radius, q - reach * blur), last = std::min(radius, q + reach * blur);
    double sum = 0.0;
    for (int i = 0; i < chords && first < last; ++i) {
        const double x = first + (last - first) * (i + 0.5) / chords, off = (q - x) / blur;
        const double half_chord = std::sqrt(radius * radius - x * x);
        sum += std::exp(-off * off / 2.0) * std::erf(half_chord / (blur * std::numbers::sqrt2));
    }
    return sum * (last - first) / chords / (blur * std::sqrt(2.0 * std::numbers::pi));
}

double u_at(std::size_t sample) {
    return static_cast<double>(sample) / (profile_samples - 1);
}

// Gauss-Jordan; the least squares below are well conditioned.
std::array<double, terms> solved(std::array<Row, terms> rows) {
    for (std::size_t i = 0; i < terms; ++i) {
        for (std::size_t k = terms + 1; k-- > i;) rows[i][k] /= rows[i][i];
        for (std::size_t j = 0; j < terms; ++j)
            if (j != i)
                for (std::size_t k = terms + 1; k-- > i;) rows[j][k] -= rows[j][i] * rows[i][k];
    }
    std::array<double, terms> solution;
    for (std::size_t i = 0; i < terms; ++i) solution[i] = rows[i][terms];
    return solution;
}

// Least-squares fit of (1 - u)^2 times a polynomial to samples over u.
std::array<double, terms> fit(const std::array<double, profile_samples>& wanted) {
    std::array<Row, terms> rows{};
    for (std::size_t s = 0; s < profile_samples; ++s) {
        const double u = u_at(s);
        std::array<double, terms> basis;
        basis[0] = (1.0 - u) * (1.0 - u);
        for (std::size_t i = 1; i < terms; ++i) basis[i] = basis[i - 1] * u;
        for (std::size_t i = 0; i < terms; ++i) {
            for (std::size_t k = 0; k < terms; ++k) rows[i][k] += basis[i] * basis[k];
            rows[i][terms] += basis[i] * wanted[s];
        }
    }
    return solved(rows);
}

double value_of(const std::array<double, terms>& polynomial, double u) {
    double value = 0.0;
    for (std::size_t i = terms; i-- > 0;) value = value * u + polynomial[i];
    return (1.0 - u) * (1.0 - u) * value;
}

void build_row(std::size_t level, ProfileTable& table) {
    const double share = static_cast<double>(level) / (hardness_levels - 1);
    const double reach2 = static_cast<double>(profile_reach2), tail = blurred_disc(share, reach2);
    std::array<double, profile_samples> value;
    // The tail beyond the reach is taken off everywhere, so that no blot ends in a step.
    for (std::size_t s = 0; s < profile_samples; ++s)
        value[s] = (blurred_disc(share, reach2 * u_at(s)) - tail) / (1.0 - tail);
    if (level < soft_levels) {
        const auto polynomial = fit(value);
        for (std::size_t s = 0; s < profile_samples; ++s) value[s] = value_of(polynomial, u_at(s));
        std::copy(polynomial.begin(), polynomial.end(), table.polynomial[level].begin());
    }
    double sum = -(value.front() + value.back()) / 2.0;
    for (std::size_t s = 0; s < profile_samples; ++s) {
        table.value[level][s] = static_cast<float>(value[s]);
        sum += value[s];
    }
    table.value[level][profile_samples] = 0.0f;
    table.area[level] = std::numbers::pi * reach2 / (profile_samples - 1) * sum;
}

ProfileTable build_profiles() {
    ProfileTable table;
    for (std::size_t level = 0; level < hardness_levels; ++level) build_row(level, table);
    return table;
}

}  // namespace

const ProfileTable& profile_table() {
    static const ProfileTable table = build_profiles();
    return table;
}

}  // namespace stubble::render
