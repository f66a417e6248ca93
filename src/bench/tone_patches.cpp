// How right the drawn tone is: patches of dots against a reference of 16 x 16 samples a pixel (methods.md 2).
#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "bench/bench.h"
#include "bench/rivals.h"
#include "core/colour.h"
#include "core/random.h"
#include "core/tone_curve.h"
#include "render/near_white.h"

namespace stubble::bench {
namespace {

constexpr int side_px = 176, samples = 16;
constexpr double px_per_mm = 8.0, per_mm2 = 1.6, blur_sigma_px = 0.7;
constexpr float surface_reflection = 0.05f;
constexpr core::Rect compared{64, 64, 112, 112};  // far enough from the edge of the dots
constexpr int margin_px = 6;                      // of the reference around it

// From very light to very dark.
constexpr core::Rgb8 skins[] = {{244, 217, 199}, {226, 187, 162}, {203, 158, 128},
                                {172, 124, 92},  {128, 86, 60},   {76, 50, 36}};
constexpr double coverages[] = {0.01, 0.02, 0.05, 0.10, 0.20, 0.30};

using Layer = core::Image<core::LinearRgb>;  // share of the diffuse light that is left, `compared`-sized

stipple::Dots patch_of_dots() {
    stipple::Dots dots;
    const double side_mm = side_px / px_per_mm;
    const auto count = static_cast<std::size_t>(per_mm2 * side_mm * side_mm);
    for (const glm::dvec2& p : throw_darts(side_mm, dart_distance(side_mm, count), 1)) {
        stipple::Dot dot;
        dot.index = static_cast<std::uint32_t>(dots.size());
        dot.centre_px = glm::vec2(p * px_per_mm);
        dot.px_per_mm = glm::mat2(static_cast<float>(px_per_mm));
        dot.size_quantile = core::random_unit(21, dot.index);
        dot.shade_quantile = core::random_unit(22, dot.index);
        dots.push_back(dot);
    }
    return dots;
}

double diameter_mm(const stipple::Dot& dot, const pigment::DotOptics& optics) {
    const double sigma = optics.diameter_sigma_log;
    const double normal = core::normal_quantile(std::clamp(double(dot.size_quantile), 1e-4, 1.0 - 1e-4));
    return optics.mean_diameter_mm * std::exp(sigma * normal - sigma * sigma / 2.0);
}

// Ink at a distance from a dot's centre, over that in the centre of a mean dot: it thins out as a logistic.
double ink(double distance_mm, double radius_mm, double softness_mm) {
    if (softness_mm <= 0.0) return distance_mm < radius_mm ? 1.0 : 0.0;
    const auto logistic = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
    return logistic((radius_mm - distance_mm) / softness_mm) / logistic(radius_mm / softness_mm);
}

// Light that one dot takes, added to the samples: darts do not overlap.
void press(const stipple::Dot& dot, const pigment::DotOptics& optics, cv::Mat& taken) {
    const double radius = 0.5 * diameter_mm(dot, optics), per_sample = 1.0 / (px_per_mm * samples);
    const double normal = core::normal_quantile(std::clamp(double(dot.shade_quantile), 1e-4, 1.0 - 1e-4));
    const double jitter = std::max(1.0 + optics.shade_jitter * normal, 0.1);
    const glm::dvec3 density = -glm::log(glm::dvec3(glm::clamp(optics.transmittance, 1e-3f, 0.999f)));
    const double gain = pigment::gain_of(optics, 2.0 * radius / optics.mean_diameter_mm);
    const double x = (double(dot.centre_px.x) - compared.x0 + margin_px) * samples,
                 y = (double(dot.centre_px.y) - compared.y0 + margin_px) * samples;
    const double reach = 1.6 * radius / per_sample;  // as pigment::soft_edge
    for (int v = std::max(0, int(y - reach)); v < std::min(taken.rows, int(y + reach) + 1); ++v)
        for (int u = std::max(0, int(x - reach)); u < std::min(taken.cols, int(x + reach) + 1); ++u) {
            const double distance = std::hypot(u + 0.5 - x, v + 0.5 - y) * per_sample;
            if (distance > 1.6 * radius) continue;
            const double amount = jitter * ink(distance, radius, optics.edge_softness_mm);
            auto& pixel = taken.at<cv::Vec3f>(v, u);
            for (int c = 0; c < 3; ++c)
                pixel[c] += static_cast<float>(gain * (1.0 - std::exp(-density[c] * amount)));
        }
}

// Pigment area per skin area around a pixel.
double pigment_near(const stipple::Dots& dots, const pigment::DotOptics& optics, double x, double y) {
    const double sigma = std::max(optics.tone_sigma_mm * px_per_mm, 0.5);
    double sum = 0.0;
    for (const stipple::Dot& dot : dots) {
        const double dx = double(dot.centre_px.x) - x, dy = double(dot.centre_px.y) - y;
        const double d = diameter_mm(dot, optics) * px_per_mm;
        sum += std::numbers::pi / 4.0 * d * d * std::exp(-(dx * dx + dy * dy) / (2.0 * sigma * sigma));
    }
    return sum / (2.0 * std::numbers::pi * sigma * sigma);
}

core::LinearRgb tone_left(const stipple::Dots& dots, const pigment::DotOptics& optics, int x, int y) {
    const auto amount = static_cast<float>(pigment_near(dots, optics, x + 0.5, y + 0.5));
    return glm::pow(core::LinearRgb(10.0f), -amount * optics.tone_density);
}

Layer reference(const stipple::Dots& dots, const pigment::DotOptics& optics, const Layer& tone) {
    const int width = (compared.width() + 2 * margin_px) * samples;
    cv::Mat taken(width, width, CV_32FC3, cv::Scalar::all(0.0));
    for (const stipple::Dot& dot : dots) press(dot, optics, taken);
    const double spread_px = optics.spread_sigma_mm * px_per_mm;
    cv::GaussianBlur(taken, taken, {}, samples * std::hypot(spread_px, blur_sigma_px));
    Layer result(compared.width(), compared.height());
    for (int y = 0; y < result.height(); ++y)
        for (int x = 0; x < result.width(); ++x) {
            // The camera's blur holds the pixel's square already: its centre counts.
            const int u = (x + margin_px) * samples + samples / 2,
                      v = (y + margin_px) * samples + samples / 2;
            const cv::Vec3f sum = taken.at<cv::Vec3f>(v, u) + taken.at<cv::Vec3f>(v - 1, u) +
                                  taken.at<cv::Vec3f>(v, u - 1) + taken.at<cv::Vec3f>(v - 1, u - 1);
            for (int c = 0; c < 3; ++c) {
                const double mean = double(sum[c]) / 4.0;
                result.at(x, y)[c] = static_cast<float>(1.0 - std::min(mean, 0.97)) * tone.at(x, y)[c];
            }
        }
    return result;
}

// What a plain program would draw: circles of one size and one shade.
Layer circles(const stipple::Dots& dots, const pigment::DotOptics& optics, const Layer& tone) {
    const core::Field covered =
        circle_dots(dots, optics.mean_diameter_mm * std::sqrt(optics.absorptance_gain), {side_px, side_px});
    Layer result(compared.width(), compared.height());
    for (int y = 0; y < result.height(); ++y)
        for (int x = 0; x < result.width(); ++x)
            result.at(x, y) = (1.0f - covered.at(x + compared.x0, y + compared.y0) *
                                          (core::LinearRgb(1.0f) - optics.transmittance)) *
                              tone.at(x, y);
    return result;
}

// What the camera writes of `out`, where `skin` stands for `light`. What it does near its white is taken as
// render::keep_colour has it, in codes: the patches measure dots, not that rule.
core::LinearRgb written(core::Rgb8 skin, const core::LinearRgb& light, const core::LinearRgb& out) {
    const auto code = [](float scene) {
        return core::srgb_from_linear(core::picture_from_scene(static_cast<double>(scene)));
    };
    const float brightest = std::max({skin.r, skin.g, skin.b}), level = core::luminance(light);
    const auto near_white =
        static_cast<double>(glm::smoothstep(render::near_white_from_code, 255.0f, brightest));
    core::LinearRgb seen;
    for (int c = 0; c < 3; ++c) {
        const double plain = code(out[c]),
                     kept = code(light[c]) * code(level * out[c] / std::max(light[c], 1e-6f)) / code(level);
        seen[c] = static_cast<float>(core::linear_from_srgb(plain + near_white * (kept - plain)));
    }
    return seen;
}

// Mean colour of a skin under a layer, as the camera would have written it.
core::Lab seen_through(const Layer& layer, core::Rgb8 skin) {
    const core::LinearRgb light = core::scene_from_srgb8(skin);
    const core::LinearRgb highlight =
        glm::min(core::LinearRgb(core::luminance(light) * surface_reflection),
                 light * std::min(surface_reflection * pigment::most_reflected, 1.0f));
    core::LinearRgb sum(0.0f);
    for (int y = 0; y < layer.height(); ++y)
        for (const core::LinearRgb& left : layer.row(y)) {
            const core::LinearRgb out = highlight + (light - highlight) * left;
            sum += written(skin, light, out);
        }
    return core::lab_from_linear(sum / static_cast<float>(layer.pixel_count()));
}

core::Lab mean_colour(const core::Picture& picture) {
    core::LinearRgb sum(0.0f);
    for (int y = compared.y0; y < compared.y1; ++y)
        for (int x = compared.x0; x < compared.x1; ++x) sum += core::linear_from_srgb8(picture.at(x, y));
    return core::lab_from_linear(sum / static_cast<float>(compared.width() * compared.height()));
}

struct Errors {
    double sum = 0.0, most = 0.0, plain_sum = 0.0, plain_most = 0.0;
    int count = 0;
};

void measure(const stipple::Dots& dots, const pigment::DotOptics& optics, Errors& errors) {
    render::Scene scene;
    scene.blur_sigma_px = blur_sigma_px;
    scene.surface_reflection = surface_reflection;
    const core::Size size{side_px, side_px};
    const render::Absorption drawn = render::absorb(dots, optics, scene, size, px_per_mm);
    Layer tone(compared.width(), compared.height());
    for (int y = 0; y < tone.height(); ++y)
        for (int x = 0; x < tone.width(); ++x)
            tone.at(x, y) = tone_left(dots, optics, x + compared.x0, y + compared.y0);
    const Layer right = reference(dots, optics, tone), plain = circles(dots, optics, tone);
    for (const core::Rgb8 skin : skins) {
        const core::Lab wanted = seen_through(right, skin);
        const core::Picture after = render::compose(core::Picture(size, skin), drawn, scene);
        const double error = core::delta_e_2000(mean_colour(after), wanted);
        errors.sum += error, errors.most = std::max(errors.most, error), ++errors.count;
        const double of_plain = core::delta_e_2000(seen_through(plain, skin), wanted);
        errors.plain_sum += of_plain, errors.plain_most = std::max(errors.plain_most, of_plain);
    }
}

void add_patches(const std::string& name, double dot_gain, std::vector<Measurement>& all) {
    const stipple::Dots dots = patch_of_dots();
    const auto& shades = pigment::clinical_shades();
    constexpr std::size_t shade_count = 5;
    Errors errors;
    for (std::size_t s = 0; s < shade_count; ++s)
        for (const double coverage : coverages) {
            pigment::Look look;
            look.dot_gain = dot_gain;
            pigment::DotOptics optics =
                pigment::dot_optics(shades[s * (shades.size() - 1) / (shade_count - 1)], look);
            // The dots of one session, all as deep.
            optics.session_count = 1, optics.sessions = {}, optics.depth_sigma_log = 0.0;
            optics.mean_diameter_mm = std::sqrt(4.0 / std::numbers::pi * coverage / per_mm2) *
                                      std::exp(-0.5 * optics.diameter_sigma_log * optics.diameter_sigma_log);
            measure(dots, optics, errors);
        }
    all.push_back({name + ", mean", errors.sum / errors.count, "dE00", "cv::circle a dot",
                   errors.sum / errors.plain_sum});
    all.push_back(
        {name + ", largest", errors.most, "dE00", "cv::circle a dot", errors.most / errors.plain_most});
}

// Largest error of a dot's absorbing area, at any place between pixels.
Measurement area_error() {
    pigment::DotOptics optics;
    optics.diameter_sigma_log = optics.edge_softness_mm = optics.shade_jitter = 0.0;
    double most = 0.0, most_plain = 0.0;
    for (const double sigma : {0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 4.5, 6.0})
        for (const double diameter : {0.08, 0.15, 0.3, 0.6})
            for (std::uint64_t i = 0; i < 16; ++i) {
                render::Scene scene;
                scene.blur_sigma_px = sigma;
                optics.mean_diameter_mm = diameter;
                stipple::Dot dot;
                dot.centre_px = {60.0f + core::random_unit(1, i), 60.0f + core::random_unit(2, i)};
                dot.px_per_mm = glm::mat2(8.0f);
                const auto error = [&](const core::Field& field) {
                    double sum = 0.0;
                    for (int y = 0; y < field.height(); ++y)
                        for (const float value : field.row(y)) sum += double(value);
                    return std::abs(sum / (std::numbers::pi / 4.0 * diameter * diameter * 64.0) - 1.0);
                };
                most = std::max(most, error(render::absorb({dot}, optics, scene, {120, 120}, 8.0).crisp));
                most_plain = std::max(most_plain, error(circle_dots({dot}, diameter, {120, 120})));
            }
    return {"a dot's absorptance, largest error", most, "share", "cv::circle", most / most_plain};
}

// Pixels that change in the half of a picture where nothing is to be treated, against those of the other.
Measurement changed_pixels() {
    core::Picture photo(256, 256);
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            photo.at(x, y) = {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y), 90};
    render::Scene scene;
    scene.noise = core::Field(32, 1, 2.0f);
    scene.sharpening = 0.5;
    constexpr float last_dot_px = 80.0f;  // 6 mm from the half that must stay: as far as the skin's tone goes
    stipple::Dots dots = patch_of_dots();
    std::erase_if(dots, [&](const stipple::Dot& dot) { return dot.centre_px.x > last_dot_px; });
    const pigment::DotOptics optics = pigment::dot_optics(pigment::clinical_shades().front(), {});
    const core::Picture after =
        render::compose(photo, render::absorb(dots, optics, scene, photo.size(), px_per_mm), scene);
    double changed = 0.0, treated = 0.0;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x)
            (x < 128 ? treated : changed) += after.at(x, y) == photo.at(x, y) ? 0.0 : 1.0;
    return {"pixels changed beside the treatment", changed, "pixels", "within it", changed / treated};
}

}  // namespace

std::vector<Measurement> drawing_figures() {
    std::vector<Measurement> all;
    add_patches("180 tone patches without dot gain", 1.0, all);
    add_patches("180 tone patches, default look", pigment::Look{}.dot_gain, all);
    all.push_back(area_error());
    all.push_back(changed_pixels());
    return all;
}

}  // namespace stubble::bench
