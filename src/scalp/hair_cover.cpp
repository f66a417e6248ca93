#include "scalp/hair_cover.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "scalp/follicle_texture.h"
#include "scalp/quantile.h"
#include "scalp/surface.h"

namespace stubble::scalp {
namespace {

struct Tone {
    double lightness = 0.0, saturation = 0.0;  // chroma over lightness: shade alone leaves it as it is
    double texture = 0.0;
};

Tone mean_tone(const Working& working, const cv::Mat& weights) {
    const cv::Mat& lab = working.lab;
    double weight = 1e-6, lightness = 0.0, chroma = 0.0, texture = 0.0;
    for (int y = 0; y < lab.rows; y += 2)
        for (int x = 0; x < lab.cols; x += 2) {
            const auto& p = lab.at<cv::Vec3f>(y, x);
            const double w = weights.at<float>(y, x);
            weight += w, lightness += w * p[0], chroma += w * std::hypot(p[1], p[2]);
            texture += w * working.texture.at<float>(y, x);
        }
    return {lightness / weight, chroma / std::max(lightness, 1e-6), texture / weight};
}

// Hair that differs from skin in neither lightness nor saturation is shade, not hair.
double difference_of(const Tone& skin, const Tone& hair) {
    const double paler = std::max(0.0, 1.0 - hair.saturation / std::max(skin.saturation, 0.05));
    const double rougher = std::max(0.0, hair.texture - skin.texture);
    return std::clamp((skin.lightness - hair.lightness) / 25.0 + 1.5 * paler + 0.8 * rougher, 0.0, 1.0);
}

// What skin and hair of this photo look like.
struct Looks {
    cv::Mat surely_skin;  // CV_32F, weights
    Tone skin, hair;
    double difference = 0.0;
};

Looks looks_of(const Working& working, const Classes& classes) {
    const cv::Mat surely_skin = classes.skin.mul(classes.skin);
    const Tone skin = mean_tone(working, surely_skin),
               hair = mean_tone(working, classes.hair.mul(classes.hair));
    return {surely_skin, skin, hair, difference_of(skin, hair)};
}

// Hair cover before smoothing: likeness to the photo's own hair and darkness against the local light of bare
// skin.
cv::Mat colour_cover(const Working& working, const Classes& classes, const Looks& looks, double px_per_mm) {
    cv::Mat lightness;
    cv::extractChannel(working.lab, lightness, 0);
    const cv::Mat light = local_mean(lightness, looks.surely_skin, 30.0 * px_per_mm, looks.skin.lightness);
    const double span = std::max(looks.skin.lightness - looks.hair.lightness, 22.0);
    cv::Mat dark = (light - lightness) / span - 0.12;
    dark = cv::min(cv::max(dark, 0.0), 1.0);
    return looks.difference * 0.65 * classes.hair + 0.35 * dark;
}

// Lightness of this photo's dark hair where it is dense; nullopt where too little is seen.
std::optional<double> dense_hair_lightness(const Working& working, const Classes& classes,
                                           const cv::Mat& head) {
    constexpr std::size_t least_seen = 500;
    std::vector<float> lightness;
    for (int y = 0; y < head.rows; ++y)
        for (int x = 0; x < head.cols; ++x)
            if (head.at<unsigned char>(y, x) && classes.hair.at<float>(y, x) > 0.7f)
                lightness.push_back(working.lab.at<cv::Vec3f>(y, x)[0]);
    if (lightness.size() < least_seen) return std::nullopt;
    return quantile_of(lightness, 0.3);
}

// How far a place belongs to the part of the crown that faces the camera. Defaults.
double on_seen_crown(const core::HeadFrame& frame, const core::PhotoPoint& at) {
    constexpr double degree = std::numbers::pi / 180.0;
    const auto hit = frame.hit(at);
    if (!hit) return 0.0;
    const double from_edge_rad = 60.0 * degree - core::chart_of(hit->point).polar_rad;
    return std::clamp(from_edge_rad / (15.0 * degree), 0.0, 1.0) *
           std::clamp((hit->cos_view - 0.45) / 0.2, 0.0, 1.0);
}

// Share of scalp that is seen between the strands of dark hair on the crown: lighter than dense hair and,
// unlike its sheen, coloured. Texture alone would take thin strands on bare skin for full cover. 0 where hair
// is hardly darker than skin. Defaults.
cv::Mat seen_scalp(const Working& working, const Classes& classes, const Tone& skin,
                   const core::HeadFrame& frame, const cv::Mat& head, double working_px_per_mm) {
    constexpr double least_contrast = 20.0, full_contrast = 28.0, least_chroma = 6.0, chroma_of_skin = 0.25,
                     shade = 0.5;
    cv::Mat share = cv::Mat::zeros(working.size(), CV_32F), lab;
    const auto dense = dense_hair_lightness(working, classes, head);
    const double contrast = skin.lightness - dense.value_or(skin.lightness);
    if (contrast <= least_contrast) return share;
    const double weight = std::min((contrast - least_contrast) / (full_contrast - least_contrast), 1.0);
    const double chroma_from = std::max(least_chroma, chroma_of_skin * skin.saturation * skin.lightness);
    cv::GaussianBlur(working.lab, lab, {}, std::max(1.0, working_px_per_mm));
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x) {
            if (!head.at<unsigned char>(y, x)) continue;
            const auto& p = lab.at<cv::Vec3f>(y, x);
            const double lighter = std::clamp(((p[0] - *dense) / contrast - shade) / (1.0 - shade), 0.0, 1.0),
                         coloured = std::clamp((std::hypot(p[1], p[2]) - chroma_from) / 2.0 + 0.5, 0.0, 1.0);
            if (lighter * coloured > 0.0)
                share.at<float>(y, x) = static_cast<float>(weight * lighter * coloured *
                                                           on_seen_crown(frame, working.photo_point(x, y)));
        }
    return share;
}

// Texture of full cover in this photo, so that length, colour and sharpness of its hair do not matter: what
// the densest eighth of the scalp shows. Default floor: heads with next to no hair have no such place.
double full_texture(const cv::Mat& texture, const cv::Mat& scalp_share, const cv::Mat& head) {
    std::vector<float> seen;
    for (int y = 0; y < texture.rows; ++y)
        for (int x = 0; x < texture.cols; ++x)
            if (head.at<unsigned char>(y, x) && scalp_share.at<float>(y, x) > 0.5f)
                seen.push_back(texture.at<float>(y, x));
    if (seen.size() < 50) return 0.0;
    const auto dense = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() * 88 / 100);
    std::nth_element(seen.begin(), dense, seen.end());
    return 0.9 * *dense;
}

}  // namespace

