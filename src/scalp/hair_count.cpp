#include "scalp/hair_count.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/colour.h"
#include "core/region.h"
#include "scalp/quantile.h"

namespace stubble::scalp {
namespace {

// Every photo is brought to this scale, at which a hair of 0.07 mm is one pixel or less: finer photos would
// show one hair as several spots.
constexpr double counted_px_per_mm = 6.0;
constexpr double spot_sigma_mm = 0.08, surround_sigma_mm = 0.30;
constexpr float least_cos_view = 0.4f;
// Share of full hair below which skin is bald, as far as its spots go: as in least_depth().
constexpr float least_cover_of_hair = 0.1f;

struct Sheet {
    cv::Mat depth;  // CV_32F, positive: darker than round about
    cv::Rect box;   // of the photo
    double by = 1.0;
};

Sheet depth_of_spots(const core::Picture& photo, const cv::Rect& box, double px_per_mm) {
    Sheet sheet{{}, box, std::min(1.0, counted_px_per_mm / px_per_mm)};
    cv::Mat grey;
    cv::cvtColor(view_of(photo)(box), grey, cv::COLOR_RGB2GRAY);
    if (sheet.by < 0.95)
        cv::resize(grey, grey, scaled(grey, sheet.by), 0, 0, cv::INTER_AREA);
    else
        sheet.by = 1.0;
    std::array<float, 256> table{};
    for (std::size_t v = 0; v < table.size(); ++v)
        table[v] = std::log(core::linear_from_srgb8(static_cast<std::uint8_t>(v)) + 0.004f);
    cv::Mat light, fine, coarse;
    cv::LUT(grey, cv::Mat(1, 256, CV_32F, table.data()), light);
    const double scale = px_per_mm * sheet.by;
    cv::GaussianBlur(light, fine, {}, spot_sigma_mm * scale);
    cv::GaussianBlur(light, coarse, {}, surround_sigma_mm * scale);
    sheet.depth = coarse - fine;
    return sheet;
}

constexpr int step = 2;  // working pixels to one of the density's

cv::Point cell_of(const HairSpot& spot, const Working& working) {
    return {static_cast<int>(spot.at_px.x * working.px_per_photo_px) / step,
            static_cast<int>(spot.at_px.y * working.px_per_photo_px) / step};
}

struct Ground {
    cv::Mat skin_mm2;  // CV_32F, behind a cell; 0 where nothing is counted
    cv::Mat hairs;     // CV_32F, for which a spot stands
    cv::Mat cover;     // CV_32F, share of full hair
};

Ground ground_of(const RegionMaps& maps, const Surface& surface, double resized_by) {
    const cv::Size size(maps.labels.cols / step, maps.labels.rows / step);
    const auto to_mm2 = static_cast<float>(100.0 * step * step * resized_by * resized_by);
    Ground ground{cv::Mat::zeros(size, CV_32F), cv::Mat::zeros(size, CV_32F), cv::Mat::zeros(size, CV_32F)};
    cv::parallel_for_({0, size.height}, [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y)
            for (int x = 0; x < size.width; ++x) {
                const cv::Point at(x * step, y * step);
                if (!core::is_scalp(maps.labels.at<unsigned char>(at))) continue;
                const float cos_view = surface.cos_view.at<float>(at);
                if (!surface.is_head(at) || cos_view < least_cos_view) continue;
                ground.skin_mm2.at<float>(y, x) = surface.area_cm2.at<float>(at) * to_mm2;
                // Seen at a slant, hairs hide one another: fitted to rendered heads.
                ground.hairs.at<float>(y, x) = std::pow(cos_view, -0.35f);
                ground.cover.at<float>(y, x) = maps.hair_cover.at<float>(at);
            }
    });
    return ground;
}

// Depth from which a spot is a hair, a share of what hairs reach in this photo's densest hair, and somewhat
// more where the bald skin has grain; infinite where hairs hardly stand out from that. Fitted to rendered
// heads of known density.
float least_depth(const std::vector<HairSpot>& spots, const Working& working, const Ground& ground) {
    std::vector<float> dense, bare;
    for (const HairSpot& spot : spots) {
        const cv::Point cell = cell_of(spot, working);
        if (!cell.inside({{}, ground.cover.size()}) || ground.skin_mm2.at<float>(cell) <= 0.0f) continue;
        const float cover = ground.cover.at<float>(cell);
        if (cover > 0.6f) dense.push_back(spot.depth);
        if (cover < least_cover_of_hair) bare.push_back(spot.depth);
    }
    constexpr float usual_depth = 0.4f;
    const float hair = dense.size() >= 50 ? quantile_of(dense, 0.8) : usual_depth;
    const float grain = bare.size() >= 100 ? quantile_of(bare, 0.95) : 0.0f;
    if (hair < 1.5f * grain) return std::numeric_limits<float>::infinity();
    return std::clamp(1.15f * grain, 0.28f * hair, 0.32f * hair);
}

}  // namespace

