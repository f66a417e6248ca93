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
    double expected_sum = 0.0;  // of the hair's probability in the sketch
    int pixels = 0;
    double top_level_mm = -1e9;
    float deepest_px = 0.0f;
    int beside_head = 0, on_head = 0;  // pixels above the level where hair hangs, all and within the outline
    bool near_roots = false;

    // Hair stands off the head on which it grows; a dark thing behind it only touches the outline. Default.
    bool rooted() const { return near_roots && 4 * on_head >= beside_head; }
};

std::vector<Piece> pieces_of(const Locks& locks, const cv::Mat& lab, const cv::Mat& expected,
                             const Places& places) {
    std::vector<Piece> pieces(static_cast<std::size_t>(locks.count));
    for (int y = 0; y < lab.rows; ++y)
        for (int x = 0; x < lab.cols; ++x) {
            Piece& piece = pieces[static_cast<std::size_t>(locks.piece.at<int>(y, x))];
            piece.colour_sum += cv::Vec3d(lab.at<cv::Vec3f>(y, x));
            piece.expected_sum += expected.at<float>(y, x);
            ++piece.pixels;
            const double level = places.level.at<float>(y, x);
            piece.top_level_mm = std::max(piece.top_level_mm, level);
            const float inside = places.inside.at<float>(y, x);
            if (level > roots_end_level_mm && inside > -beside_mm) piece.near_roots = true;
            if (level > hanging_level_mm) ++piece.beside_head, piece.on_head += inside > 0.0f;
            piece.deepest_px = std::max(piece.deepest_px, locks.depth_px.at<float>(y, x));
        }
    return pieces;
}

// Hair that shows its roots.
struct Rooted {
    cv::Vec3d lab{0, 0, 0};  // mean
    int pixels = 0;
};

// Of locks; of narrower strips where no lock shows its roots.
std::optional<Rooted> rooted_hair(const std::vector<Piece>& pieces, const cv::Mat& hair,
                                  const Working& working, const Places& places) {
    Rooted rooted;
    for (std::size_t i = 1; i < pieces.size(); ++i)
        if (pieces[i].rooted()) rooted.lab += pieces[i].colour_sum, rooted.pixels += pieces[i].pixels;
    if (rooted.pixels > 0) {
        rooted.lab /= rooted.pixels;
        return rooted;
    }
    const cv::Mat strips = hair & (places.level > roots_end_level_mm) & (places.inside > -beside_mm);
    rooted.pixels = cv::countNonZero(strips);
    if (rooted.pixels == 0) return std::nullopt;
    const cv::Scalar mean = cv::mean(working.lab, strips);
    rooted.lab = {mean[0], mean[1], mean[2]};
    return rooted;
}

double off_colour(const cv::Vec3d& lab, const cv::Vec3d& rooted) {
    const cv::Vec3d off = lab - rooted;
    return std::hypot(lightness_counts * off[0], off[1], off[2]);
}

// Shade and sun change the colour of long hair along its way: where the sketch sees hair and there is enough
// of it above, more is let pass.
double colour_tolerance(const Piece& piece, int rooted_pixels) {
    if (rooted_pixels < piece.pixels) return same_colour;
    constexpr double hardly_expected = 0.6, well_expected = 0.9, expected_colour = 10.0;  // defaults
    const double sure =
        (piece.expected_sum / piece.pixels - hardly_expected) / (well_expected - hardly_expected);
    return same_colour + (expected_colour - same_colour) * std::clamp(sure, 0.0, 1.0);
}

bool may_come_from_behind(const Piece& piece, const Rooted& rooted, double widest_px) {
    return piece.top_level_mm > shoulders_level_mm && piece.deepest_px < 0.5 * widest_px &&
           off_colour(piece.colour_sum / piece.pixels, rooted.lab) < colour_tolerance(piece, rooted.pixels);
}

// Hair as wide as a lock and what is next to it.
cv::Mat grown(const cv::Mat& hair, const Working& working, const cv::Mat& expected, const Places& places,
              double px_per_mm) {
    const double radius_px = std::max(1.0, 0.5 * lock_mm * px_per_mm);
    const Locks locks = locks_in(hair, radius_px);
    const std::vector<Piece> pieces = pieces_of(locks, working.lab, expected, places);
    const auto rooted = rooted_hair(pieces, hair, working, places);
    std::vector<bool> kept(pieces.size(), false);
    for (std::size_t i = 1; i < pieces.size(); ++i)
        kept[i] = pieces[i].rooted() ||
                  (rooted && may_come_from_behind(pieces[i], *rooted, widest_lock_mm * px_per_mm));
    cv::Mat middles(hair.size(), CV_8U);
    for (int y = 0; y < middles.rows; ++y)
        for (int x = 0; x < middles.cols; ++x)
            middles.at<unsigned char>(y, x) =
                kept[static_cast<std::size_t>(locks.piece.at<int>(y, x))] ? 255 : 0;
    return hair & grown_by(middles, 2.0 * radius_px);
}

}  // namespace

Classes only_rooted_hair(const Classes& classes, const cv::Mat& expected, const Working& working,
                         const core::HeadFrame& frame) {
    const cv::Mat hair = (classes.hair > classes.skin) & (classes.background < 0.5);
    const Places places = places_of(working, frame);
    const double px_per_mm = frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px;
    const cv::Mat outside = places.inside < 0.0, below = places.level < hanging_level_mm;
    const cv::Mat loose = (outside & below) | (places.inside < -beside_mm) | (places.level < jaw_level_mm);
    const cv::Mat unrooted = hair & loose & ~grown(hair, working, expected, places, px_per_mm);
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