HairCover read_hair_cover(const core::Picture& photo, const Working& working, const Classes& classes,
                          const core::HeadFrame& frame, const cv::Mat& scalp_share, const cv::Mat& head) {
    const double px_per_mm = nearest_px_per_mm(frame);
    const double working_px_per_mm = px_per_mm * working.px_per_photo_px;
    const cv::Mat smooth_skin = classes.skin.mul(1.0 - 0.5 * scalp_share);
    const cv::Mat texture = follicle_texture(photo, working, head, smooth_skin, px_per_mm);
    constexpr double least_full = 0.10;
    const double fullest = full_texture(texture, scalp_share, head), full = std::max(least_full, fullest);
    // Default: what skin's own grain leaves above the floor.
    constexpr double grain = 0.02;
    // Below some 2 px/mm single hairs cannot be told from wrinkles and compression (methods.md 3).
    const double trust = std::clamp(px_per_mm - 1.5, 0.0, 1.0);
    cv::Mat by_texture = cv::min(cv::max((texture - grain) / (full - grain), 0.0), 1.0) * trust;
    const Looks looks = looks_of(working, classes);
    cv::Mat by_colour = colour_cover(working, classes, looks, working_px_per_mm);
    cv::GaussianBlur(by_colour, by_colour, {}, std::max(0.8, 2.0 * working_px_per_mm));
    // Default: shade alone reaches 0.33.
    by_colour = cv::min(cv::max((by_colour - 0.33) / 0.47, 0.0), 1.0);
    // Either is enough, but for scalp that is plainly seen.
    const cv::Mat bare = cv::max((1.0 - by_texture).mul(1.0 - by_colour),
                                 seen_scalp(working, classes, looks.skin, frame, head, working_px_per_mm));
    return {mean_on_head(1.0 - bare, head, std::max(1.0, 2.0 * working_px_per_mm)), looks.difference,
            trust * std::min(fullest / least_full, 1.0)};
}

}  // namespace stubble::scalp
