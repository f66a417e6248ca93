// Colour of skin and hair, light and camera.
#pragma once

#include "scalp/regions.h"
#include "scalp/scalp.h"
#include "scalp/skin_light.h"

namespace stubble::scalp {

// Share of each pixel's light that is highlight, the highlights' colour, and how much of the skin they take.
Light read_light(const Working& working, const RegionMaps& maps);
// The photo in scene light, blurred by a pixel: where one pixel's colours are put against each other, noise
// counts. CV_32FC3.
cv::Mat soft_scene_light(const Working& working);
// Light::reflected, of skin of that tone; `scene` is the soft scene light.
core::ScaledField read_reflected(const Working& working, const cv::Mat& scene, const RegionMaps& maps,
                                 double ita_deg);

// Where colour may be measured, and the light there.
struct EvenLight {
    cv::Mat facing;  // CV_8U, 255: skin or scalp that does not turn away
    cv::Mat usable;  // CV_8U, 255: of it what does not shine
    SkinLight smooth;
};
EvenLight read_even_light(const Working& working, const RegionMaps& maps, const Light& light,
                          const Surface& surface);

Skin read_skin(const Working& working, const RegionMaps& maps, const EvenLight& light);

// `skin` as read_skin has it. Length and colour are told by what hair hides of the skin and by where it lies.
Hair read_hair(const Working& working, const RegionMaps& maps, const EvenLight& light, const Skin& skin,
               const core::HeadFrame& frame);

// Blur, sharpening and noise, measured at full size inside the head.
Camera read_camera(const core::Picture& photo, const Working& working, const RegionMaps& maps);

// Median colour of the pixels where `wanted` (CV_8U) is not 0; nullopt for fewer than `least`.
std::optional<core::LinearRgb> median_colour(const Working& working, const cv::Mat& wanted, int least);

}  // namespace stubble::scalp
