#include "scalp/classes.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scalp/mixture.h"

namespace stubble::scalp {
namespace {

Classes empty_classes(cv::Size size) {
    return {cv::Mat(size, CV_32F), cv::Mat(size, CV_32F), cv::Mat(size, CV_32F)};
}

void put(Classes& classes, int y, int x, double background, double skin, double hair) {
    const double sum = background + skin + hair;
    classes.background.at<float>(y, x) = static_cast<float>(background / sum);
    classes.skin.at<float>(y, x) = static_cast<float>(skin / sum);
    classes.hair.at<float>(y, x) = static_cast<float>(hair / sum);
}

std::vector<Feature> features_of(const Working& working) {
    std::vector<Feature> features;
    features.reserve(static_cast<std::size_t>(working.size().area()));
    for (int y = 0; y < working.size().height; ++y)
        for (int x = 0; x < working.size().width; ++x) {
            const auto lab = working.lab.at<cv::Vec3f>(y, x);
            features.push_back({lab[0], lab[1], lab[2], working.texture.at<float>(y, x)});
        }
    return features;
}

// Default: what skin and hair look like in any light, as a logarithm; weak, so that the photo's own colours
// win.
double usual_skin(const Feature& f) {
    const double chroma = std::hypot(f[1], f[2]), hue_deg = std::atan2(f[2], f[1]) * 57.29578;
    const double off_hue = (hue_deg - 50.0) / 28.0;
    return -0.5 * off_hue * off_hue - (chroma < 9.0 ? 0.12 * (9.0 - chroma) : 0.0) -
           (f[0] < 22.0f ? 0.08 * (22.0 - f[0]) : 0.0);
}
double usual_hair(const Feature& f) {
    const double chroma = std::hypot(f[1], f[2]);
    // White hair has strands; what is as light without any is a lamp mirrored in bare skin.
    const double smooth = std::clamp(1.2 - static_cast<double>(f[3]), 0.0, 1.0);
    return -0.02 * std::max(0.0, f[0] - 30.0) - 0.03 * std::max(0.0, chroma - 15.0) -
           smooth * std::max(0.0, f[0] - 78.0);
}

std::span<const float> values_of(const cv::Mat& map) {
    return {map.ptr<float>(), static_cast<std::size_t>(map.total())};
}

struct Models {
    Mixture background, skin, hair;
};

// Every few pixels teach the colours; those where a class is not expected teach nothing, so that skin-like
// walls and dark clothes cannot take a model over.
Mixture learn_one(const std::vector<Feature>& features, const cv::Mat& classes, const cv::Mat& expected,
                  int parts) {
    const std::size_t step = std::max<std::size_t>(1, features.size() / 12'000) | 1u;
    const auto seen = values_of(classes), usual = values_of(expected);
    std::vector<Feature> chosen;
    std::vector<float> weights;
    for (std::size_t i = 0; i < features.size(); i += step) {
        const float weight = seen[i] * usual[i];
        if (weight < 0.02f) continue;
        chosen.push_back(features[i]);
        weights.push_back(weight);
    }
    return fit_mixture(chosen, weights, parts);
}

Models learn(const std::vector<Feature>& features, const Classes& classes, const Classes& expected) {
    return {learn_one(features, classes.background, expected.background, 7),
            learn_one(features, classes.skin, expected.skin, 4),
            learn_one(features, classes.hair, expected.hair, 4)};
}

Classes label(const Models& models, const std::vector<Feature>& features, const Classes& expected) {
    Classes result = empty_classes(expected.skin.size());
    cv::parallel_for_({0, result.skin.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < result.skin.cols; ++x) {
                const Feature& f =
                    features[static_cast<std::size_t>(y) * static_cast<std::size_t>(result.skin.cols) +
                             static_cast<std::size_t>(x)];
                const double temper = 0.6;  // default: neighbouring pixels repeat each other's evidence
                const double b = temper * models.background.log_density(f) - 0.8;
                const double s = temper * models.skin.log_density(f) + 0.5 * usual_skin(f);
                const double h = temper * models.hair.log_density(f) + 0.5 * usual_hair(f);
                const double top = std::max({b, s, h});
                put(result, y, x, expected.background.at<float>(y, x) * std::exp(b - top) + 1e-9,
                    expected.skin.at<float>(y, x) * std::exp(s - top) + 1e-9,
                    expected.hair.at<float>(y, x) * std::exp(h - top) + 1e-9);
            }
    });
    return result;
}

Classes smooth_along_edges(const Classes& classes, const cv::Mat& guide, int radius) {
    Classes out;
    out.background = cv::max(guided_filter(guide, classes.background, radius, 8.0), 1e-4);
    out.skin = cv::max(guided_filter(guide, classes.skin, radius, 8.0), 1e-4);
    out.hair = cv::max(guided_filter(guide, classes.hair, radius, 8.0), 1e-4);
    const cv::Mat sum = out.background + out.skin + out.hair;
    out.background /= sum;
    out.skin /= sum;
    out.hair /= sum;
    return out;
}

}  // namespace

Classes expected_by_sketch(const Sketch& sketch, const Working& working) {
    Classes expected = empty_classes(working.size());
    const auto& [background, skin, hair, bald, thinning] = sketch.regions;
    const cv::Mat b = at_working_size(sketch, background, working);
    const cv::Mat s = at_working_size(sketch, skin + bald + 0.5 * thinning, working);
    const cv::Mat h = at_working_size(sketch, hair + 0.5 * thinning, working);
    // Defaults, set on people the net was not trained on: where it is sure, colour alone must not overrule
    // it.
    constexpr double trust = 1.2, least = 0.004;
    for (int y = 0; y < working.size().height; ++y)
        for (int x = 0; x < working.size().width; ++x)
            put(expected, y, x, std::pow(b.at<float>(y, x), trust) + least,
                std::pow(s.at<float>(y, x), trust) + least, std::pow(h.at<float>(y, x), trust) + least);
    return expected;
}

Classes read_classes(const Working& working, const Classes& expected, int rounds) {
    const std::vector<Feature> features = features_of(working);
    cv::Mat guide;
    cv::extractChannel(working.lab, guide, 0);
    const int radius = std::max(2, working.size().width / 80);
    // The first colours come from the places and from what skin and hair usually look like.
    Models flat;
    flat.skin = flat.hair = fit_mixture({}, {}, 1);
    // The wall is learnt first: what looks like it inside the expected head must not teach the hair its
    // colour.
    flat.background = learn_one(features, expected.background, expected.background, 7);
    Classes classes = label(flat, features, expected);
    for (int round = 0; round < rounds; ++round)
        classes =
            smooth_along_edges(label(learn(features, classes, expected), features, expected), guide, radius);
    return classes;
}

}  // namespace stubble::scalp
