// Downhill simplex search. cv::DownhillSolver ends in worse places after as many evaluations on heads seen
// from near, where the cost has many shallow valleys.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <utility>

namespace stubble::scalp {

// The corners of a search in N dimensions, by Nelder and Mead (1965).
template <std::size_t N>
class Simplex {
 public:
    using Point = std::array<double, N>;
    using Cost = std::function<double(const Point&)>;

    Simplex(const Cost& cost, const Point& start, const Point& step) : cost_(cost) {
        corners_[0] = priced(start);
        for (std::size_t i = 0; i < N; ++i) {
            Point p = start;
            p[i] += step[i];
            corners_[i + 1] = priced(p);
        }
        sort();
    }

    int evaluations() const { return evaluations_; }
    const std::pair<double, Point>& best() const { return corners_[0]; }

    // Moves the worst corner through the middle of the others, further where that is the best of all, or
    // else towards it; where nothing helps, all corners go half the way to the best.
    void improve() {
        auto& worst = corners_[N];
        const Point centre = middle_of_others();
        const auto attempt = [&](double t) { return priced(along(centre, worst.second, t)); };
        const Corner reflected = attempt(-1.0);
        if (reflected.first < best().first) {
            const Corner expanded = attempt(-2.0);
            worst = expanded.first < reflected.first ? expanded : reflected;
        } else if (reflected.first < corners_[N - 1].first) {
            worst = reflected;
        } else {
            const Corner contracted = attempt(reflected.first < worst.first ? -0.5 : 0.5);
            if (contracted.first < std::min(worst.first, reflected.first))
                worst = contracted;
            else
                shrink();
        }
        sort();
    }

 private:
    using Corner = std::pair<double, Point>;

    Corner priced(const Point& p) {
        ++evaluations_;
        return {cost_(p), p};
    }
    void sort() {
        std::stable_sort(corners_.begin(), corners_.end(),
                         [](const Corner& a, const Corner& b) { return a.first < b.first; });
    }
    Point middle_of_others() const {
        Point centre{};
        for (std::size_t k = 0; k < N; ++k)
            for (std::size_t i = 0; i < N; ++i) centre[i] += corners_[k].second[i] / static_cast<double>(N);
        return centre;
    }
    static Point along(const Point& from, const Point& to, double t) {
        Point p;
        for (std::size_t i = 0; i < N; ++i) p[i] = from[i] + t * (to[i] - from[i]);
        return p;
    }
    void shrink() {
        for (std::size_t k = 1; k <= N; ++k)
            corners_[k] = priced(along(corners_[0].second, corners_[k].second, 0.5));
    }

    const Cost& cost_;
    std::array<Corner, N + 1> corners_;
    int evaluations_ = 0;
};

// Minimises `cost` from `start`, with first steps `step`; returns the best point and its cost.
template <std::size_t N>
std::pair<std::array<double, N>, double> minimise(
    const std::function<double(const std::array<double, N>&)>& cost, const std::array<double, N>& start,
    const std::array<double, N>& step, int evaluations) {
    Simplex<N> simplex(cost, start, step);
    while (simplex.evaluations() < evaluations) simplex.improve();
    return {simplex.best().second, simplex.best().first};
}

}  // namespace stubble::scalp
