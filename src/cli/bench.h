// The parts of `stubble bench`: what is timed, against what.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/image.h"
#include "session/document.h"

namespace stubble::cli {

struct Measurement {
    std::string name;
    double value = 0.0;
    std::string unit;      // "ms", "ns/dot"
    std::string baseline;  // the plain rival run beside it
    double ratio = 0.0;    // value over the rival's
};

// Median wall time in ms of a few runs.
double median_ms(const std::function<void()>& work);

// A drawn bald head of 12 megapixels (3000 x 4000), with grain: decodes and encodes like a photo.
core::Picture bench_photo();
// Photo pixels per mm of that head.
inline constexpr double bench_px_per_mm = 11.5;

// Baseline of `select`: dart throwing in a square of `side`, 30 tries a point, no two points nearer than
// `distance` (Bridson 2007). Returns how many points fit.
std::size_t throw_darts(double side, double distance, std::uint64_t seed);
// Baseline of `draw`: every dot as a disc of that diameter, anti-aliased by 4 x 4 samples a pixel.
core::Field supersampled_dots(const stipple::Dots& dots, double diameter_mm, core::Size size);

std::vector<Measurement> bench_select(const session::Derived& derived);
std::vector<Measurement> bench_draw(const session::Derived& derived);
// Whole stages against decoding and encoding the same JPEG.
std::vector<Measurement> bench_stages(const session::Derived& derived, const std::filesystem::path& jpeg);
// The reading of the photo alone, likewise.
std::vector<Measurement> bench_analyse(const session::Derived& derived, const std::filesystem::path& jpeg);

}  // namespace stubble::cli
