// The document holds intent; everything else is recomputed from it. Undo is an older document.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "design/design.h"
#include "photo/photo.h"
#include "pigment/pigment.h"
#include "render/render.h"
#include "render/viewing_light.h"
#include "scalp/scalp.h"
#include "stipple/stipple.h"

namespace stubble::session {

inline constexpr const char* automatic_shade = "auto";

// Treats exactly what a map says, in place of hairline and zones.
struct TreatMap {
    std::filesystem::path map;                     // 16-bit grey, photo's size, dots per cm2 x 100
    std::optional<core::LinearRgb> transmittance;  // at a dot's centre, in place of the shade's
    bool operator==(const TreatMap&) const = default;
};

struct Document {
    std::filesystem::path photo;
    scalp::Hints hints;
    design::Plan plan;
    std::string shade = automatic_shade;
    std::optional<double> dilution, warmth;  // in place of the shade's own
    pigment::Look look;
    stipple::Arrangement arrangement;
    std::optional<TreatMap> treat;
    std::uint64_t seed = 1;
    render::ViewingLight viewing_light = render::ViewingLight::off;
    bool operator==(const Document&) const = default;
};

// The scalp that a treatment is judged by (treated_scalp.h).
struct TreatedScalp {
    core::LinearRgb colour{0.0f};  // as photographed
    double reflected_share = 0.0;  // of its light in the scene, that never was inside the skin
    double density_per_cm2 = 0.0;  // of dots
};

struct Timings {  // milliseconds
    double load = 0, analyse = 0, select = 0, draw = 0, save = 0;
};

struct Warning {
    std::string code, text;
};

// Everything that follows from a document. Parts are shared with earlier results where nothing changed.
struct Derived {
    Document document;  // what it was evaluated for
    std::shared_ptr<const photo::Photo> photo;
    std::shared_ptr<const scalp::Scalp> scalp;
    TreatedScalp treated;
    std::shared_ptr<const render::Scene> scene;
    std::shared_ptr<const stipple::Population> population;  // in its units
    std::shared_ptr<const std::vector<stipple::PlacedFollicle>> placed;
    std::shared_ptr<const core::ScaledField> density;  // dots per cm2 after the sessions done
    std::shared_ptr<const stipple::Dots> dots;
    pigment::Shade shade;       // as used: the match where "auto" was asked, with the document's own recipe
    pigment::DotOptics optics;  // of the first of the shade's colours
    std::vector<render::DotLayer> layers;          // the dots by the shade's colours
    std::shared_ptr<const core::Picture> picture;  // the after picture, in the photo's own light
    // Photo and after picture in the viewing light, changed outside the treated area as well; empty when it
    // is off.
    std::shared_ptr<const core::Picture> lit_photo, lit_picture;
    std::vector<Warning> warnings;  // of photo, scalp and design together
    Timings timings;                // of the stages that ran this time
};

// Called with a stage's name and the share done, 0..1; may be empty.
using Progress = std::function<void(const std::string& stage, double share)>;

enum class Until { loaded, analysed, selected, drawn };

// The one way from intent to picture: window, command line and exports all call it. Only stages whose input
// differs from `previous` run again; parts beyond `until` are left empty. Throws core::LoadError for the
// photo or the map.
Derived evaluate(const Document& document, const Derived& previous = {}, Until until = Until::drawn,
                 const Progress& progress = {});

// What is shown and saved: in the viewing light where one is on. Only after a result was drawn.
const core::Picture& shown_before(const Derived& derived);
const core::Picture& shown_after(const Derived& derived);
// What must be said beside the picture: a colour that is not clinical, pigment too deep, another light.
std::vector<std::string> picture_notes(const Derived& derived);
// What a saved picture says of itself in its metadata: that it is simulated, and the notes.
std::string picture_description(const Derived& derived);
// Puts photo and after picture into the document's viewing light; keeps those of `previous` where nothing
// changed. For whoever draws the after picture outside evaluate.
void put_in_viewing_light(Derived& derived, const Derived& previous);

// Defaults for a photo: the document a user starts from.
Document new_document(const std::filesystem::path& photo);

}  // namespace stubble::session
