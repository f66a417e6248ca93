#include "scalp/skin.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <glm/exponential.hpp>
#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "core/colour.h"
#include "core/region.h"
#include "scalp/skin_light.h"

namespace stubble::scalp {
namespace {

using Pixels = std::array<std::vector<float>, 3>;

std::optional<core::LinearRgb> median_of(Pixels pixels, std::size_t least) {
    if (pixels[0].size() < least) return std::nullopt;
    core::LinearRgb colour;
    for (int c = 0; c < 3; ++c) {
        auto& channel = pixels[static_cast<std::size_t>(c)];
        const auto middle = channel.begin() + static_cast<std::ptrdiff_t>(channel.size() / 2);
        std::nth_element(channel.begin(), middle, channel.end());
        colour[c] = *middle;
    }
    return colour;
}

std::optional<core::LinearRgb> median_where(const Working& working, std::size_t least,
                                            const std::function<bool(int, int)>& wanted) {
    Pixels pixels;
    for (int y = 0; y < working.size().height; ++y)
        for (int x = 0; x < working.size().width; ++x)
            if (wanted(x, y))
                for (std::size_t c = 0; c < 3; ++c)
                    pixels[c].push_back(working.linear.at<cv::Vec3f>(y, x)[static_cast<int>(c)]);
    return median_of(std::move(pixels), least);
}

float luminance_of(const cv::Vec3f& v) {
    return 0.2126f * v[0] + 0.7152f * v[1] + 0.0722f * v[2];
}

double saturation_of(const cv::Vec3f& lab) {
    return std::hypot(lab[1], lab[2]) / std::max(lab[0], 5.0f);
}

float quantile_of(std::vector<float> values, double share) {
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

// Pixels of bare skin in neither shadow nor glare: the lower middle of the light by the smooth model, and not
// paler than most, because a sheen takes colour away.
cv::Mat evenly_lit_skin(const Working& working, const RegionMaps& maps, const SkinLight& light,
                        const cv::Mat& usable, core::Region region) {
    std::vector<float> lights, saturations;
    cv::Mat wanted = (maps.labels == static_cast<int>(region)) & usable;
    const auto light_at = [&](int y, int x) { return luminance_of(light.log_light.at<cv::Vec3f>(y, x)); };
    const auto saturation_at = [&](int y, int x) {
        return static_cast<float>(saturation_of(working.lab.at<cv::Vec3f>(y, x)));
    };
    for (int y = 0; y < wanted.rows; ++y)
        for (int x = 0; x < wanted.cols; ++x)
            if (wanted.at<unsigned char>(y, x)) {
                lights.push_back(light_at(y, x));
                saturations.push_back(saturation_at(y, x));
            }
    if (lights.size() < 200) return wanted;
    const float low = quantile_of(lights, 0.15), high = quantile_of(lights, 0.65),
                pale = quantile_of(saturations, 0.35);
    for (int y = 0; y < wanted.rows; ++y)
        for (int x = 0; x < wanted.cols; ++x)
            if (light_at(y, x) < low || light_at(y, x) > high || saturation_at(y, x) < pale)
                wanted.at<unsigned char>(y, x) = 0;
    return wanted;
}

// What dense stubble leaves of the skin's light, by the fit that tells hair from shade.
std::optional<core::LinearRgb> stubble_ratio(const RegionMaps& maps, const SkinLight& light,
                                             const cv::Mat& usable) {
    const int dense = cv::countNonZero((maps.hair_cover >= 0.6f) & usable);
    const int bare = cv::countNonZero((maps.hair_cover <= 0.15f) & usable);
    // Default: three times the weight of the prior; with less the answer would be mostly the prior itself.
    constexpr double least_information = 0.012;
    if (dense < 60 || bare < 60 || light.hair_information < least_information) return std::nullopt;
    const core::LinearRgb ratio = glm::exp(-light.hair);
    // Default: long hair leaves less of the skin's light, and what leaves more is no hair.
    const float least = std::min({ratio.r, ratio.g, ratio.b}), most = std::max({ratio.r, ratio.g, ratio.b});
    if (least < 0.45f || most > 0.93f) return std::nullopt;
    return ratio;
}

}  // namespace

Skin read_skin(const Working& working, const RegionMaps& maps, const Light& light,
               const core::HeadFrame& frame) {
    const auto region = [&](int x, int y) {
        return static_cast<core::Region>(maps.labels.at<unsigned char>(y, x));
    };
    cv::Mat usable(working.size(), CV_8U, cv::Scalar(0)), weights;
    for (int y = 0; y < usable.rows; ++y)
        for (int x = 0; x < usable.cols; ++x) {
            if (region(x, y) == core::Region::background || light.specular.values.at(x, y) > 0.1f) continue;
            const auto hit = frame.hit(working.photo_point(x, y));
            if (hit && hit->cos_view > 0.4) usable.at<unsigned char>(y, x) = 255;
        }
    usable.convertTo(weights, CV_32F, 1.0 / 255.0);
    const SkinLight smooth = fit_skin_light(working, frame, maps.hair_cover, weights);
    const std::size_t least = 60;
    std::optional<core::LinearRgb> bare;
    for (const core::Region wanted : {core::Region::bald, core::Region::skin}) {
        if (bare) break;
        const cv::Mat lit = evenly_lit_skin(working, maps, smooth, usable, wanted);
        bare = median_where(working, least, [&](int x, int y) { return lit.at<unsigned char>(y, x) != 0; });
    }
    if (!bare)
        bare =
            median_where(working, 1, [&](int x, int y) { return region(x, y) != core::Region::background; });
    Skin skin;
    skin.colour = bare.value_or(core::LinearRgb(0.45f, 0.28f, 0.20f));
    skin.ita_deg = core::individual_typology_angle_deg(core::lab_from_linear(skin.colour));
    const auto hair = median_where(working, least, [&](int x, int y) {
        return region(x, y) == core::Region::hair && maps.hair_cover.at<float>(y, x) > 0.8f;
    });
    skin.hair_colour = hair.value_or(core::LinearRgb(0.03f, 0.025f, 0.02f));
    skin.stubble_over_skin = stubble_ratio(maps, smooth, usable);
    return skin;
}

}  // namespace stubble::scalp
