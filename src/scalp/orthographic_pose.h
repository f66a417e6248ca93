// Pose of the head from the head points that the net sees, as a camera far away would have it.
#pragma once

#include <glm/mat3x3.hpp>
#include <optional>
#include <span>
#include <vector>

#include "core/head_frame.h"
#include "scalp/reader.h"

namespace stubble::scalp {

struct OrthographicPose {
    glm::dmat3 head_to_camera{1.0};  // rotation
    core::PhotoPoint origin_px{0, 0};
    double px_per_mm = 1.0;

    // Where the camera looks, in head axes.
    glm::dvec3 forward() const;
};

// Scaled orthography fitted by least squares with Tukey's weights; nullopt when next to no head is seen or
// the places contradict each other.
std::optional<OrthographicPose> fit_orthographic_pose(const Sketch& sketch);

// Which of several looks at one picture have the head seen from one side. Looks that contradict each other
// have no mean: those count that agree with one another and with themselves best; all do where none
// contradicts.
// `poses`: each look's own.
std::vector<bool> of_one_mind(std::span<const Sketch> looks,
                              std::span<const std::optional<OrthographicPose>> poses);

// What is seen so near to where a pose has it agrees with the pose. A default: about the net's error on heads
// it was not trained on.
inline constexpr double agreeing_mm = 15.0;

}  // namespace stubble::scalp
