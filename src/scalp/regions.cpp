#include "scalp/regions.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/region.h"
#include "scalp/hairline.h"

namespace stubble::scalp {
namespace {

double soft_step(double v, double width) {
    return 1.0 / (1.0 + std::exp(-std::clamp(v / width, -30.0, 30.0)));
}

// Probability that a pixel of the head is scalp by the frame alone; outside the outline hair is scalp hair.
cv::Mat scalp_share(const Working& working, const core::HeadFrame& frame) {
    cv::Mat share(working.size(), CV_32F);
    cv::parallel_for_({0, share.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < share.cols; ++x) {
                const auto at = working.photo_point(x, y);
                const auto hit = frame.hit(at);
                const double level = outline_distance(frame, at).level_mm;
                share.at<float>(y, x) = static_cast<float>(
                    hit ? soft_step(inside_hairline_rad(hit->point), 0.07) : soft_step(level + 30.0, 20.0));
            }
    });
    return share;
}

// Only the piece of the head that holds its middle counts; other people and skin-like walls do not.
cv::Mat main_piece(const cv::Mat& head, const Working& working, const core::HeadFrame& frame) {
    cv::Mat mask = head > 0.5, labels, stats, centroids;
    const double px_per_mm = frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px;
    const int r = std::max(1, static_cast<int>(3.0 * px_per_mm));
    cv::morphologyEx(mask, mask, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centroids);
    int best = 0;
    double most = 0.0;
    for (int i = 1; i < count; ++i) {
        cv::Mat piece = labels == i;
        double weight = 0.0;
        for (int y = 0; y < piece.rows; y += 3)
            for (int x = 0; x < piece.cols; x += 3)
                if (piece.at<unsigned char>(y, x) &&
                    outline_distance(frame, working.photo_point(x, y)).inside_mm > 0)
                    weight += 1.0;
        if (weight > most) most = weight, best = i;
    }
    if (best == 0) return mask;
    cv::Mat piece = labels == best;
    cv::morphologyEx(piece, piece, cv::MORPH_CLOSE,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    return piece;
}

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

// Hair cover before smoothing: likeness to the photo's own hair and darkness against the local light of bare
// skin. Hair that differs from skin in neither lightness nor saturation is shade, not hair.
cv::Mat raw_cover(const Working& working, const Classes& classes, double px_per_mm) {
    cv::Mat lightness;
    cv::extractChannel(working.lab, lightness, 0);
    const cv::Mat sure_skin = classes.skin.mul(classes.skin), sure_hair = classes.hair.mul(classes.hair);
    const Tone skin = mean_tone(working, sure_skin), hair = mean_tone(working, sure_hair);
    const double paler = std::max(0.0, 1.0 - hair.saturation / std::max(skin.saturation, 0.05));
    const double rougher = std::max(0.0, hair.texture - skin.texture);
    const double apart =
        std::clamp((skin.lightness - hair.lightness) / 25.0 + 1.5 * paler + 0.8 * rougher, 0.0, 1.0);
    const cv::Mat light = local_mean(lightness, sure_skin, 30.0 * px_per_mm, skin.lightness);
    const double span = std::max(skin.lightness - hair.lightness, 22.0);
    cv::Mat dark = (light - lightness) / span - 0.12;
    dark = cv::min(cv::max(dark, 0.0), 1.0);
    return apart * 0.65 * classes.hair + 0.35 * dark;
}

}  // namespace

RegionMaps read_regions(const Working& working, const Classes& classes, const core::HeadFrame& frame) {
    const double px_per_mm = frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px;
    const cv::Mat share = scalp_share(working, frame);
    const cv::Mat head = main_piece(classes.skin + classes.hair, working, frame);
    cv::Mat cover = raw_cover(working, classes, px_per_mm);
    cv::GaussianBlur(cover, cover, {}, std::max(0.8, 2.0 * px_per_mm));
    RegionMaps maps{cv::Mat::zeros(working.size(), CV_8U), cv::Mat::zeros(working.size(), CV_32F),
                    cv::Mat(working.size(), CV_32F)};
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x) {
            auto& label = maps.labels.at<unsigned char>(y, x);
            const float b = classes.background.at<float>(y, x), scalp = share.at<float>(y, x);
            const float hair = std::clamp((cover.at<float>(y, x) - 0.2f) / 0.6f, 0.0f, 1.0f);
            float sure = std::abs(2.0f * b - 1.0f);
            if (head.at<unsigned char>(y, x)) {
                // Hair moves the boundary: a covered pixel is scalp well below the usual hairline.
                const bool is_scalp = scalp > 0.5f - 0.35f * hair;
                label = static_cast<unsigned char>(core::Region::skin);
                if (is_scalp) {
                    maps.hair_cover.at<float>(y, x) = hair;
                    label = static_cast<unsigned char>(hair >= 0.6f   ? core::Region::hair
                                                       : hair <= 0.1f ? core::Region::bald
                                                                      : core::Region::thinning);
                }
                sure = std::min(sure, std::max(std::abs(2.0f * scalp - 1.0f), hair));
            }
            maps.confidence.at<float>(y, x) = sure;
        }
    return maps;
}

}  // namespace stubble::scalp
