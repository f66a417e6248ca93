// The light on the skin as a smooth function of where the head faces, told from the darkening by hair.
#pragma once

#include "core/colour.h"
#include "scalp/surface.h"

namespace stubble::scalp {

struct SkinLight {
    // CV_32FC3, natural log of the linear light that bare skin would return; 0 where no weight is.
    cv::Mat log_light;
    core::LinearRgb hair{0};  // darkening, natural log, that a cover of 1 adds to it
    // What the photo itself says about `hair`, against a prior worth 0.004: small where hair grows only on
    // parts that face elsewhere.
    double hair_information = 0.0;
    double spread = 0.3;  // robust standard deviation of what is left, log of luminance
    bool found = false;   // false: too little of the head is seen, `log_light` is the picture's own
};

// Fits second order spherical harmonics of the normal (Ramamoorthi and Hanrahan 2001: enough for any matt
// convex body) and one darkening in proportion to `cover`, by least squares with Tukey's weights; `weights`
// (CV_32F) says which pixels are skin or scalp.
SkinLight fit_skin_light(const Working& working, const Surface& surface, const cv::Mat& cover,
                         const cv::Mat& weights);

}  // namespace stubble::scalp
