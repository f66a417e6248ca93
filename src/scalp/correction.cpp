#include "scalp/correction.h"

#include <opencv2/imgproc.hpp>
#include <optional>

#include "core/region.h"
#include "scalp/footprint.h"
#include "scalp/spread.h"

namespace stubble::scalp {
namespace {

void put(Correction& correction, const Evidence& evidence, cv::Point at, core::Region region,
         float confidence) {
    RegionMaps& maps = correction.maps;
    maps.labels.at<unsigned char>(at) = static_cast<unsigned char>(region);
    // Who paints hair means hair that misses nothing.
    maps.hair_cover.at<float>(at) =
        region == core::Region::hair ? 1.0f : cover_in_band(evidence.cover.at<float>(at), region);
    maps.confidence.at<float>(at) = confidence;
    correction.spared.at<unsigned char>(at) = core::is_scalp(maps.labels.at<unsigned char>(at)) ? 0 : 255;
}

// Single pixels left out or reached alone are no part of an edge.
cv::Mat without_specks(const cv::Mat& share) {
    cv::Mat mask = share > 0.0f;
    cv::medianBlur(mask, mask, 5);
    return mask;
}

void put_reached(Correction& correction, const Evidence& evidence, const Reached& reached,
                 core::Region region) {
    if (reached.box.empty()) return;
    const cv::Mat mask = without_specks(reached.share);
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x) {
            const cv::Point at = cv::Point(x, y) + reached.box.tl();
            if (!mask.at<unsigned char>(y, x) || correction.pinned.at<unsigned char>(at)) continue;
            const float share = reached.share.at<float>(y, x);
            // A pixel left out within the head is closed, one beside it stays.
            if (share <= 0.0f && !evidence.head.at<unsigned char>(at)) continue;
            // Default: the user's word counts for half of certainty where it ends.
            put(correction, evidence, at, region, 0.5f + 0.5f * share);
        }
}

void put_footprint(Correction& correction, const RegionMaps& automatic, const Evidence& evidence,
                   const Footprint& footprint, const std::optional<core::Region>& region) {
    for (int y = 0; y < footprint.box.height; ++y)
        for (int x = 0; x < footprint.box.width; ++x) {
            if (!footprint.inside.at<unsigned char>(y, x)) continue;
            const cv::Point at = cv::Point(x, y) + footprint.box.tl();
            correction.pinned.at<unsigned char>(at) = 255;
            if (region) {
                put(correction, evidence, at, *region, 1.0f);
                if (*region == core::Region::hair) correction.spared.at<unsigned char>(at) = 255;
                continue;
            }
            correction.spared.at<unsigned char>(at) = 0;
            correction.maps.labels.at<unsigned char>(at) = automatic.labels.at<unsigned char>(at);
            correction.maps.hair_cover.at<float>(at) = automatic.hair_cover.at<float>(at);
            correction.maps.confidence.at<float>(at) = automatic.confidence.at<float>(at);
        }
}

}  // namespace

Correction uncorrected(const RegionMaps& automatic) {
    return {{automatic.labels.clone(), automatic.hair_cover.clone(), automatic.confidence.clone()},
            cv::Mat::zeros(automatic.labels.size(), CV_8U),
            cv::Mat::zeros(automatic.labels.size(), CV_8U)};
}

Correction copy_of(const Correction& correction) {
    Correction copy = uncorrected(correction.maps);
    copy.pinned = correction.pinned.clone();
    copy.spared = correction.spared.clone();
    return copy;
}

void correct(Correction& correction, const RegionMaps& automatic, const Evidence& evidence,
             const Working& working, const Stroke& stroke) {
    const Footprint footprint = footprint_of(stroke, working.px_per_photo_px, working.size());
    if (footprint.box.empty()) return;
    Reached reached;
    if (stroke.region)
        reached = spread_of(correction, evidence, footprint, *stroke.region,
                            0.5 * stroke.diameter_px * working.px_per_photo_px);
    put_footprint(correction, automatic, evidence, footprint, stroke.region);
    if (stroke.region) put_reached(correction, evidence, reached, *stroke.region);
}

}  // namespace stubble::scalp
