// What a fit of the head is measured by: the places and regions the net sees, the outline, the pupils, the
// priors.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "scalp/classes.h"
#include "scalp/face.h"
#include "scalp/reader.h"
#include "scalp/scalp.h"

namespace stubble::scalp {

// Azimuth, elevation, roll, origin x and y (shares of the photo's diagonal), log scale, log breadth, length,
// height.
constexpr std::size_t parameter_count = 9;
using Parameters = std::array<double, parameter_count>;

struct PlaceSample {
    core::PhotoPoint position;
    glm::dvec3 place;  // of an average head
    double weight;
};
struct OutlineSample {
    core::PhotoPoint position;
    double background, skin, hair;
    double level_mm;  // height on the head of what is seen there, if it is head
};

struct Problem {
    const Sketch* sketch = nullptr;  // outlives the problem
    std::vector<PlaceSample> places;
    std::vector<OutlineSample> outline;
    double places_weight = 1.0, outline_weight = 1.0;
    core::PhotoPoint head_centre_px{0, 0};  // of all that looks like head
    double px_per_mm_by_area = 1.0;         // as large as a head of that area would be
    std::optional<Face> face;
    core::Size photo;
    Hints hints;
    std::optional<Parameters> expected_pose;  // of a view named by the user against the sketch
    double diagonal = 1.0;
};

Problem problem_of(const Sketch& sketch, const std::optional<Face>& face, core::Size photo,
                   const Hints& hints);
void set_outline(Problem& problem, const Sketch& sketch);
void set_outline(Problem& problem, const Sketch& sketch, const Classes& classes, const Working& working);

core::HeadFrame frame_of(const Problem& problem, const Parameters& p);

// Distance between where a point of the head, or a place, is seen and where the frame has it, mm at its
// depth.
double miss_mm(const core::HeadFrame& frame, const core::HeadPoint& point, const core::PhotoPoint& seen);
double miss_mm(const core::HeadFrame& frame, const PlaceSample& sample);

// Share of the head's visible surface where the sketch has face for scalp or scalp for face.
double anatomy_miss(const Problem& problem, const core::HeadFrame& frame);

// Share of the cranium's area on the wrong side of the outline. Below the ears' upper ends face, ears and
// neck have outlines of their own.
double outline_miss(const Problem& problem, const core::HeadFrame& frame);

// What `minimise` makes small.
double cost_of(const Problem& problem, const Parameters& p);

}  // namespace stubble::scalp
