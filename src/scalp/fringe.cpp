#include "scalp/fringe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <vector>

#include "scalp/disc.h"
#include "scalp/quantile.h"
#include "scalp/soft_step.h"

namespace stubble::scalp {
namespace {

// Defaults, in degrees of the head's chart: the brow lies at 106 in the middle (domain.md 8.1).
constexpr float forehead_ends_deg = 101.0f, cheeks_from_deg = 124.0f, cheeks_to_deg = 142.0f,
                face_sides_deg = 80.0f, front_hair_deg = 75.0f;
constexpr std::size_t sectors = 5;  // of the face, each with light of its own

// CV_32F, degrees, NaN off the head.
struct Charts {
    cv::Mat polar, azimuth;
};

Charts charts_of(const Evidence& evidence, const Surface& surface) {
    const cv::Scalar none(std::numeric_limits<float>::quiet_NaN());
    const cv::Size size = evidence.head.size();
    Charts charts{cv::Mat(size, CV_32F, none), cv::Mat(size, CV_32F, none)};
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            if (!evidence.head.at<unsigned char>(y, x) || !surface.is_head({x, y})) continue;
            const core::ScalpChart chart = core::chart_of(surface.place({x, y}));
            constexpr double deg = 180.0 / std::numbers::pi;
            charts.polar.at<float>(y, x) = static_cast<float>(chart.polar_rad * deg);
            charts.azimuth.at<float>(y, x) = static_cast<float>(chart.azimuth_rad * deg);
        }
    return charts;
}

std::size_t sector_of(float azimuth_deg) {
    const float at = (azimuth_deg + face_sides_deg) / (2.0f * face_sides_deg) * static_cast<float>(sectors);
    return static_cast<std::size_t>(std::clamp(at, 0.0f, static_cast<float>(sectors - 1)));
}

struct Colours {
    std::array<std::vector<float>, 3> channels;
    void add(const cv::Vec3f& lab) {
        for (std::size_t c = 0; c < 3; ++c) channels[c].push_back(lab[static_cast<int>(c)]);
    }
    void add(const Colours& other) {
        for (std::size_t c = 0; c < 3; ++c)
            channels[c].insert(channels[c].end(), other.channels[c].begin(), other.channels[c].end());
    }
    std::size_t count() const { return channels[0].size(); }
    cv::Vec3f median() {
        return {quantile_of(channels[0], 0.5), quantile_of(channels[1], 0.5), quantile_of(channels[2], 0.5)};
    }
};

// Of the hair in front and of the cheeks, by sector; nullopt where too little is seen.
struct References {
    cv::Vec3f hair;
    std::array<cv::Vec3f, sectors> face;
};

std::optional<References> references_of(const Evidence& evidence, const Charts& charts) {
    constexpr std::size_t least_pixels = 200, least_in_sector = 80;
    Colours hair, all;
    std::array<Colours, sectors> face;
    for (int y = 0; y < charts.polar.rows; ++y)
        for (int x = 0; x < charts.polar.cols; ++x) {
            const float polar = charts.polar.at<float>(y, x), azimuth = charts.azimuth.at<float>(y, x);
            if (!(std::abs(azimuth) < face_sides_deg)) continue;
            const float scalp = evidence.scalp.at<float>(y, x);
            const cv::Vec3f& lab = evidence.colours.at<cv::Vec3f>(y, x);
            if (polar < front_hair_deg && scalp > 0.5f && evidence.bands[0].at<float>(y, x) > 0.7f)
                hair.add(lab);
            else if (polar > cheeks_from_deg && polar < cheeks_to_deg && scalp < 0.3f)
                face[sector_of(azimuth)].add(lab);
        }
    for (const Colours& sector : face) all.add(sector);
    if (hair.count() < least_pixels || all.count() < least_pixels) return std::nullopt;
    References references{hair.median(), {}};
    const cv::Vec3f whole = all.median();
    for (std::size_t s = 0; s < sectors; ++s)
        references.face[s] = face[s].count() < least_in_sector ? whole : face[s].median();
    return references;
}

// How far a colour is from the face's to the hair's; nullopt where these are too near each other.
std::optional<float> towards_hair(const cv::Vec3f& lab, const cv::Vec3f& face, const cv::Vec3f& hair) {
    constexpr float least_apart = 10.0f;  // default: light differs by less between cheek and forehead
    const cv::Vec3f whole = hair - face, part = lab - face;
    const float length2 = whole.dot(whole);
    if (length2 < least_apart * least_apart || whole[0] > -least_apart / 2.0f) return std::nullopt;
    return part.dot(whole) / length2;
}

// CV_32F probability that the forehead is covered, 0 off it.
cv::Mat covered_forehead(const Evidence& evidence, const Charts& charts, const References& references) {
    constexpr double as_hair = 0.58, soft = 0.06;  // defaults: a shaded forehead comes half way
    cv::Mat covered = cv::Mat::zeros(charts.polar.size(), CV_32F);
    for (int y = 0; y < covered.rows; ++y)
        for (int x = 0; x < covered.cols; ++x) {
            const float polar = charts.polar.at<float>(y, x), azimuth = charts.azimuth.at<float>(y, x);
            if (!(polar < forehead_ends_deg) || std::abs(azimuth) > face_sides_deg) continue;
            const auto share = towards_hair(evidence.colours.at<cv::Vec3f>(y, x),
                                            references.face[sector_of(azimuth)], references.hair);
            if (share) covered.at<float>(y, x) = static_cast<float>(soft_step(*share - as_hair, soft));
        }
    return covered;
}

// Of the candidates (CV_8U) those that hang together with hair.
cv::Mat joined_to(const cv::Mat& hair, const cv::Mat& candidates) {
    cv::Mat pieces;
    const int count = cv::connectedComponents(hair | candidates, pieces, 8);
    std::vector<unsigned char> rooted(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < pieces.rows; ++y)
        for (int x = 0; x < pieces.cols; ++x)
            if (hair.at<unsigned char>(y, x)) rooted[static_cast<std::size_t>(pieces.at<int>(y, x))] = 255;
    cv::Mat joined = cv::Mat::zeros(pieces.size(), CV_8U);
    for (int y = 0; y < pieces.rows; ++y)
        for (int x = 0; x < pieces.cols; ++x)
            if (candidates.at<unsigned char>(y, x))
                joined.at<unsigned char>(y, x) = rooted[static_cast<std::size_t>(pieces.at<int>(y, x))];
    return joined;
}

}  // namespace

