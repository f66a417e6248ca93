#include "scalp/place_head.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>

namespace stubble::scalp {
namespace {

// Default distance of a photo whose focal length is unknown: heads that fill the frame are taken from about
// here.
constexpr double usual_distance_mm = 850.0;
// Default, of a photo from straight above: taken at arm's length.
constexpr double usual_distance_above_mm = 650.0;

double focal_length_px(double px_per_mm, double distance_mm, core::Size photo, const Hints& hints) {
    const double diagonal_px = std::hypot(photo.width, photo.height);
    const double diagonal_35mm = 43.27;  // of a 36 x 24 mm frame
    if (hints.focal_length_35mm) return *hints.focal_length_35mm / diagonal_35mm * diagonal_px;
    // Without metadata the picture may be cropped; a phone's main lens (methods.md 4) is the widest it can
    // be.
    return std::max(27.0 / diagonal_35mm * diagonal_px, distance_mm * px_per_mm);
}

}  // namespace

core::HeadFrame place_head(double azimuth, double elevation, double roll, core::PhotoPoint centre_px,
                           double px_per_mm, core::Size photo, const Hints& hints) {
    const double sa = std::sin(azimuth), ca = std::cos(azimuth), se = std::sin(elevation),
                 ce = std::cos(elevation);
    const glm::dvec3 forward{-sa * ce, ca * ce, -se};
    const glm::dvec3 down{sa * se, -ca * se, -ce};
    const glm::dvec3 right = glm::cross(down, forward);
    const double sr = std::sin(roll), cr = std::cos(roll);
    core::HeadFrame frame;
    frame.head_to_camera =
        glm::transpose(glm::dmat3(cr * right - sr * down, sr * right + cr * down, forward));
    const double distance_mm =
        usual_distance_mm + (usual_distance_above_mm - usual_distance_mm) * std::max(se, 0.0) * se;
    frame.focal_px = focal_length_px(px_per_mm, distance_mm, photo, hints);
    frame.principal_point_px = {photo.width / 2.0, photo.height / 2.0};
    const double depth = frame.focal_px / px_per_mm;
    const core::PhotoPoint aside = (centre_px - frame.principal_point_px) / px_per_mm;
    frame.origin_camera_mm = {aside.x, aside.y, depth};
    return frame;
}

}  // namespace stubble::scalp
