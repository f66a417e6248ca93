// The ranked population of candidate follicles on a head, and which of them a density selects.
#pragma once

#include <cstdint>
#include <filesystem>
#include <glm/mat2x2.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <span>
#include <vector>

#include "core/head_frame.h"
#include "core/image.h"

namespace stubble::stipple {

// Candidate follicles on the average head's scalp (core::HeadShape{}), sorted by rank: the first n are blue
// noise for every n. Positions in mm.
struct Population {
    std::vector<glm::vec3> positions_mm;
    double area_cm2 = 0.0;  // of the scalp they cover
    std::uint64_t seed = 0;
    double max_density_per_cm2() const { return static_cast<double>(positions_mm.size()) / area_cm2; }
};

// Builds `count` candidates (at least 100): sample elimination, ranking, then descent of every prefix. Same
// bytes on every compiler, any number of threads. Takes about 0.3 ms a candidate.
Population build_population(std::size_t count, std::uint64_t seed);
// The population shipped with the program. Throws core::LoadError.
const Population& standard_population();
void save_population(const Population& population, const std::filesystem::path& path);
Population load_population(const std::filesystem::path& path);

// How dots come together, as hairs do in their units (domain.md 1.2, 2.4).
enum class Units {
    single,  // every dot by itself
    fine,    // by itself or as a pair
    random,  // one to four, as counted on scalps
    coarse,  // clusters with larger gaps, as in afro hair
};
struct Arrangement {
    Units units = Units::single;
    // 0 to 1: from 0, evenly spread single dots, to 0.5 dots draw together into units, and on to 1 these
    // stand less and less evenly.
    double naturalness = 0.5;
    bool operator==(const Arrangement&) const = default;
};
// The candidates moved into units, each with its rank: at every rank the density stays as it was, up to the
// distance of neighbours. Nothing but the population decides which dots come together. Same bytes everywhere.
Population arranged(const Population& population, const Arrangement& arrangement);
// The standard population so. What depends on the units alone is worked out once in a program.
std::shared_ptr<const Population> standard_arranged(const Arrangement& arrangement);

// One candidate as a given photo sees it.
struct PlacedFollicle {
    glm::vec2 centre_px{0};
    glm::mat2 px_per_mm{1};       // Jacobian, columns: two orthonormal tangents of the scalp
    float threshold_per_cm2 = 0;  // shown where the wanted density exceeds this
    std::uint32_t index = 0;      // in the population: the dot's lasting identity
    float skin_mm2 = 0;           // of the person's scalp, that it stands for: no hair changes it
};
// All candidates visible in a photo of that size, in order of threshold; unseen ones (turned away, outside)
// left out. The population is stretched to the person's head axis by axis; thresholds allow for the area that
// changes. A candidate near one of the hairs that the photo shows, in photo pixels, waits for the density at
// which it is half a spacing away from it.
std::vector<PlacedFollicle> place(const Population& population, const core::HeadFrame& frame,
                                  core::Size photo, std::span<const core::PhotoPoint> hairs_px = {});

// The density to select by where `missing_per_cm2` dots are to come between `hairs_per_cm2` hairs: as much
// more as place() holds back near hairs. Each keeps a disc of half a spacing free, pi / 4 of a dot; where
// hardly any dots are missing, the hairs' own gaps are left as they are.
float density_between_hairs(float missing_per_cm2, float hairs_per_cm2);

struct Dot {
    glm::vec2 centre_px{0};
    glm::mat2 px_per_mm{1};
    float size_quantile = 0.5f;   // rank of its diameter among all dots, uniform in (0, 1)
    float shade_quantile = 0.5f;  // likewise of its darkness
    float depth_quantile = 0.5f;  // likewise of its depth
    std::uint32_t index = 0;
    float threshold_per_cm2 = 0;  // as the candidate's
    float order = 0.5f;           // see put_in_order
};
using Dots = std::vector<Dot>;

// Dots where the density map exceeds a candidate's threshold, in order of threshold, as place() gives them.
// Raising a density anywhere removes no dot and moves none. A density above the population's is met as far as
// it goes.
Dots select(const std::vector<PlacedFollicle>& placed, const core::ScaledField& density_per_cm2,
            std::uint64_t seed);
// Tells each dot its order among those of its place in the map it was selected by: from 0, the first to be
// set, to 1, the last. What a share of the map would select comes before that share.
void put_in_order(Dots& dots, const core::ScaledField& density_per_cm2);

}  // namespace stubble::stipple
