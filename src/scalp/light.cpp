#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "core/colour.h"
#include "core/region.h"
#include "core/tone_curve.h"
#include "scalp/quantile.h"
#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

// Never 0: shares of it are asked for.
float luminance_of(const cv::Vec3f& p) {
    return std::max(1e-4f, core::luminance({p[0], p[1], p[2]}));
}

constexpr float least_apart = 1.15f;  // default: channels of skin nearer than that tell no sheen

// White light in a pixel when a channel of the skin's own light is `over_blue` times its blue.
float white_in(float channel, float blue, float over_blue) {
    return over_blue <= least_apart ? 0.0f : (over_blue * blue - channel) / (over_blue - 1.0f);
}

// Dichromatic model: pixel = shading * diffuse colour + highlight * white. With the local diffuse red to blue
// ratio the highlight follows from the two channels that skin keeps furthest apart.
cv::Mat highlight_of(const cv::Mat& linear, const cv::Mat& ratio) {
    cv::Mat share(linear.size(), CV_32F);
    for (int y = 0; y < linear.rows; ++y)
        for (int x = 0; x < linear.cols; ++x) {
            const auto p = linear.at<cv::Vec3f>(y, x);
            const float k = ratio.at<float>(y, x);
            share.at<float>(y, x) = std::clamp(white_in(p[0], p[2], k) / luminance_of(p), 0.0f, 1.0f);
        }
    return share;
}

constexpr float least_blue = 0.004f;

// The most of a scalp's light, at its median, that an even sheen is taken for by its colour: blood and a
// second lamp colour skin as well. In photographs of real treatments blue falls almost as far as red, which a
// larger share would not let it (domain.md 2.6).
constexpr double most_even_reflection = 0.09;

// Red over blue of the light that has been inside the skin. The most coloured scalp shows it where some of it
// shines hardly at all; on dark skin all of it shines, and the more so the more the colour varies from place
// to place: defaults, fitted to rendered heads of six tones whose shine is known. An even sheen is taken for
// no more than `most_even`. nullopt where too little scalp is seen.
std::optional<float> red_over_blue_inside(const cv::Mat& scene, const cv::Mat& bare, float most_even) {
    constexpr std::size_t least_seen = 200;
    constexpr float usual_variation = 1.25f, most_added = 0.2f;
    std::vector<float> ratios, limits;
    for (int y = 0; y < scene.rows; ++y)
        for (int x = 0; x < scene.cols; ++x) {
            if (!bare.at<unsigned char>(y, x)) continue;
            const auto p = scene.at<cv::Vec3f>(y, x);
            const float even = most_even * luminance_of(p);
            ratios.push_back(p[0] / std::max(p[2], least_blue));
            limits.push_back((p[0] - even) / std::max(p[2] - even, least_blue));
        }
    if (ratios.size() < least_seen) return std::nullopt;
    const float pale = quantile_of(ratios, 0.25), coloured = quantile_of(ratios, 0.95);
    const float seen = coloured * (1.0f + std::clamp(coloured / pale - usual_variation, 0.0f, most_added));
    return std::min(seen, quantile_of(limits, 0.5));
}

// Green over blue of usual scalp, 0 where too little is seen.
float usual_green_over_blue(const cv::Mat& scene, const cv::Mat& bare) {
    std::vector<float> ratios;
    for (int y = 0; y < scene.rows; ++y)
        for (int x = 0; x < scene.cols; ++x) {
            const auto p = scene.at<cv::Vec3f>(y, x);
            if (bare.at<unsigned char>(y, x)) ratios.push_back(p[1] / std::max(p[2], least_blue));
        }
    return ratios.empty() ? 0.0f : quantile_of(ratios, 0.5);
}

// How far a channel has come to the end of the scale, where the camera wrote less than there was. Defaults.
float burnt_share(float scene) {
    static const float from = core::scene_from_srgb8(235), to = core::scene_from_srgb8(252);
    return std::clamp((scene - from) / (to - from), 0.0f, 1.0f);
}

