// What is measured, against what: speed on a drawn photo, accuracy on heads whose truth is known.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/image.h"
#include "session/document.h"

namespace stubble::bench {

struct Measurement {
    std::string name;
    double value = 0.0;
    std::string unit;      // "ms", "ns/dot", "IoU", "share", "deg"
    std::string baseline;  // the plain rival run beside it
    double ratio = 0.0;    // value over the rival's
};

// An array of one object each, with the members' names; null for a value that is infinite or no number.
std::string figures_json(const std::vector<Measurement>& all);

// A drawn bald head of 12 megapixels (3000 x 4000), with grain: decodes and encodes like a photo.
core::Picture drawn_photo();
// Photo pixels per mm of that head.
inline constexpr double drawn_px_per_mm = 11.5;

// Processor time of one thread, the least of a few runs.
std::vector<Measurement> select_speed(const session::Derived& derived);
std::vector<Measurement> draw_speed(const session::Derived& derived, const std::filesystem::path& jpeg);

// How right dots are drawn: methods.md 2.
std::vector<Measurement> drawing_figures();

// How evenly a population lies on the head: methods.md 1, each figure at the vertex and 60 degrees off it.
// Distances over the widest possible, sqrt(2 / (sqrt(3) density)); powers and Fano factors over white noise.
// The rival is dart throwing in the plane, thinned by chance where density varies. `name` begins every name.
std::vector<Measurement> pattern_figures(const stipple::Population& population, const std::string& name);
// Whole stages against decoding and encoding the same JPEG.
std::vector<Measurement> stage_speed(const session::Derived& derived, const std::filesystem::path& jpeg);
// The reading of the photo alone, likewise and against the plain reading.
std::vector<Measurement> reading_speed(const session::Derived& derived, const std::filesystem::path& jpeg);

// Where pictures with known truth lie. A folder that is absent is left out, an empty name without a word.
struct TruthFolders {
    std::filesystem::path samples;  // *.jpg with *_regions.png and *_truth.json
    std::filesystem::path photos;   // `masks` and `bald`, each with manifest.csv
    std::filesystem::path synth;    // a folder a head, with before.png, labels.png, depth.png and info.json
};
// Called with a line for people: what is left out, and how far the work is.
using Say = std::function<void(const std::string& line)>;

// How right the reading is, beside the plain reading of the same pictures. Of `masks` every `every`-th photo
// counts, and of the few bald heads among them four times as many. Regions: intersection over union, pixels
// of all pictures of a set together, mean over the five regions. Hair: see score.h, mean over photos. Throws
// core::LoadError for a broken set.
std::vector<Measurement> reading_accuracy(const TruthFolders& folders, int every, const Say& say);

}  // namespace stubble::bench
