#include "scalp/rim.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/region.h"

namespace stubble::scalp {
namespace {

constexpr double rim_mm = 4.0;  // default: as far as labels are off
// Heads darken towards their rim, which hardly changes their hue: a default.
constexpr float lightness_counts = 0.35f;
// Defaults, delta E 1976 with that lightness: below, skin's own shading is as large; above, the colours
// decide alone.
constexpr float too_near = 6.0f, far_enough = 12.0f;
// Of the way from scalp to background: what skin's shading and noise take up at either end. A default.
constexpr float least_way = 0.25f, most_way = 0.75f;

bool can_be_treated(unsigned char label) {
    const auto region = static_cast<core::Region>(label);
    return region == core::Region::bald || region == core::Region::thinning || region == core::Region::hair;
}

// Labels of what may be treated, hair included, and of what is behind, and where the two meet. CV_8U.
struct Meeting {
    cv::Mat scalp, behind;
    cv::Mat rim;              // within the reach of both
    cv::Mat inside, outside;  // what is beyond the reach of the other
};

cv::Mat grown(const cv::Mat& mask, int by) {
    cv::Mat out;
    cv::dilate(mask, out, cv::getStructuringElement(cv::MORPH_RECT, {2 * by + 1, 2 * by + 1}));
    return out;
}

Meeting meeting_in(const cv::Mat& labels, int reach) {
    Meeting m{
        cv::Mat(labels.size(), CV_8U), labels == static_cast<int>(core::Region::background), {}, {}, {}};
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            m.scalp.at<unsigned char>(y, x) = can_be_treated(labels.at<unsigned char>(y, x)) ? 255 : 0;
    const cv::Mat near_behind = grown(m.behind, reach);
    m.rim = near_behind & grown(m.scalp, reach) & (m.behind | m.scalp);
    m.inside = m.scalp & ~near_behind;
    m.outside = ~grown(~m.behind, reach);
    return m;
}

// The photo's L*a*b* with little of L*.
cv::Mat hue_of(const cv::Mat& lab) {
    cv::Mat hue;
    cv::transform(lab, hue, cv::Matx33f(lightness_counts, 0, 0, 0, 1, 0, 0, 0, 1));
    return hue;
}

// Mean colour around each pixel over those of the mask, which has some; worked out at the size that so wide a
// mean needs.
cv::Mat colour_of(const cv::Mat& hue, const cv::Mat& mask, double sigma_px) {
    const double by = std::min(1.0, 2.0 / sigma_px);
    cv::Mat seen, weight, mean;
    hue.copyTo(seen, mask);
    cv::resize(seen, seen, scaled(hue, by), 0, 0, cv::INTER_AREA);
    cv::resize(mask, weight, seen.size(), 0, 0, cv::INTER_AREA);
    weight.convertTo(weight, CV_32F, 1.0 / 255.0);
    cv::GaussianBlur(seen, seen, {}, sigma_px * by);
    cv::GaussianBlur(weight, weight, {}, sigma_px * by);
    constexpr float floor = 1e-3f;  // beyond the mask's reach its whole mean counts
    const cv::Scalar whole = cv::mean(hue, mask);
    for (int y = 0; y < seen.rows; ++y)
        for (int x = 0; x < seen.cols; ++x)
            for (int c = 0; c < 3; ++c)
                seen.at<cv::Vec3f>(y, x)[c] =
                    (seen.at<cv::Vec3f>(y, x)[c] + floor * static_cast<float>(whole[c])) /
                    (weight.at<float>(y, x) + floor);
    cv::resize(seen, mean, hue.size(), 0, 0, cv::INTER_LINEAR);
    return mean;
}

// How far a pixel's colour has come from the scalp's to the background's, or `labelled`.
float share_by_colour(const cv::Vec3f& pixel, const cv::Vec3f& scalp, const cv::Vec3f& behind,
                      float labelled) {
    const cv::Vec3f apart = behind - scalp;
    const float distance = static_cast<float>(cv::norm(apart));
    const float belief = std::clamp((distance - too_near) / (far_enough - too_near), 0.0f, 1.0f);
    if (belief == 0.0f) return labelled;
    const float way = (pixel - scalp).dot(apart) / (distance * distance);
    const float share = std::clamp((way - least_way) / (most_way - least_way), 0.0f, 1.0f);
    return labelled + belief * (share - labelled);
}

// What has the scalp's colour but joins it nowhere lies behind.
void drop_islands(const cv::Mat& rim, cv::Mat& share) {
    cv::Mat pieces;
    const int count = cv::connectedComponents(share < 0.5f, pieces, 4, CV_32S);
    std::vector<char> joined(static_cast<std::size_t>(count), 0);
    const auto each_pixel = [&](const auto& visit) {
        for (int y = 0; y < share.rows; ++y)
            for (int x = 0; x < share.cols; ++x)
                visit(rim.at<unsigned char>(y, x) != 0, static_cast<std::size_t>(pieces.at<int>(y, x)),
                      share.at<float>(y, x));
    };
    each_pixel([&](bool on_rim, std::size_t piece, float) { joined[piece] |= static_cast<char>(!on_rim); });
    each_pixel([&](bool on_rim, std::size_t piece, float& value) {
        if (on_rim && piece != 0 && !joined[piece]) value = 1.0f;
    });
}

// The rim of a part of the picture.
void share_rim(const cv::Mat& lab, const cv::Mat& labels, int reach, cv::Mat& share) {
    const Meeting meeting = meeting_in(labels, reach);
    if (cv::countNonZero(meeting.inside) == 0 || cv::countNonZero(meeting.outside) == 0) return;
    const cv::Mat hue = hue_of(lab), scalp = colour_of(hue, meeting.inside, 1.5 * reach),
                  behind = colour_of(hue, meeting.outside, 1.5 * reach);
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x)
            if (meeting.rim.at<unsigned char>(y, x))
                share.at<float>(y, x) = share_by_colour(hue.at<cv::Vec3f>(y, x), scalp.at<cv::Vec3f>(y, x),
                                                        behind.at<cv::Vec3f>(y, x), share.at<float>(y, x));
    drop_islands(meeting.rim, share);
}

}  // namespace

cv::Mat background_share(const Working& working, const RegionMaps& maps, double px_per_mm) {
    const int reach = std::max(2, cvRound(rim_mm * px_per_mm)), around = 4 * reach;
    cv::Mat share;
    cv::Mat(maps.labels == static_cast<int>(core::Region::background)).convertTo(share, CV_32F, 1.0 / 255.0);
    cv::Rect box = cv::boundingRect(maps.labels != static_cast<int>(core::Region::background));
    if (box.empty()) return share;
    box = cv::Rect(box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around) &
          cv::Rect({0, 0}, working.size());
    cv::Mat part = share(box);
    share_rim(working.lab(box), maps.labels(box), reach, part);
    return share;
}

bool same_rim(const RegionMaps& a, const RegionMaps& b) {
    const auto kind = [](unsigned char label) {
        return label == static_cast<unsigned char>(core::Region::background) ? 0
               : can_be_treated(label)                                       ? 1
                                                                             : 2;
    };
    for (int y = 0; y < a.labels.rows; ++y)
        for (int x = 0; x < a.labels.cols; ++x)
            if (kind(a.labels.at<unsigned char>(y, x)) != kind(b.labels.at<unsigned char>(y, x)))
                return false;
    return true;
}

}  // namespace stubble::scalp
