// What a reading finds on its way, kept apart by what it rests on: another reading of the same photo computes
// only what its hints change.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "scalp/classes.h"
#include "scalp/correction.h"
#include "scalp/face.h"
#include "scalp/fit_head.h"
#include "scalp/hair_count.h"
#include "scalp/iris.h"
#include "scalp/reader.h"
#include "scalp/reference.h"
#include "scalp/regions.h"
#include "scalp/scalp.h"
#include "scalp/surface.h"
#include "scalp/working.h"

namespace stubble::scalp {

// Rests on the photo and on a parser.
struct SeenPhoto {
    std::optional<ParserModel> parser;
    Working working, middle;  // `middle` is a smaller copy, on which classes are read and the head is fitted
    cv::Mat scene;            // soft_scene_light
    Sketch sketch;
    Classes middle_classes, classes;
};

// Rests on the photo and on the hints about the head.
struct SeenHead {
    Hints hints;        // of which `same_head_hints` looks at those about the head
    HeadFit automatic;  // before the user shows points of it
    HeadFit fit;
    std::optional<Face> face;
    std::optional<Irises> irises;
    Surface surface;  // by the frame as fitted
};

// Rests on the head and on the diameter asked for.
struct SeenReference {
    double diameter_mm = 0.0;
    std::optional<Reference> reference;
};

// Rests on the head: the regions before anybody corrects them, and what corrections leave alone.
struct SeenRegions {
    Evidence evidence;
    RegionMaps maps;
    Camera camera;
    std::vector<HairSpot> hair_spots;
};

// Rests on the regions and on the hints that correct them.
struct Corrected {
    double forehead_lower_mm = 0.0;
    std::vector<Stroke> strokes;
    Evidence evidence;     // with the forehead's boundary where the user wants it
    RegionMaps automatic;  // by that evidence, before any stroke
    Correction correction;
    Light light;
    Skin skin;
    Hair hair;
    core::Field background_share;  // rim.h

    const RegionMaps& maps() const { return correction.maps; }
};

struct Workings {
    std::shared_ptr<const SeenPhoto> photo;
    std::shared_ptr<const SeenHead> head;
    std::shared_ptr<const SeenRegions> regions;
    std::shared_ptr<const SeenReference> reference;  // null where none is asked for
    // The last few corrections of these regions, the newest last: one stroke more starts from them, and one
    // less is among them.
    std::vector<std::shared_ptr<const Corrected>> corrected;
};

// Takes from `before` (may be null), workings for the same photo, every part that rests on nothing that
// differs; the result is the same as without it.
Workings work_through(const core::Picture& photo, const Hints& hints, const Workings* before);

}  // namespace stubble::scalp
