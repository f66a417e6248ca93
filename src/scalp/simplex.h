// Downhill simplex search.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <utility>

namespace stubble::scalp {

// Nelder and Mead (1965): minimises `cost` from `start`, with first steps `step`; returns the best point and
// its cost.
template <std::size_t N>
std::pair<std::array<double, N>, double> minimise(
    const std::function<double(const std::array<double, N>&)>& cost, const std::array<double, N>& start,
    const std::array<double, N>& step, int evaluations) {
    using Point = std::array<double, N>;
    std::array<std::pair<double, Point>, N + 1> simplex;
    simplex[0] = {cost(start), start};
    for (std::size_t i = 0; i < N; ++i) {
        Point p = start;
        p[i] += step[i];
        simplex[i + 1] = {cost(p), p};
    }
    const auto by_cost = [](const auto& a, const auto& b) { return a.first < b.first; };
    const auto along = [](const Point& from, const Point& to, double t) {
        Point p;
        for (std::size_t i = 0; i < N; ++i) p[i] = from[i] + t * (to[i] - from[i]);
        return p;
    };
    for (int used = static_cast<int>(N) + 1; used < evaluations;) {
        std::stable_sort(simplex.begin(), simplex.end(), by_cost);
        Point centre{};
        for (std::size_t k = 0; k < N; ++k)
            for (std::size_t i = 0; i < N; ++i) centre[i] += simplex[k].second[i] / static_cast<double>(N);
        auto& worst = simplex[N];
        const auto attempt = [&](double t) {
            const Point p = along(centre, worst.second, t);
            ++used;
            return std::pair<double, Point>{cost(p), p};
        };
        const auto reflected = attempt(-1.0);
        if (reflected.first < simplex[0].first) {
            const auto expanded = attempt(-2.0);
            worst = expanded.first < reflected.first ? expanded : reflected;
        } else if (reflected.first < simplex[N - 1].first) {
            worst = reflected;
        } else {
            const auto contracted = attempt(reflected.first < worst.first ? -0.5 : 0.5);
            if (contracted.first < std::min(worst.first, reflected.first)) {
                worst = contracted;
            } else {
                for (std::size_t k = 1; k <= N; ++k) {
                    simplex[k].second = along(simplex[0].second, simplex[k].second, 0.5);
                    simplex[k].first = cost(simplex[k].second);
                    ++used;
                }
            }
        }
    }
    const auto best = std::min_element(simplex.begin(), simplex.end(), by_cost);
    return {best->second, best->first};
}

}  // namespace stubble::scalp
