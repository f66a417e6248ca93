// What the photo shows: regions, hair cover, scale, head frame, skin, hair, light and camera, each with its
// confidence.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/colour.h"
#include "core/head_frame.h"
#include "core/image.h"
#include "core/region.h"
#include "scalp/findings.h"
#include "scalp/handles.h"
#include "scalp/parser_model.h"

namespace stubble::scalp {

enum class View { automatic, front, left, right, top, back, close_up };

// `left`: the person's left side is seen.
struct KnownLength {
    core::PhotoPoint from_px, to_px;
    double length_mm = 0.0;
    bool operator==(const KnownLength&) const = default;
};

// Part of the photo that the user painted over. In photo pixels, so that it stays where it was painted when
// scale or view are corrected afterwards.
struct Stroke {
    std::optional<core::Region> region;  // nullopt: what the photo itself says, whatever was painted before
    std::vector<core::PhotoPoint> path_px;
    double diameter_px = 0.0;
    bool operator==(const Stroke&) const = default;
};

// Diameters of discs that can be looked for: smaller ones measure badly, larger ones do not lie on a head.
inline constexpr double least_reference_mm = 10.0, most_reference_mm = 30.0;

// What the user knows better than the photo.
struct Hints {
    View view = View::automatic;
    std::optional<double> px_per_mm;  // at the middle of the visible scalp
    std::optional<KnownLength> known_length;
    // Diameter of a round sticker or coin in the photo, to be found there.
    std::optional<double> reference_mm;
    std::optional<double> focal_length_35mm;  // from the metadata
    double forehead_lower_mm = 0.0;           // moves the boundary of forehead and scalp towards the brow
    Handles handles;                          // points that the head is fitted to
    std::vector<Stroke> strokes;              // later ones win
    std::optional<ParserModel> parser;        // a further witness for the regions
    bool operator==(const Hints&) const = default;
};

// Visible surface of skin.
struct Area {
    double cm2 = 0.0;
    double sigma_cm2 = 0.0;  // one standard deviation: of scale, boundary, slant and what lies off the frame
};

struct Workings;  // scalp/workings.h

struct Scalp {
    core::Mask regions;      // core::Region per pixel, working size
    core::Field hair_cover;  // share of full hair density, 0..1, working size
    core::Mask spared;       // not 0 where the user's strokes leave nothing to treat, working size; or empty
    // Share of a pixel that shows what is behind the head, 0..1, working size: soft along the rim of bare
    // scalp.
    core::Field background_share;
    // Counted where the photo shows single hairs, else NaN; empty where it shows none.
    core::ScaledField hairs_per_cm2;
    std::vector<core::PhotoPoint> hairs_px;  // those counted that stand among hair, in no order
    core::Field confidence;                  // of the region, 0..1, working size
    std::vector<Area> areas;                 // by core::Region, from the head frame (background is 0)
    float working_px_per_photo_px = 1.0f;
    core::Size photo_size;
    core::HeadFrame frame;  // in photo pixels
    // The same, grown by some millimetres where bare scalp is seen beyond its outline: what lies on the skin
    // is placed by it. No stroke changes it.
    core::HeadFrame covering_frame;
    View view = View::automatic;  // as found
    Scale scale;
    Skin skin;
    Hair hair;
    Light light;
    Camera camera;
    std::optional<LossStage> loss_stage;  // nullopt: too little of the scalp is in view
    Finding head_finding, region_finding;
    std::vector<Warning> warnings;
    std::shared_ptr<const Workings> workings;  // lends to the next reading what other hints leave as it is
};

// Reads an upright sRGB photo. What cannot be found comes from priors with a low confidence and a warning; it
// fails, with core::LoadError, only for a named parser that cannot be used. Deterministic for the same pixels
// and hints, on any number of threads. `before`, an earlier reading of the same photo, only saves time: the
// result is the same without it.
Scalp read_scalp(const core::Picture& photo, const Hints& hints = {}, const Scalp* before = nullptr);

// Region labels at photo size, boundaries refined along the photo's own edges; strokes to the pixel. `photo`
// is the one that was read or a smaller copy of it.
core::Mask full_size_regions(const Scalp& scalp, const core::Picture& photo);

// Share of hair in every pixel of the photo, 255 = nothing but hair: soft at the hair's edge, where strands
// and what lies behind them mix in linear light.
core::Mask full_size_hair(const Scalp& scalp, const core::Picture& photo);

// Mean of the counted hairs per cm2 by core::Region; nullopt where too little of it was counted.
std::vector<std::optional<double>> mean_hairs_per_cm2(const Scalp& scalp);

// What can be laid over the photo, for people to check.
enum class Overlay {
    regions,       // tinted by core::region_tints
    hair_density,  // share of full hair density on the scalp, tinted by core::share_tint
    certainty,     // of the region, likewise
};
// The photo, or a smaller copy of it, tinted; in colours that colour-blind people can tell apart.
core::Picture overlay(const Scalp& scalp, const core::Picture& photo, Overlay what = Overlay::regions);

// Which side of the head a frame shows, by where its camera is.
View view_of(const core::HeadFrame& frame);

const char* name_of(View view);

}  // namespace stubble::scalp
