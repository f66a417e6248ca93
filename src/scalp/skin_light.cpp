#include "scalp/skin_light.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace stubble::scalp {
namespace {

constexpr int harmonics = 9, unknowns = harmonics + 1;
using Row = cv::Vec<double, unknowns>;

Row row_of(const glm::dvec3& n, double cover) {
    return {
        1.0,  n.x, n.y, n.z, n.x * n.y, n.x * n.z, n.y * n.z, n.x * n.x - n.y * n.y, 3.0 * n.z * n.z - 1.0,
        cover};
}

cv::Vec3d log_of(const cv::Vec3f& linear) {
    return {std::log(linear[0] + 0.002), std::log(linear[1] + 0.002), std::log(linear[2] + 0.002)};
}

struct Sample {
    Row row;
    cv::Vec3d value;
    double weight;
};

glm::dvec3 normal_at(const Surface& surface, int y, int x) {
    const auto& normal = surface.normal.at<cv::Vec3f>(y, x);
    return {normal[0], normal[1], normal[2]};
}

std::vector<Sample> samples_of(const Working& working, const Surface& surface, const cv::Mat& cover,
                               const cv::Mat& weights) {
    std::vector<Sample> samples;
    const int step = std::max(1, static_cast<int>(std::sqrt(working.size().area() / 20'000.0)));
    for (int y = step / 2; y < weights.rows; y += step)
        for (int x = step / 2; x < weights.cols; x += step) {
            if (weights.at<float>(y, x) < 0.05f) continue;
            if (surface.cos_view.at<float>(y, x) < 0.2f) continue;
            samples.push_back({row_of(normal_at(surface, y, x), cover.at<float>(y, x)),
                               log_of(working.linear.at<cv::Vec3f>(y, x)), weights.at<float>(y, x)});
        }
    return samples;
}

struct Solution {
    std::array<Row, 3> channels;
    double hair_information = 0.0;  // of the last unknown once the light is free, in samples' total weight

    double at(int channel, int k) const { return channels[static_cast<std::size_t>(channel)][k]; }
};

double luminance_of(const cv::Vec3d& v) {
    return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
}

cv::Vec3d value_of(const Solution& solution, const Row& row) {
    cv::Vec3d v;
    for (int c = 0; c < 3; ++c)
        for (int k = 0; k < unknowns; ++k) v[c] += solution.at(c, k) * row[k];
    return v;
}

Solution solve(const std::vector<Sample>& samples, const std::vector<double>& robust) {
    cv::Mat normal = cv::Mat::zeros(unknowns, unknowns, CV_64F);
    cv::Mat right = cv::Mat::zeros(unknowns, 3, CV_64F);
    double total = 1e-9;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double w = samples[i].weight * robust[i];
        total += w;
        for (int k = 0; k < unknowns; ++k) {
            for (int l = 0; l <= k; ++l) normal.at<double>(k, l) += w * samples[i].row[k] * samples[i].row[l];
            for (int c = 0; c < 3; ++c) right.at<double>(k, c) += w * samples[i].row[k] * samples[i].value[c];
        }
    }
    cv::completeSymm(normal, true);
    // Default: light that changes steeply where no skin is seen must be paid for.
    for (int k = 1; k < harmonics; ++k) normal.at<double>(k, k) += (k < 4 ? 0.002 : 0.01) * total;
    // Default: dense stubble takes about a quarter of skin's light; where hair grows only on parts that face
    // elsewhere, as at the back, the photo alone cannot tell it from the light.
    constexpr double usual_darkening = 0.28, trust = 0.004;
    normal.at<double>(harmonics, harmonics) += trust * total;
    for (int c = 0; c < 3; ++c) right.at<double>(harmonics, c) -= trust * total * usual_darkening;
    Solution solution;
    cv::Mat unit = cv::Mat::zeros(unknowns, 1, CV_64F), column;
    for (int c = 0; c < 3; ++c) {
        cv::solve(normal, right.col(c), column, cv::DECOMP_CHOLESKY);
        for (int k = 0; k < unknowns; ++k)
            solution.channels[static_cast<std::size_t>(c)][k] = column.at<double>(k);
    }
    unit.at<double>(harmonics) = 1.0;
    cv::solve(normal, unit, column, cv::DECOMP_CHOLESKY);
    solution.hair_information = 1.0 / (column.at<double>(harmonics) * total) - trust;
    return solution;
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace

SkinLight fit_skin_light(const Working& working, const Surface& surface, const cv::Mat& cover,
                         const cv::Mat& weights) {
    SkinLight light;
    light.log_light = cv::Mat::zeros(working.size(), CV_32FC3);
    const std::vector<Sample> samples = samples_of(working, surface, cover, weights);
    light.found = samples.size() >= 200;
    Solution solution;
    if (light.found) {
        std::vector<double> robust(samples.size(), 1.0), left(samples.size()), size(samples.size());
        for (int round = 0; round < 8; ++round) {
            solution = solve(samples, robust);
            for (std::size_t i = 0; i < samples.size(); ++i) {
                left[i] = luminance_of(samples[i].value - value_of(solution, samples[i].row));
                size[i] = std::abs(left[i]);
            }
            light.spread = std::max(0.03, 1.4826 * median_of(size));
            for (std::size_t i = 0; i < samples.size(); ++i) {
                const double u = left[i] / (4.0 * light.spread);
                const double tukey = std::abs(u) < 1.0 ? (1.0 - u * u) * (1.0 - u * u) : 0.0;
                // Dark hair is what the darkening must explain, never a stranger to leave out.
                robust[i] = std::max(tukey, samples[i].row[harmonics]);
            }
        }
        light.hair_information = solution.hair_information;
        for (int c = 0; c < 3; ++c) light.hair[c] = static_cast<float>(-solution.at(c, harmonics));
    }
    cv::parallel_for_({0, weights.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < weights.cols; ++x) {
                // Beside skin and scalp nobody asks.
                if (!(weights.at<float>(y, x) > 0.0f)) continue;
                const bool on_head = light.found && surface.cos_view.at<float>(y, x) > 0.0f;
                light.log_light.at<cv::Vec3f>(y, x) =
                    on_head ? cv::Vec3f(value_of(solution, row_of(normal_at(surface, y, x), 0.0)))
                            : cv::Vec3f(log_of(working.linear.at<cv::Vec3f>(y, x)));
            }
    });
    return light;
}

}  // namespace stubble::scalp