Evidence with_fringe(Evidence evidence, const Surface& surface) {
    constexpr double least_width_mm = 3.0;
    const Charts charts = charts_of(evidence, surface);
    const auto references = references_of(evidence, charts);
    if (!references) return evidence;
    const cv::Mat covered = covered_forehead(evidence, charts, *references);
    const double narrow_px = std::max(1.0, 0.5 * least_width_mm * evidence.px_per_mm);
    const cv::Mat hair = evidence.head & (evidence.scalp > 0.5) & (evidence.bands[0] > 0.5);
    const cv::Mat candidates =
        grown_by(shrunk_by((covered > 0.5) | hair, narrow_px), narrow_px) & (covered > 0.5);
    const cv::Mat fringe = joined_to(hair, candidates);
    if (cv::countNonZero(fringe) == 0) return evidence;
    evidence.scalp = evidence.scalp.clone(), evidence.cover = evidence.cover.clone();
    for (cv::Mat& band : evidence.bands) band = band.clone();
    for (int y = 0; y < fringe.rows; ++y)
        for (int x = 0; x < fringe.cols; ++x) {
            if (!fringe.at<unsigned char>(y, x)) continue;
            const float share = covered.at<float>(y, x);
            float& scalp = evidence.scalp.at<float>(y, x);
            scalp = std::max(scalp, share);
            evidence.cover.at<float>(y, x) = std::max(evidence.cover.at<float>(y, x), share);
            const float left = 1.0f - share;
            for (cv::Mat& band : evidence.bands) band.at<float>(y, x) *= left;
            evidence.bands[0].at<float>(y, x) += share;
        }
    return evidence;
}

}  // namespace stubble::scalp