// What white light must be added to the skin's own colour to give each pixel's, as a share of its scene light
// (dichromatic model); empty where colour does not tell. Brightly lit skin burns out in red first and would
// pass for sheen; its green still tells.
cv::Mat white_share(const cv::Mat& scene, const cv::Mat& bare, float most_even) {
    const auto inside = red_over_blue_inside(scene, bare, most_even);
    if (!inside || *inside < least_apart) return {};
    const float green_over_blue = usual_green_over_blue(scene, bare);
    cv::Mat share(scene.size(), CV_32F);
    for (int y = 0; y < scene.rows; ++y)
        for (int x = 0; x < scene.cols; ++x) {
            const auto p = scene.at<cv::Vec3f>(y, x);
            const float by_red = white_in(p[0], p[2], *inside),
                        by_green = std::min(by_red, white_in(p[1], p[2], green_over_blue));
            const float white = by_red + burnt_share(p[0]) * (by_green - by_red);
            share.at<float>(y, x) = std::clamp(white / luminance_of(p), 0.0f, 1.0f);
        }
    return share;
}

// How much of a broad paleness is sheen. Pale blood-poor skin and a second, bluish light look like it, and
// rooms are darker than what they are lit by: at this share, photographs of real treatments lose as much red,
// green and blue as simulated ones do (domain.md 2.6). Dark skin sends back so little of its own that what is
// pale in it is sheen; between the two shares of `surface_reflection_share` belief grows.
float believed_sheen(double usual_share) {
    constexpr double light_skin = 0.20, dark_skin = 0.30;
    constexpr float least = 0.70f;
    const double dark = std::clamp((usual_share - light_skin) / (dark_skin - light_skin), 0.0, 1.0);
    return least + (1.0f - least) * static_cast<float>(dark);
}

// The share without the blocks in which files hold colour: within their size it follows the lightness, which
// files hold pixel by pixel. Only where `bare`.
cv::Mat without_blocks(const cv::Mat& share, const cv::Mat& bare, const Working& working) {
    constexpr double reach_px = 12.0;  // three quarters of a block of JPEG's, with colour at half the size
    constexpr double least_contrast = 0.1;  // default: variance of lightness that is more than rounding
    const int radius = std::max(1, cvRound(reach_px * working.px_per_photo_px));
    const cv::Rect box = cv::boundingRect(bare),
                   part(box.x - radius, box.y - radius, box.width + 2 * radius, box.height + 2 * radius);
    const cv::Rect worked = part & cv::Rect({0, 0}, share.size());
    cv::Mat result = share.clone(), lightness;
    result.setTo(cv::mean(share, bare)[0], ~bare);
    cv::extractChannel(working.lab(worked), lightness, 0);
    fast_guided_filter(lightness, result(worked), radius, least_contrast).copyTo(result(worked));
    return result;
}

// Share of each pixel's scene light that the surface threw back. Narrow highlights are what their colour
// says.
core::Field reflected(const Working& working, const cv::Mat& scene, const RegionMaps& maps, double ita_deg) {
    const cv::Mat bare = (maps.labels == static_cast<int>(core::Region::bald)) |
                         (maps.labels == static_cast<int>(core::Region::thinning));
    // Dark skin sends back little light of its own, so that its surface has the larger share.
    const double usual = surface_reflection_share(ita_deg);
    cv::Mat share = white_share(scene, bare, static_cast<float>(std::max(most_even_reflection, usual)));
    if (share.empty()) return {};
    share = without_blocks(share, bare, working);
    // Defaults: what reaches over a seventh of the scalp is broad; of a broad patch six tenths are sheen, the
    // rest is other light or other skin.
    constexpr double broad_reach = 0.14;
    constexpr float patchy = 0.6f;
    cv::Mat weight;
    bare.convertTo(weight, CV_32F, 1.0 / 255.0);
    const double seen = cv::sum(weight)[0], mean = share.dot(weight) / seen;
    const cv::Mat broad = local_mean(share, weight, broad_reach * std::sqrt(seen), mean),
                  believed = believed_sheen(usual) * (mean + patchy * (broad - mean));
    return field_of(cv::min(cv::max(share - broad + believed, 0.0), 1.0));
}

