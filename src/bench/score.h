// How right a label picture is. The definitions are those of face-parsing benchmarks: truth masks say 0
// background, 1 skin (bald scalp with it), 2 scalp hair, 255 not decided; found labels are core::Region's.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/image.h"
#include "core/region.h"

namespace stubble::bench {

using Truth = core::Image<std::uint16_t>;

// Mean; nullopt of nothing.
std::optional<double> mean_of(const std::vector<double>& values);
// Middle value, the mean of two; nullopt of nothing.
std::optional<double> median_of(std::vector<double> values);

// Hair is what was found as hair or thinning. What does not apply to a photo is left empty.
struct HairScore {
    std::optional<double> iou;               // where the truth has hair
    std::optional<double> false_hair;        // on bald and shaved heads, share of skin and hair
    std::optional<double> false_hair_frame;  // the same where only hair is marked, share of what is decided
};
// `hair_state` as the manifest calls it; a head is bald when that says "bald" or "shaved", or when less than
// 1 % of what is decided is hair. `found` and `truth` have one size.
HairScore score_hair(const core::Mask& found, const Truth& truth, const std::string& hair_state,
                     bool skin_marked);

// Pixels of many pictures, by region.
class RegionTally {
 public:
    void add(const core::Mask& found, const Truth& truth);
    // Intersection over union, mean over the regions; nullopt before anything was added.
    std::optional<double> mean_iou() const;

 private:
    std::array<double, core::region_names.size()> both_{}, either_{};
};

// Points with a label: mean over hair, thinning, bald, other skin and background of the share found right.
// Stubble taken for hair or for bald counts one half.
class PointTally {
 public:
    // Labels that mean nothing here are ignored. `found` is a core::Region.
    void add(const std::string& label, std::uint8_t found);
    std::optional<double> balanced() const;

 private:
    std::map<core::Region, std::vector<double>> hits_;
};

}  // namespace stubble::bench
