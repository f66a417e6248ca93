#include "scalp/regions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/region.h"
#include "scalp/disc.h"
#include "scalp/hair_cover.h"
#include "scalp/hairline.h"
#include "scalp/islands.h"
#include "scalp/outline_distance.h"
#include "scalp/soft_step.h"

namespace stubble::scalp {
namespace {

// The three bands of hair density (core/region.h), in the order of `Region`: hair, bald, thinning.
using Bands = std::array<double, 3>;

// Of the cover by which bands are told. Where hairs are too fine to be seen the sketch knows more of it than
// the picture's texture does. Default, by people the net was not trained on.
constexpr double sketch_share = 0.3;

// What the sketch says of the head at working size, whatever it says of the wall.
struct Sketched {
    cv::Mat scalp;                 // probability that a pixel of the head is scalp
    std::array<cv::Mat, 3> bands;  // of the scalp, summing to 1
    cv::Mat density;               // share of full hair density

    Bands at(int y, int x) const {
        return {bands[0].at<float>(y, x), bands[1].at<float>(y, x), bands[2].at<float>(y, x)};
    }
};

Sketched sketched(const Sketch& sketch, const Working& working) {
    const auto& [background, skin, hair, bald, thinning] = sketch.regions;
    const cv::Mat head = cv::max(1.0 - background, 1e-3), scalp = cv::max(hair + bald + thinning, 1e-3);
    const auto enlarged = [&](const cv::Mat& map) { return at_working_size(sketch, map, working); };
    return {enlarged(scalp / head),
            {enlarged(hair / scalp), enlarged(bald / scalp), enlarged(thinning / scalp)},
            enlarged(sketch.density)};
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

// Where the net sees a head or nearly one. Walls and clothes may have the hair's colour, and colour alone
// would let it spread over them.
cv::Mat near_sketched_head(const Sketch& sketch, const Working& working, double px_per_mm) {
    // Default: the net's outline is right to a centimetre.
    return grown_by(at_working_size(sketch, sketch.regions[0], working) < 0.7,
                    std::max(1.0, 10.0 * px_per_mm));
}

// Only the piece of the head that holds its middle counts; other people and skin-like walls do not.
cv::Mat main_piece(const cv::Mat& head, const Working& working, const core::HeadFrame& frame,
                   double px_per_mm) {
    const double gap_px = std::max(1.0, 3.0 * px_per_mm);
    cv::Mat mask = grown_by(shrunk_by(head > 0.5, gap_px), gap_px), labels, stats, centroids;
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
    return shrunk_by(grown_by(labels == best, gap_px), gap_px);
}

// What lies in the middle of skin is skin, whatever its colour; only hair and the picture's edge leave a gap
// that shows the wall.
void fill_holes_in_skin(cv::Mat& head, const cv::Mat& hair) {
    cv::Mat pieces, stats, centroids;
    const int count = cv::connectedComponentsWithStats(head == 0, pieces, stats, centroids, 4);
    for (int i = 1; i < count; ++i) {
        const cv::Rect box = box_around(stats, i);
        if ((box & cv::Rect({}, head.size())) != box) continue;
        const cv::Mat piece = pieces(box) == i;
        cv::Mat rim;
        cv::dilate(piece, rim, cv::Mat::ones(3, 3, CV_8U));
        rim.setTo(0, piece);
        constexpr double least_hair = 0.25;  // default: of the rim
        if (cv::mean(hair(box), rim)[0] < least_hair) head(box).setTo(255, piece);
    }
}

void take_all_for_scalp(const Working& working, Evidence& evidence) {
    evidence.scalp = cv::Mat::ones(working.size(), CV_32F);
    evidence.background = cv::Mat::zeros(working.size(), CV_32F);
    evidence.head = cv::Mat(working.size(), CV_8U, cv::Scalar(255));
}

void tell_head_from_rest(const Working& working, const Classes& classes, const core::HeadFrame& frame,
                         const Sketch& sketch, const Sketched& net, Evidence& evidence) {
    // Default weights: people's hairlines differ, and the sketch sees this one.
    evidence.scalp = 0.3 * scalp_share(working, frame) + 0.7 * net.scalp;
    evidence.background = classes.background;
    cv::Mat seen = classes.skin + classes.hair;
    seen.setTo(0.0, near_sketched_head(sketch, working, evidence.px_per_mm) == 0);
    evidence.head = main_piece(seen, working, frame, evidence.px_per_mm);
    fill_holes_in_skin(evidence.head, classes.hair);
}

cv::Mat told_from_skin(const Classes& classes, double differs_from_skin) {
    constexpr double surely_hair = 0.9;  // default
    return 1.0 - differs_from_skin * (1.0 - cv::min(classes.hair / surely_hair, 1.0));
}

// Hair moves the boundary: a covered pixel is scalp well below the usual hairline. The cover is smoothed over
// millimetres, though, and would carry hair into the skin beside it: where colour says skin only what is
// scalp for certain may be hair. Defaults.
double least_scalp_share(double hair, double told_from_skin) {
    constexpr double lower = 0.2, higher = 0.4;
    return 0.5 + hair * (higher - (lower + higher) * told_from_skin);
}

double normal_share(double v) {
    return 0.5 * std::erfc(-v / std::sqrt(2.0));
}

// Probabilities of the bands by a measured cover alone.
Bands bands_of_cover(double cover) {
    constexpr double sigma = 0.20;  // default: error of the cover on heads with known density
    const double hair = normal_share((cover - 0.6) / sigma), bald = normal_share((0.1 - cover) / sigma);
    return {hair, bald, 1.0 - hair - bald};
}

// Shares of hair and thinning scalp, with what both have together given to each by the cover, and by the
// sketch as far as the cover does not count: the net tells hair from skin better than how dense it is.
// Default.
void part_by_density(Bands& bands, const Bands& weighted_cover, double cover_weight, const Bands& by_sketch) {
    const double sketch_weight = 1.0 - 0.7 * std::sqrt(cover_weight);
    const auto part = [&](std::size_t b) {
        return weighted_cover[b] * std::pow(std::max(by_sketch[b], 1e-4), sketch_weight);
    };
    const double hair = part(0), thinning = part(2), both = bands[0] + bands[2];
    bands[0] = both * hair / (hair + thinning);
    bands[2] = both - bands[0];
}

// Measured cover and sketch are two witnesses. Sparse hair is easily overlooked by both, so bald scalp weighs
// less. Default: lower weights find more thinning scalp on drawn heads that the net was not trained on, but
// call more of the skin on photographed bald heads hair.
// Where a photo shows no texture as fine as hair, as blurred ones do, its absence says little: the cover
// counts by `cover_weight`.
Bands agreed(const Bands& by_cover, double cover_weight, const Bands& by_sketch) {
    static constexpr Bands weights{1.0, 0.45, 1.0};
    Bands bands{}, weighted_cover{};
    double sum = 0.0;
    for (std::size_t b = 0; b < bands.size(); ++b) {
        weighted_cover[b] = std::pow(std::max(by_cover[b], 1e-4), cover_weight);
        sum += bands[b] = weights[b] * weighted_cover[b] * std::max(by_sketch[b], 1e-4);
    }
    for (double& share : bands) share /= sum;
    part_by_density(bands, weighted_cover, cover_weight, by_sketch);
    return bands;
}

}  // namespace

float share_of(const Evidence& evidence, core::Region region, cv::Point at) {
    const float background = evidence.background.at<float>(at), head = 1.0f - background;
    if (region == core::Region::background) return background;
    const float scalp = evidence.scalp.at<float>(at);
    if (region == core::Region::skin) return head * (1.0f - scalp);
    const auto band = static_cast<std::size_t>(region) - static_cast<std::size_t>(core::Region::hair);
    return head * scalp * evidence.bands[band].at<float>(at);
}

float cover_in_band(float cover, core::Region label) {
    switch (label) {
        case core::Region::hair:
            return std::max(cover, 0.6f);
        case core::Region::bald:
            return std::min(cover, 0.1f);
        case core::Region::thinning:
            return std::clamp(cover, 0.11f, 0.59f);
        default:
            return 0.0f;
    }
}

Evidence read_evidence(const core::Picture& photo, const Working& working, const Classes& classes,
                       const HeadFit& fit, const Sketch& sketch) {
    const core::HeadFrame& frame = fit.frame;
    const Sketched net = sketched(sketch, working);
    Evidence evidence;
    evidence.px_per_mm = frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px;
    if (fit.view == View::close_up)
        take_all_for_scalp(working, evidence);
    else
        tell_head_from_rest(working, classes, frame, sketch, net, evidence);
    const HairCover cover = read_hair_cover(photo, working, classes, frame, evidence.scalp, evidence.head);
    evidence.cover = cover.share;
    evidence.told_from_skin = told_from_skin(classes, cover.differs_from_skin);
    // A pixel of blur takes grain and single hairs away and leaves edges.
    cv::GaussianBlur(working.lab, evidence.colours, {}, 1.0);
    // Default: colour still tells some hair from skin where its texture is not seen.
    constexpr double least_weight = 0.1;
    for (cv::Mat& band : evidence.bands) band.create(working.size(), CV_32F);
    cv::parallel_for_({0, evidence.cover.rows}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < evidence.cover.cols; ++x) {
                const double seen = evidence.cover.at<float>(y, x),
                             measured = seen + sketch_share * (net.density.at<float>(y, x) - seen),
                             weight = std::max({least_weight, cover.shows_texture, seen});
                const Bands bands = agreed(bands_of_cover(measured), weight, net.at(y, x));
                for (std::size_t b = 0; b < bands.size(); ++b)
                    evidence.bands[b].at<float>(y, x) = static_cast<float>(bands[b]);
            }
    });
    return evidence;
}