// Pixels of which a channel has come to the end of the scale.
cv::Mat burnt_out(const Working& working) {
    std::vector<cv::Mat> channels;
    cv::split(working.rgb8, channels);
    return cv::max(cv::max(channels[0], channels[1]), channels[2]) >= 252;
}

}  // namespace

Light read_light(const Working& working, const RegionMaps& maps) {
    Light light;
    cv::Mat bare(working.size(), CV_32F, cv::Scalar(0)), ratio(working.size(), CV_32F), lightness;
    cv::extractChannel(working.lab, lightness, 0);
    for (int y = 0; y < bare.rows; ++y)
        for (int x = 0; x < bare.cols; ++x) {
            const auto region = static_cast<core::Region>(maps.labels.at<unsigned char>(y, x));
            const auto p = working.linear.at<cv::Vec3f>(y, x);
            ratio.at<float>(y, x) = std::clamp(p[0] / std::max(p[2], 0.004f), 0.5f, 8.0f);
            if (region != core::Region::background && region != core::Region::hair)
                bare.at<float>(y, x) = 1.0f;
        }
    const double total = std::max(cv::sum(bare)[0], 1.0), mean_ratio = ratio.dot(bare) / total;
    const double sigma = std::max(3.0, std::sqrt(total) / 8.0);
    // Highlights lower the ratio; what lies above the local mean is diffuse, and the second mean rests on
    // that.
    cv::Mat local = local_mean(ratio, bare, sigma, mean_ratio), diffuse;
    cv::Mat upper;
    cv::Mat(ratio >= local).convertTo(upper, CV_32F, 1.0 / 255.0);
    local = local_mean(ratio, bare.mul(upper), sigma, mean_ratio);
    cv::Mat share = highlight_of(working.linear, local * 0.93).mul(bare);
    const cv::Mat light_mean = local_mean(lightness, bare, sigma, 50.0);
    cv::Mat brighter = (lightness - light_mean + 2.0) / 10.0;
    share = share.mul(cv::min(cv::max(brighter, 0.0), 1.0));
    cv::GaussianBlur(share, share, {}, 1.5);
    share.setTo(0.0, share < 0.02);
    light.specular = {field_of(share), static_cast<float>(working.px_per_photo_px)};
    const int seen = std::max(1, cv::countNonZero(bare));
    light.shine_share = cv::countNonZero(share > 0.3f) / static_cast<double>(seen);
    light.burnt_share = cv::countNonZero(burnt_out(working) & (bare > 0.0f)) / static_cast<double>(seen);
    cv::Vec3d sum(0, 0, 0);
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x)
            if (share.at<float>(y, x) > 0.5f) sum += cv::Vec3d(working.linear.at<cv::Vec3f>(y, x));
    const double top = std::max({sum[0], sum[1], sum[2]});
    if (top > 0.0) light.colour = core::LinearRgb(sum[0] / top, sum[1] / top, sum[2] / top);
    return light;
}

cv::Mat soft_scene_light(const Working& working) {
    cv::Mat scene(working.size(), CV_32FC3);
    for (int y = 0; y < scene.rows; ++y)
        for (int x = 0; x < scene.cols; ++x) {
            const auto p = working.rgb8.at<cv::Vec3b>(y, x);
            scene.at<cv::Vec3f>(y, x) = {core::scene_from_srgb8(p[0]), core::scene_from_srgb8(p[1]),
                                         core::scene_from_srgb8(p[2])};
        }
    cv::GaussianBlur(scene, scene, {}, 1.0);
    return scene;
}

core::ScaledField read_reflected(const Working& working, const cv::Mat& scene, const RegionMaps& maps,
                                 double ita_deg) {
    return {reflected(working, scene, maps, ita_deg), static_cast<float>(working.px_per_photo_px)};
}

}  // namespace stubble::scalp
