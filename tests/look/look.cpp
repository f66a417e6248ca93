#include "look/look.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/region.h"
#include "render/grain.h"
#include "support/grain.h"

namespace stubble::test {
namespace {

constexpr double seam_reach_mm = 30.0;  // light hardly changes over it
constexpr int least_pixels = 400;

cv::Mat label_map(const session::Derived& derived) {
    const core::Mask& regions = derived.scalp->regions;
    const cv::Mat small(regions.height(), regions.width(), CV_8U, const_cast<std::uint8_t*>(regions.data()));
    cv::Mat full;
    cv::resize(small, full, {derived.photo->pixels.width(), derived.photo->pixels.height()}, 0, 0,
               cv::INTER_NEAREST);
    return full;
}

cv::Mat density_map(const session::Derived& derived) {
    const core::Size size = derived.photo->pixels.size();
    cv::Mat map(size.height, size.width, CV_32F);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x)
            map.at<float>(y, x) =
                derived.density->at(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
    return map;
}

cv::Mat shrunk(const cv::Mat& mask, int by) {
    cv::Mat out;
    cv::erode(mask, out, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * by + 1, 2 * by + 1}));
    return out;
}

cv::Mat within(const cv::Mat& mask, double reach_px) {
    cv::Mat distance;
    cv::distanceTransform(255 - mask, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return distance <= reach_px;
}

cv::Vec3d median_colour(const cv::Mat& lab, const cv::Mat& mask) {
    cv::Vec3d middle;
    for (int c = 0; c < 3; ++c) {
        std::vector<double> values;
        for (int y = 0; y < lab.rows; ++y)
            for (int x = 0; x < lab.cols; ++x)
                if (mask.at<unsigned char>(y, x))
                    values.push_back(static_cast<double>(lab.at<cv::Vec3f>(y, x)[c]));
        middle[c] = median_of(std::move(values));
    }
    return middle;
}

core::Lab as_lab(const cv::Vec3d& v) {
    return {v[0], v[1], v[2]};
}

cv::Mat luma_of(const core::Picture& picture) {
    cv::Mat wide, luma;
    view_of(picture).convertTo(wide, CV_32F);
    cv::cvtColor(wide, luma, cv::COLOR_RGB2GRAY);
    return luma;
}

// The photo as another shot would show it: its noise once more, drawn anew.
core::Picture another_shot(const core::Picture& photo, const std::array<float, 256>& sigma,
                           std::uint64_t seed) {
    core::Picture shot = photo;
    const core::Field noise = test::grain(shot.size(), seed);
    for (int y = 0; y < shot.height(); ++y)
        for (int x = 0; x < shot.width(); ++x) {
            core::Rgb8& p = shot.at(x, y);
            const float level = render::luma(p.r, p.g, p.b);
            const float by = sigma[static_cast<std::size_t>(level + 0.5f)] * noise.at(x, y);
            const auto moved = [by](std::uint8_t v) {
                return static_cast<std::uint8_t>(
                    std::clamp(std::lround(static_cast<float>(v) + by), 0l, 255l));
            };
            p = {moved(p.r), moved(p.g), moved(p.b)};
        }
    return shot;
}

// Mean square of a difference by the brightness at which it is seen.
struct ByBrightness {
    std::array<double, 32> power{}, count{};
    void add(const cv::Mat& difference, const cv::Mat& luma, const cv::Mat& mask) {
        for (int y = 0; y < luma.rows; ++y)
            for (int x = 0; x < luma.cols; ++x) {
                if (!mask.at<unsigned char>(y, x)) continue;
                const auto bin =
                    static_cast<std::size_t>(std::clamp(luma.at<float>(y, x) / 8.0f, 0.0f, 31.0f));
                const auto d = static_cast<double>(difference.at<float>(y, x));
                power[bin] += d * d, count[bin] += 1.0;
            }
    }
};

// Squared length of turn: power of the slope over power of the curvature.
std::optional<double> turn_length(const cv::Mat& luma, const cv::Mat& mask,
                                  const std::array<float, 256>& sigma) {
    double slope = 0.0, curve = 0.0, count = 0.0;
    for (int y = 1; y + 1 < luma.rows; ++y)
        for (int x = 1; x + 1 < luma.cols; ++x) {
            if (!mask.at<unsigned char>(y, x)) continue;
            const float v = luma.at<float>(y, x), l = luma.at<float>(y, x - 1), r = luma.at<float>(y, x + 1),
                        u = luma.at<float>(y - 1, x), d = luma.at<float>(y + 1, x);
            const auto s = static_cast<double>(sigma[static_cast<std::size_t>(v)]);
            const double noise = s * s;
            const double gx = static_cast<double>(r - l) / 2.0, gy = static_cast<double>(d - u) / 2.0,
                         bend = static_cast<double>(l + r + u + d - 4.0f * v);
            slope += gx * gx + gy * gy - noise, curve += bend * bend - 20.0 * noise, count += 1.0;
        }
    if (count < least_pixels || slope < 0.5 * count || curve < 0.5 * count) return std::nullopt;
    return std::sqrt(slope / curve);
}

}  // namespace

