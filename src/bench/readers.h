// The parts of `reading_accuracy`, and what they share: our reading and the plain rival's side by side.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bench/bench.h"
#include "bench/known_heads.h"
#include "bench/stroke_robot.h"
#include "core/head_frame.h"
#include "core/image.h"

namespace stubble::bench {

// What a reading says about a picture, whoever reads.
struct Answer {
    core::Mask regions;
    scalp::View view = scalp::View::front;
    core::HeadFrame frame;
    core::ScaledField cover;  // share of full hair density
};

// Ours and the rival's.
using Answers = std::array<Answer, 2>;

struct Read {
    session::Derived derived;
    Answers answers;
};

// Reads as the program does, and plainly.
Read read_both(const std::filesystem::path& picture);

// Both readings as strokes correct them, labels at the working size. `read` must outlive them.
std::array<Corrected, 2> correctable(const Read& read);
// Labels of the photo at the size of the reading's maps.
core::Mask at_working_size(const Truth& labels, const scalp::Scalp& scalp);
// What a robot user is content with, and when it gives up.
inline constexpr double wanted_right = 0.95;
inline constexpr int most_strokes = 10;

// A figure for each reader.
using Figures = std::array<std::optional<double>, 2>;

// Adds a measurement, but nothing where there was nothing to measure.
void add(std::vector<Measurement>& all, const std::string& name, const char* unit, const Figures& figures);

// Heads whose truth is known.
void measure_heads(const std::string& set, const std::vector<KnownHead>& heads,
                   std::vector<Measurement>& all);
// Photos with masks (manifest.csv) and photos with labelled points (points.csv).
void measure_masks(const std::filesystem::path& folder, std::size_t every, const Say& say,
                   std::vector<Measurement>& all);
void measure_points(const std::filesystem::path& folder, std::vector<Measurement>& all);

}  // namespace stubble::bench
