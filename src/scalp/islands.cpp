#include "scalp/islands.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "core/region.h"

namespace stubble::scalp {
namespace {

using Votes = std::array<int, core::region_names.size()>;

// How many pixels of each other label are next to a piece.
Votes votes_around(const cv::Mat& labels, const cv::Mat& piece, unsigned char own) {
    cv::Mat rim;
    cv::dilate(piece, rim, cv::Mat::ones(3, 3, CV_8U));
    rim.setTo(0, piece);
    Votes votes{};
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            if (rim.at<unsigned char>(y, x)) ++votes[labels.at<unsigned char>(y, x)];
    votes[own] = 0;
    return votes;
}

bool lies_in_open_scalp(const Votes& around) {
    constexpr double least = 0.8;  // default: of the rim
    const int open = around[static_cast<std::size_t>(core::Region::bald)] +
                     around[static_cast<std::size_t>(core::Region::thinning)];
    return open >= least * std::accumulate(around.begin(), around.end(), 0);
}

}  // namespace

cv::Rect box_around(const cv::Mat& stats, int piece) {
    return {stats.at<int>(piece, cv::CC_STAT_LEFT) - 1, stats.at<int>(piece, cv::CC_STAT_TOP) - 1,
            stats.at<int>(piece, cv::CC_STAT_WIDTH) + 2, stats.at<int>(piece, cv::CC_STAT_HEIGHT) + 2};
}

void join_islands(cv::Mat& labels, double px_per_mm) {
    using core::Region;
    constexpr double least_mm2 = 100.0, ear_mm2 = 1500.0;
    for (const Region region : {Region::thinning, Region::bald, Region::hair, Region::skin}) {
        const auto own = static_cast<unsigned char>(region);
        cv::Mat pieces, stats, centroids;
        const int count = cv::connectedComponentsWithStats(labels == own, pieces, stats, centroids, 4);
        for (int i = 1; i < count; ++i) {
            const double mm2 = stats.at<int>(i, cv::CC_STAT_AREA) / (px_per_mm * px_per_mm);
            if (mm2 >= (region == Region::skin ? ear_mm2 : least_mm2)) continue;
            const cv::Rect inside = box_around(stats, i) & cv::Rect({}, labels.size());
            const cv::Mat piece = pieces(inside) == i;
            const Votes votes = votes_around(labels(inside), piece, own);
            const auto most = std::max_element(votes.begin(), votes.end());
            if (*most > 0 && (mm2 < least_mm2 || lies_in_open_scalp(votes)))
                labels(inside).setTo(static_cast<double>(most - votes.begin()), piece);
        }
    }
}

}  // namespace stubble::scalp