double median_of(std::vector<double> values) {
    if (values.empty()) return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

cv::Mat lab_of(const cv::Mat& rgb) {
    cv::Mat wide, lab;
    rgb.convertTo(wide, CV_32F, 1.0 / 255.0);
    cv::cvtColor(wide, lab, cv::COLOR_RGB2Lab);
    return lab;
}

cv::Mat view_of(const core::Picture& picture) {
    return {picture.height(), picture.width(), CV_8UC3, const_cast<core::Rgb8*>(picture.data())};
}

Places places_of(const session::Derived& derived) {
    const cv::Mat labels = label_map(derived), density = density_map(derived);
    const double most = design::Plan{}.core_density_per_cm2;
    const auto is = [&](core::Region region) -> cv::Mat { return labels == static_cast<int>(region); };
    Places places;
    places.treated =
        (is(core::Region::bald) | is(core::Region::thinning)) & (density > most / 2.0) & (density > 1.0);
    places.core = places.treated & (density > 0.9 * most);
    places.bare = shrunk(is(core::Region::skin) & (density == 0.0), 3);
    // At least four fifths of full hair: there dots run out.
    places.hair = shrunk(is(core::Region::hair) & (density <= most / 3.0), 3);
    const scalp::HairLength length = derived.scalp->hair.length;
    const bool open = length == scalp::HairLength::shaved || length == scalp::HairLength::stubble;
    places.own = open ? places.hair : cv::Mat(labels.size(), CV_8U, cv::Scalar(0));
    return places;
}

std::optional<Tone> tone_of(const session::Derived& derived, const Places& places) {
    if (cv::countNonZero(places.treated) < least_pixels) return std::nullopt;
    const cv::Mat before = lab_of(view_of(derived.photo->pixels)), after = lab_of(view_of(*derived.picture));
    Tone tone;
    tone.before = median_colour(before, places.treated);
    tone.after = median_colour(after, places.treated);
    tone.fall_L = tone.before[0] - tone.after[0];
    const double reach = seam_reach_mm * derived.scalp->scale.px_per_mm;
    const cv::Mat own = places.own & within(places.treated, reach),
                  treated = places.treated & within(places.own, reach);
    if (cv::countNonZero(own) < least_pixels || cv::countNonZero(treated) < least_pixels) return tone;
    tone.own = median_colour(before, own);
    tone.to_own_dE = core::delta_e_2000(as_lab(median_colour(after, treated)), as_lab(tone.own));
    return tone;
}

std::optional<double> noise_inside_over_outside(const session::Derived& derived, const Places& places) {
    const auto sigma = render::noise_by_code(derived.scene->noise);
    if (*std::max_element(sigma.begin(), sigma.end()) <= 0.0f) return std::nullopt;
    const auto absorbed = render::absorb(derived.layers, *derived.scene, derived.photo->pixels.size(),
                                         derived.scalp->scale.px_per_mm);
    std::array<cv::Mat, 2> treated;
    for (std::size_t i = 0; i < 2; ++i) {
        const core::Picture shot = another_shot(derived.photo->pixels, sigma, 1000 + i);
        render::Scene scene = *derived.scene;
        scene.seed = 2000 + i;
        treated[i] = luma_of(render::compose(shot, absorbed, scene));
    }
    ByBrightness inside;
    inside.add(treated[0] - treated[1], luma_of(*derived.picture), places.treated);
    double ratios = 0.0, weights = 0.0;
    for (std::size_t b = 0; b < inside.power.size(); ++b) {
        const auto here = static_cast<double>(sigma[8 * b + 4]);
        // Weaker noise is rounded away in any photo.
        if (inside.count[b] < 100.0 || here < 0.3) continue;
        // Each channel of a shot is rounded to whole codes: a twelfth, by the weights of luma.
        const double wanted = 2.0 * (here * here + 0.447 / 12.0);
        ratios += inside.count[b] * std::sqrt(inside.power[b] / inside.count[b] / wanted);
        weights += inside.count[b];
    }
    if (weights < least_pixels) return std::nullopt;
    return ratios / weights;
}

std::optional<double> blur_inside_over_outside(const session::Derived& derived, const Places& places) {
    const auto sigma = render::noise_by_code(derived.scene->noise);
    const auto inside = turn_length(luma_of(*derived.picture), shrunk(places.treated, 2), sigma),
               outside = turn_length(luma_of(derived.photo->pixels), places.own, sigma);
    if (!inside || !outside) return std::nullopt;
    return *inside / *outside;
}

}  // namespace stubble::test