std::vector<HairSpot> find_hair_spots(const core::Picture& photo, const Working& working,
                                      const RegionMaps& maps, const core::HeadFrame& frame) {
    std::vector<HairSpot> spots;
    const double px_per_mm = nearest_px_per_mm(frame);
    const cv::Rect head = cv::boundingRect(maps.labels);
    if (px_per_mm < least_px_per_mm_to_count || head.empty()) return spots;
    const double by = 1.0 / working.px_per_photo_px;
    const cv::Rect box = cv::Rect(static_cast<int>(head.x * by), static_cast<int>(head.y * by),
                                  static_cast<int>(std::ceil(head.width * by)),
                                  static_cast<int>(std::ceil(head.height * by))) &
                         cv::Rect(0, 0, photo.width(), photo.height());
    const Sheet sheet = depth_of_spots(photo, box, px_per_mm);
    cv::Mat highest;
    cv::dilate(sheet.depth, highest, cv::getStructuringElement(cv::MORPH_CROSS, {3, 3}));
    constexpr float least = 0.02f;  // default: below, rounding to 8 bits
    for (int y = 0; y < highest.rows; ++y)
        for (int x = 0; x < highest.cols; ++x)
            if (const float depth = sheet.depth.at<float>(y, x);
                depth >= least && depth >= highest.at<float>(y, x))
                spots.push_back({{box.x + (x + 0.5) / sheet.by, box.y + (y + 0.5) / sheet.by}, depth});
    return spots;
}

CountedHairs count_hairs(const std::vector<HairSpot>& spots, const Working& working, const RegionMaps& maps,
                         const Surface& surface, const core::HeadFrame& frame, HairLength length) {
    CountedHairs hairs{{{}, static_cast<float>(working.px_per_photo_px / step)}, {}};
    if (spots.empty() || length > HairLength::stubble) return hairs;
    const Ground ground = ground_of(maps, surface, surface.resized_by(frame));
    const float least = least_depth(spots, working, ground);
    if (ground.cover.empty() || !std::isfinite(least)) return hairs;
    cv::Mat count = cv::Mat::zeros(ground.cover.size(), CV_32F), skin;
    for (const HairSpot& spot : spots) {
        const cv::Point cell = cell_of(spot, working);
        if (spot.depth < least || !cell.inside({{}, count.size()})) continue;
        count.at<float>(cell) += ground.hairs.at<float>(cell);
        if (ground.skin_mm2.at<float>(cell) > 0.0f && ground.cover.at<float>(cell) >= least_cover_of_hair)
            hairs.seen_px.push_back(spot.at_px);
    }
    const double px_per_mm = nearest_px_per_mm(frame);
    const double sigma_px = 2.9 * px_per_mm * working.px_per_photo_px / step;  // as wide as a 10 mm square
    cv::GaussianBlur(count, count, {}, sigma_px);
    cv::GaussianBlur(ground.skin_mm2, skin, {}, sigma_px);
    hairs.per_cm2.values = core::Field(count.cols, count.rows, std::numeric_limits<float>::quiet_NaN());
    for (int y = 0; y < count.rows; ++y)
        for (int x = 0; x < count.cols; ++x)
            if (ground.skin_mm2.at<float>(y, x) > 0.0f)
                hairs.per_cm2.values.at(x, y) = 100.0f * count.at<float>(y, x) / skin.at<float>(y, x);
    return hairs;
}

std::vector<std::optional<double>> mean_hairs_per_cm2(const Scalp& scalp) {
    std::array<double, core::region_names.size()> sum{};
    std::array<double, core::region_names.size()> skin{};
    const core::Field& map = scalp.hairs_per_cm2.values;
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x) {
            const float density = map.at(x, y);
            if (!std::isfinite(density)) continue;
            const double by = static_cast<double>(scalp.hairs_per_cm2.px_per_photo_px);
            const auto hit = scalp.frame.hit({(x + 0.5) / by, (y + 0.5) / by});
            const double weight = hit ? 1.0 / hit->cos_view : 0.0;
            const std::uint8_t region = scalp.regions.at(step * x, step * y);
            sum[region] += weight * static_cast<double>(density);
            skin[region] += weight;
        }
    std::vector<std::optional<double>> means(sum.size());
    for (std::size_t r = 0; r < sum.size(); ++r)
        if (skin[r] >= 50.0) means[r] = sum[r] / skin[r];
    return means;
}

}  // namespace stubble::scalp
