#include "scalp/mixture.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stubble::scalp {
namespace {

constexpr Feature least_variance = {9.0f, 3.0f, 3.0f,
                                    0.04f};  // default: light and noise vary at least this much

struct Sums {
    double weight = 0.0;
    std::array<double, feature_count> first{}, second{};

    void add(const Feature& f, double w) {
        weight += w;
        for (std::size_t k = 0; k < feature_count; ++k) {
            first[k] += w * f[k];
            second[k] += w * static_cast<double>(f[k]) * f[k];
        }
    }
    Mixture::Part part(double total) const {
        Mixture::Part p;
        double log_norm = 0.0;
        for (std::size_t k = 0; k < feature_count; ++k) {
            const double mean = first[k] / weight;
            const double variance = std::max(second[k] / weight - mean * mean, 0.0) + least_variance[k];
            p.mean[k] = static_cast<float>(mean);
            p.inverse_variance[k] = static_cast<float>(1.0 / variance);
            log_norm += 0.5 * std::log(variance);
        }
        p.log_weight = static_cast<float>(std::log(weight / total) - log_norm);
        return p;
    }
};

float log_part(const Mixture::Part& p, const Feature& f) {
    float distance = 0.0f;
    for (std::size_t k = 0; k < feature_count; ++k) {
        const float d = f[k] - p.mean[k];
        distance += d * d * p.inverse_variance[k];
    }
    return p.log_weight - 0.5f * distance;
}

Mixture from_sums(const std::vector<Sums>& sums, double total) {
    Mixture mixture;
    for (const auto& s : sums)
        if (s.weight > 1e-3 * total) mixture.parts.push_back(s.part(total));
    return mixture;
}

Mixture start(std::span<const Feature> features, std::span<const float> weights, int part_count,
              double total) {
    std::vector<std::size_t> order(features.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return features[a][0] < features[b][0]; });
    std::vector<Sums> sums(static_cast<std::size_t>(part_count));
    double passed = 0.0;
    for (const std::size_t i : order) {
        const auto k = static_cast<std::size_t>(passed / total * part_count);
        sums[std::min(k, sums.size() - 1)].add(features[i], weights[i]);
        passed += weights[i];
    }
    return from_sums(sums, total);
}

Mixture refine(const Mixture& mixture, std::span<const Feature> features, std::span<const float> weights,
               double total) {
    std::vector<Sums> sums(mixture.parts.size());
    std::vector<float> logs(mixture.parts.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
        if (weights[i] < 0.02f) continue;
        float top = -1e30f, sum = 0.0f;
        for (std::size_t k = 0; k < logs.size(); ++k)
            top = std::max(top, logs[k] = log_part(mixture.parts[k], features[i]));
        for (float& l : logs) sum += l = l - top > -20.0f ? std::exp(l - top) : 0.0f;
        for (std::size_t k = 0; k < logs.size(); ++k)
            if (logs[k] > 1e-4f * sum)
                sums[k].add(features[i], static_cast<double>(weights[i]) * logs[k] / sum);
    }
    return from_sums(sums, total);
}

}  // namespace

float Mixture::log_density(const Feature& feature) const {
    constexpr float floor = -18.0f;  // default: a colour never seen is unlikely, not impossible
    float top = floor;
    for (const Part& p : parts) top = std::max(top, log_part(p, feature));
    float sum = std::exp(floor - top);
    for (const Part& p : parts) {
        const float l = log_part(p, feature) - top;
        if (l > -12.0f) sum += std::exp(l);
    }
    return top + std::log(sum);
}

Mixture fit_mixture(std::span<const Feature> features, std::span<const float> weights, int part_count) {
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (total < 20.0) return {{{{50.0f, 5.0f, 5.0f, 1.0f}, {1e-3f, 5e-3f, 5e-3f, 1.0f}, -9.0f}}};
    Mixture mixture = start(features, weights, part_count, total);
    for (int round = 0; round < 5; ++round) mixture = refine(mixture, features, weights, total);
    return mixture;
}

}  // namespace stubble::scalp
