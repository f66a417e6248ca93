#include "scalp/classes.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "scalp/hairline.h"
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

double soft_step(double v, double width) {
    return 1.0 / (1.0 + std::exp(-std::clamp(v / width, -30.0, 30.0)));
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
    return -0.02 * std::max(0.0, f[0] - 30.0) - 0.03 * std::max(0.0, chroma - 15.0);
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

Classes expected_by_picture(const Working& working) {
    Classes expected = empty_classes(working.size());
    const double w = working.size().width, h = working.size().height;
    for (int y = 0; y < working.size().height; ++y)
        for (int x = 0; x < working.size().width; ++x) {
            // Default: a head fills the middle, its crown some tenth below the upper edge, the neck leaves
            // below.
            const double u = (x + 0.5 - w / 2) / (0.36 * w), v = (y + 0.5 - 0.47 * h) / (0.42 * h);
            const double head = soft_step(1.0 - std::hypot(u, v), 0.13);
            const double border = std::min({x + 0.5, w - x - 0.5, y + 0.5}) / std::min(w, h);
            const double open = soft_step(border - 0.04, 0.02);
            // Below the head neck, shoulders and clothes meet: nothing is expected there.
            const double below = soft_step(v - 0.75, 0.08) * soft_step(0.9 - std::abs(u), 0.1);
            const double wall = (1.0 - 0.97 * head * open) * (1.0 - 0.7 * below);
            put(expected, y, x, wall, 0.02 + 0.5 * head + 0.12 * below, 0.02 + 0.45 * head);
        }
    return expected;
}

Classes expected_by_frame(const core::HeadFrame& frame, const Working& working) {
    Classes expected = empty_classes(working.size());
    for (int y = 0; y < working.size().height; ++y)
        for (int x = 0; x < working.size().width; ++x) {
            const core::PhotoPoint at = working.photo_point(x, y);
            const OutlineDistance d = outline_distance(frame, at);
            const double inside = soft_step(d.inside_mm - 2.0, 5.0);
            double scalp = 0.0;
            if (const auto hit = frame.hit(at)) scalp = soft_step(inside_hairline_rad(hit->point), 0.10);
            // Around the head hair may stand off; below it come neck, long hair and clothes.
            const double away = std::max(0.0, -d.inside_mm);
            const double low = soft_step(-d.level_mm - 70.0, 15.0);
            const double tuft =
                0.45 * std::exp(-away / 18.0) * (1.0 - low) + 0.12 * low * std::exp(-away / 40.0);
            const double neck = 0.02 + 0.25 * low * std::exp(-away / 35.0) + 0.10 * std::exp(-away / 8.0);
            put(expected, y, x, inside * 0.02 + (1.0 - inside) * (1.0 - tuft - neck),
                inside * (scalp * 0.45 + (1.0 - scalp) * 0.90) + (1.0 - inside) * neck,
                inside * (scalp * 0.53 + (1.0 - scalp) * 0.08) + (1.0 - inside) * tuft);
        }
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
