#include <algorithm>
#include <array>
#include <cmath>
#include <glm/exponential.hpp>
#include <opencv2/core.hpp>
#include <vector>

#include "core/colour.h"
#include "core/region.h"
#include "scalp/outline_distance.h"
#include "scalp/quantile.h"
#include "scalp/seam.h"
#include "scalp/skin.h"

namespace stubble::scalp {
namespace {

cv::Mat region(const RegionMaps& maps, core::Region which) {
    return maps.labels == static_cast<int>(which);
}

// What dense stubble leaves of the skin's light, by the fit that tells hair from shade.
std::optional<core::LinearRgb> stubble_ratio(const RegionMaps& maps, const EvenLight& light) {
    const int dense = cv::countNonZero((maps.hair_cover >= 0.6f) & light.usable);
    const int bare = cv::countNonZero((maps.hair_cover <= 0.15f) & light.usable);
    // Default: three times the weight of the prior; with less the answer would be mostly the prior itself.
    constexpr double least_information = 0.012;
    if (dense < 60 || bare < 60 || light.smooth.hair_information < least_information) return std::nullopt;
    return glm::exp(-light.smooth.hair);
}

// Share of the skin's light that dense hair leaves, in the light of its own place; where that light is not
// known, as on backs without any bare skin, against the skin's colour elsewhere.
struct LightLeft {
    double share = 1.0;
    bool in_own_light = false;
    core::LinearRgb by_channel{1.0f};  // where in its own light
};

LightLeft light_left(const Working& working, const EvenLight& light, const cv::Mat& dense,
                     const core::LinearRgb& hair, const core::LinearRgb& skin) {
    std::array<std::vector<float>, 3> channels;
    std::vector<float> left;
    for (int y = 0; light.smooth.found && y < dense.rows; ++y)
        for (int x = 0; x < dense.cols; ++x) {
            if (!dense.at<unsigned char>(y, x) || !light.usable.at<unsigned char>(y, x)) continue;
            const auto& v = working.linear.at<cv::Vec3f>(y, x);
            const auto& log_light = light.smooth.log_light.at<cv::Vec3f>(y, x);
            const core::LinearRgb whole(std::exp(log_light[0]), std::exp(log_light[1]),
                                        std::exp(log_light[2]));
            left.push_back(core::luminance({v[0], v[1], v[2]}) / std::max(core::luminance(whole), 1e-4f));
            for (int c = 0; c < 3; ++c)
                channels[static_cast<std::size_t>(c)].push_back(v[c] / std::max(whole[c], 1e-4f));
        }
    // Default: hair that leaves all of the light says that the light was misjudged.
    if (left.size() >= 60)
        if (const float middle = quantile_of(left, 0.5); middle < 0.95f)
            return {middle,
                    true,
                    {quantile_of(channels[0], 0.5), quantile_of(channels[1], 0.5),
                     quantile_of(channels[2], 0.5)}};
    return {
        std::clamp(core::luminance(hair) / std::max(core::luminance(skin), 1e-4f), 0.0f, 1.0f), false, {}};
}

// Where hair meets bare scalp, if possible where it is `dense`, without its thinner rim; else by the fit that
// tells hair from shade or, where it cannot, by the smooth light alone, which may take some of the hair for
// shade and some of the shade for hair, so that only clear darkness counts.
std::optional<core::LinearRgb> shaved_hair(const Working& working, const RegionMaps& maps,
                                           const EvenLight& light, const LightLeft& left,
                                           const cv::Mat& dense, double px_per_mm) {
    constexpr float most_by_fit = 0.93f, most_by_light = 0.75f;  // defaults
    constexpr float colour_at_seam = 0.8f;                       // default: there light is nearly the same
    constexpr double seam_mm = 30.0;                             // light hardly changes over it
    const cv::Mat bare = region(maps, core::Region::bald) & light.usable;
    for (const cv::Mat& hair : {dense, region(maps, core::Region::hair)})
        if (const auto ratio = left_at_seam(working, hair, bare, seam_mm * px_per_mm))
            if (const auto shaved = as_shaved_hair(*ratio, most_by_fit, colour_at_seam)) return shaved;
    if (const auto ratio = stubble_ratio(maps, light))
        if (const auto shaved = as_shaved_hair(*ratio, most_by_fit)) return shaved;
    return left.in_own_light ? as_shaved_hair(left.by_channel, most_by_light) : std::nullopt;
}

// Whether skin shows through, and how much of it dense hair would hide were it black. Defaults: black hair
// returns 2 %; on heads from the generator 1 mm of stubble hides 0.16 to 0.53, 4 mm hide 0.62. Light from
// elsewhere may be far off.
struct Hidden {
    double share = 0.0;
    bool skin_shows = true;
};

Hidden hidden_by_hair(const LightLeft& left, double ita_deg) {
    constexpr double black_hair = 0.02;
    Hidden hidden;
    hidden.share = std::clamp((1.0 - left.share) / (1.0 - black_hair / skin_reflectance(ita_deg)), 0.0, 1.0);
    hidden.skin_shows = hidden.share < (left.in_own_light ? 0.57 : 0.75);
    return hidden;
}

// Where the hair lies, against the bare head's outline.
struct Reach {
    double area_mm2 = 0.0;       // in the picture's plane
    double outside_mm = 0.0;     // by which all but 3 % of it stand off at most
    double lowest_mm = 0.0;      // level, head axes, below which 3 % lie
    double hanging_share = 0.0;  // beside or below the head, under the ears
};

Reach reach_of(const Working& working, const cv::Mat& labels, const core::HeadFrame& frame) {
    Reach reach;
    std::vector<float> outside, levels;
    int hanging = 0;
    constexpr int step = 2;
    for (int y = 0; y < labels.rows; y += step)
        for (int x = 0; x < labels.cols; x += step) {
            if (labels.at<unsigned char>(y, x) != static_cast<int>(core::Region::hair)) continue;
            const OutlineDistance at = outline_distance(frame, working.photo_point(x, y));
            outside.push_back(static_cast<float>(-at.inside_mm));
            levels.push_back(static_cast<float>(at.level_mm));
            hanging += at.inside_mm < -3.0 && at.level_mm < -70.0;
        }
    if (outside.empty()) return reach;
    const double px_per_mm = frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px;
    reach.area_mm2 = step * step * static_cast<double>(outside.size()) / (px_per_mm * px_per_mm);
    reach.hanging_share = hanging / static_cast<double>(outside.size());
    reach.outside_mm = quantile_of(outside, 0.97);
    reach.lowest_mm = quantile_of(levels, 0.03);
    return reach;
}

// Defaults, by the portraits and heads that the reader was trained on: the nape's hair ends at -115 mm, and
// thick short hair stands 13 mm off.
HairLength length_of(const Reach& reach, const Hidden& hidden) {
    if (reach.area_mm2 < 300.0) return HairLength::none;
    if (reach.lowest_mm < -130.0 || (reach.hanging_share > 0.04 && reach.lowest_mm < -105.0))
        return HairLength::flowing;
    if (hidden.skin_shows) return hidden.share < 0.14 ? HairLength::shaved : HairLength::stubble;
    return reach.hanging_share > 0.02 || reach.outside_mm > 17.0 ? HairLength::medium : HairLength::cropped;
}

// Hair's own colour as a photo of usual exposure has it: without the glints, and without the gaps.
core::Lab plain_colour(const Working& working, const cv::Mat& dense, const core::LinearRgb& skin) {
    cv::Mat lightness;
    cv::extractChannel(working.lab, lightness, 0);
    std::vector<float> seen;
    for (int y = 0; y < dense.rows; ++y)
        for (int x = 0; x < dense.cols; ++x)
            if (dense.at<unsigned char>(y, x)) seen.push_back(lightness.at<float>(y, x));
    const float low = quantile_of(seen, 0.15), high = quantile_of(seen, 0.6);
    const cv::Scalar mean = cv::mean(working.linear, dense & (lightness >= low) & (lightness <= high));
    // Default: where skin returns 30 % of the photo's white. Dark skin is no sign of a dark photo.
    const double by = std::clamp(0.30 / std::max<double>(core::luminance(skin), 0.01), 0.55, 1.2);
    return core::lab_from_linear(core::LinearRgb(mean[0] * by, mean[1] * by, mean[2] * by));
}

// Defaults, by the portraits that the reader was trained on.
HairColour colour_name_of(const core::Lab& lab) {
    const double chroma = std::hypot(lab.a, lab.b), hue_rad = std::atan2(lab.b, lab.a);
    if (chroma < 6.0 && lab.L >= 32.0) return lab.L < 55.0 ? HairColour::grey : HairColour::white;
    if (chroma > 24.0 && hue_rad < 1.1 && lab.L < 55.0) return HairColour::red;
    if (lab.L < 15.0 || (chroma < 2.6 && lab.L < 24.0)) return HairColour::black;
    if (lab.L < 22.0) return HairColour::dark_brown;
    if (lab.L < 27.0) return HairColour::brown;
    return lab.L < 33.0 ? HairColour::light_brown : HairColour::blond;
}

}  // namespace

Hair read_hair(const Working& working, const RegionMaps& maps, const EvenLight& light, const Skin& skin,
               const core::HeadFrame& frame) {
    Hair hair;
    const cv::Mat dense = region(maps, core::Region::hair) & (maps.hair_cover > 0.8f);
    const auto colour = median_colour(working, dense, 60);
    hair.colour = colour.value_or(core::LinearRgb(0.03f, 0.025f, 0.02f));
    Hidden hidden;
    LightLeft left;
    if (colour) {
        left = light_left(working, light, dense, hair.colour, skin.colour);
        hidden = hidden_by_hair(left, skin.ita_deg);
        hair.length = length_of(reach_of(working, maps.labels, frame), hidden);
    }
    if (hair.length <= HairLength::stubble)
        hair.stubble_over_skin = shaved_hair(working, maps, light, left, dense,
                                             frame.px_per_mm({0, 0, 0}) * working.px_per_photo_px);
    else if (!hidden.skin_shows)
        hair.colour_name = colour_name_of(plain_colour(working, dense, skin.colour));
    return hair;
}

}  // namespace stubble::scalp
