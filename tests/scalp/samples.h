// The sample heads with what is true about them.
#pragma once

#include <filesystem>
#include <glm/vec3.hpp>
#include <string>

#include "photo/photo.h"
#include "scalp/scalp.h"

namespace stubble::test {

struct SampleHead {
    const char* name;
    scalp::View view;
    glm::dvec3 camera_mm;  // position in head axes
    double vertex_px_per_mm;
};

inline const SampleHead sample_heads[] = {
    {"back_V_tone4", scalp::View::back, {52.63, 818.304, 246.228}, 5.7366},
    {"bowed_V_tone5", scalp::View::front, {-133.305, -474.303, 554.063}, 6.3921},
    {"crown_VI_tone2", scalp::View::top, {26.69, -24.893, 584.961}, 6.8996},
    {"front_III_tone3", scalp::View::front, {-458.229, -695.105, 306.929}, 5.4677},
    {"front_VI_tone6", scalp::View::front, {-260.544, -711.597, 329.008}, 5.6501},
    {"side_VII_tone1", scalp::View::left, {891.054, -53.231, 195.957}, 5.2942},
};

inline std::filesystem::path sample_file(const std::string& name) {
    return std::filesystem::path(STUBBLE_SAMPLES_DIR) / name;
}

inline core::Picture sample_photo(const SampleHead& head) {
    return photo::load_photo(sample_file(std::string(head.name) + ".jpg")).pixels;
}

}  // namespace stubble::test