RegionMaps label_regions(const Evidence& evidence) {
    const cv::Size size = evidence.scalp.size();
    RegionMaps maps{cv::Mat::zeros(size, CV_8U), cv::Mat::zeros(size, CV_32F), cv::Mat(size, CV_32F)};
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            auto& label = maps.labels.at<unsigned char>(y, x);
            const float background = evidence.background.at<float>(y, x),
                        scalp = evidence.scalp.at<float>(y, x);
            double sure = std::abs(2.0 * background - 1.0);
            if (evidence.head.at<unsigned char>(y, x)) {
                const std::array<double, 3> bands = {evidence.bands[0].at<float>(y, x),
                                                     evidence.bands[1].at<float>(y, x),
                                                     evidence.bands[2].at<float>(y, x)};
                const double least_share =
                    least_scalp_share(bands[0], evidence.told_from_skin.at<float>(y, x));
                label = static_cast<unsigned char>(core::Region::skin);
                sure *= std::min(1.0, std::abs(scalp - least_share) / 0.5);
                if (scalp > least_share) {
                    const auto likeliest = std::max_element(bands.begin(), bands.end());
                    label = static_cast<unsigned char>(static_cast<int>(core::Region::hair) +
                                                       (likeliest - bands.begin()));
                    maps.hair_cover.at<float>(y, x) =
                        cover_in_band(evidence.cover.at<float>(y, x), static_cast<core::Region>(label));
                    sure *= *likeliest;
                }
            }
            maps.confidence.at<float>(y, x) = static_cast<float>(sure);
        }
    join_islands(maps.labels, evidence.px_per_mm);
    return maps;
}

}  // namespace stubble::scalp
