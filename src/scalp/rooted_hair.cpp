#include "scalp/rooted_hair.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "scalp/disc.h"
#include "scalp/outline_distance.h"

namespace stubble::scalp {
namespace {

// Defaults. A collar meets hair and beard in narrower strips than a lock is wide that hangs beside a face;
// hair whose roots show begins above the ear's middle; locks that come out from behind an ear do so above the
// shoulders, and are no wider than half a head.
constexpr double lock_mm = 15.0, widest_lock_mm = 60.0, roots_end_level_mm = -20.0, hanging_level_mm = -30.0,
                 jaw_level_mm = -80.0, shoulders_level_mm = -130.0, beside_mm = 20.0;
// Lightness counts half, because the head shades the hair below it.
constexpr double same_colour = 4.0, lightness_counts = 0.5;
// Of the hair's probability where it is not rooted: photos of long-haired people in dark clothes are rare.
constexpr float kept_share = 0.1f;

// As OutlineDistance, CV_32F, mm.
struct Places {
    cv::Mat level, inside;
};

Places places_of(const Working& working, const core::HeadFrame& frame) {
    Places places{cv::Mat(working.size(), CV_32F), cv::Mat(working.size(), CV_32F)};
    cv::parallel_for_({0, places.level.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < places.level.cols; ++x) {
                const OutlineDistance at = outline_distance(frame, working.photo_point(x, y));
                places.level.at<float>(y, x) = static_cast<float>(at.level_mm);
                places.inside.at<float>(y, x) = static_cast<float>(at.inside_mm);
            }
    });
    return places;
}

// Middles of locks, and which piece each belongs to (CV_32S, 0 for none).
struct Locks {
    cv::Mat depth_px;  // CV_32F, of the hair
    cv::Mat piece;
    int count = 0;
};

Locks locks_in(const cv::Mat& hair, double radius_px) {
    Locks locks;
    cv::distanceTransform(hair, locks.depth_px, cv::DIST_L2, cv::DIST_MASK_5);
    locks.count = cv::connectedComponents(locks.depth_px >= radius_px, locks.piece, 8);
    return locks;
}

struct Piece {
    cv::Vec3d colour_sum{0, 0, 0};
    int pixels = 0;
    double top_level_mm = -1e9;
    float deepest_px = 0.0f;
    bool rooted = false;
};

std::vector<Piece> pieces_of(const Locks& locks, const cv::Mat& lab, const Places& places) {
    std::vector<Piece> pieces(static_cast<std::size_t>(locks.count));
    for (int y = 0; y < lab.rows; ++y)
        for (int x = 0; x < lab.cols; ++x) {
            Piece& piece = pieces[static_cast<std::size_t>(locks.piece.at<int>(y, x))];
            piece.colour_sum += cv::Vec3d(lab.at<cv::Vec3f>(y, x));
            ++piece.pixels;
            const double level = places.level.at<float>(y, x);
            piece.top_level_mm = std::max(piece.top_level_mm, level);
            if (level > roots_end_level_mm && places.inside.at<float>(y, x) > -beside_mm) piece.rooted = true;
            piece.deepest_px = std::max(piece.deepest_px, locks.depth_px.at<float>(y, x));
        }
    return pieces;
}

// Of the hair that shows its roots; of narrower strips of it where no lock does.
std::optional<cv::Vec3d> rooted_colour(const std::vector<Piece>& pieces, const cv::Mat& hair,
                                       const Working& working, const Places& places) {
    cv::Vec3d sum(0, 0, 0);
    int pixels = 0;
    for (std::size_t i = 1; i < pieces.size(); ++i)
        if (pieces[i].rooted) sum += pieces[i].colour_sum, pixels += pieces[i].pixels;
    if (pixels > 0) return sum / pixels;
    const cv::Mat strips = hair & (places.level > roots_end_level_mm) & (places.inside > -beside_mm);
    if (cv::countNonZero(strips) == 0) return std::nullopt;
    const cv::Scalar mean = cv::mean(working.lab, strips);
    return cv::Vec3d(mean[0], mean[1], mean[2]);
}

bool may_come_from_behind(const Piece& piece, const cv::Vec3d& rooted, double widest_px) {
    const cv::Vec3d off = piece.colour_sum / piece.pixels - rooted;
    return piece.top_level_mm > shoulders_level_mm && piece.deepest_px < 0.5 * widest_px &&
           std::hypot(lightness_counts * off[0], off[1], off[2]) < same_colour;
}

// Hair as wide as a lock and what is next to it.
cv::Mat grown(const cv::Mat& hair, const Working& working, const Places& places, double px_per_mm) {
    const double radius_px = std::max(1.0, 0.5 * lock_mm * px_per_mm);
    const Locks locks = locks_in(hair, radius_px);
    const std::vector<Piece> pieces = pieces_of(locks, working.lab, places);
    const auto colour = rooted_colour(pieces, hair, working, places);
    std::vector<bool> kept(pieces.size(), false);
    for (std::size_t i = 1; i < pieces.size(); ++i)
        kept[i] = pieces[i].rooted ||
                  (colour && may_come_from_behind(pieces[i], *colour, widest_lock_mm * px_per_mm));
    cv::Mat middles(hair.size(), CV_8U);
    for (int y = 0; y < middles.rows; ++y)
        for (int x = 0; x < middles.cols; ++x)
            middles.at<unsigned char>(y, x) =
                kept[static_cast<std::size_t>(locks.piece.at<int>(y, x))] ? 255 : 0;
    return hair & grown_by(middles, 2.0 * radius_px);
}

}  // namespace

Classes only_rooted_hair(const Classes& classes, const Working& working, const core::HeadFrame& frame) {
    const cv::Mat hair = (classes.hair > classes.skin) & (classes.background < 0.5);
    const Places places = places_of(working, frame);
    const double px_per_mm = frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px;
    const cv::Mat outside = places.inside < 0.0, below = places.level < hanging_level_mm;
    const cv::Mat loose = (outside & below) | (places.inside < -beside_mm) | (places.level < jaw_level_mm);
    const cv::Mat unrooted = hair & loose & ~grown(hair, working, places, px_per_mm);
    Classes rooted{classes.background.clone(), classes.skin.clone(), classes.hair.clone()};
    for (int y = 0; y < hair.rows; ++y)
        for (int x = 0; x < hair.cols; ++x) {
            if (!unrooted.at<unsigned char>(y, x)) continue;
            float& share = rooted.hair.at<float>(y, x);
            cv::Mat& instead = outside.at<unsigned char>(y, x) ? rooted.background : rooted.skin;
            instead.at<float>(y, x) += (1.0f - kept_share) * share;
            share *= kept_share;
        }
    return rooted;
}

}  // namespace stubble::scalp
