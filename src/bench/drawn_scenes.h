// Scenes to measure selection and drawing on that need no reading of a photo.
#pragma once

#include <vector>

#include "core/head_frame.h"
#include "core/image.h"
#include "render/render.h"
#include "stipple/stipple.h"

namespace stubble::bench {

// The whole scalp laid flat on 3000 x 3000 pixels, so that one picture sees every candidate.
struct FlatScalp {
    std::vector<stipple::PlacedFollicle> placed;
    // From nothing at the left edge to the population's density at the right one, a map pixel every 4 pixels.
    core::ScaledField graded;
};
FlatScalp flat_scalp(const stipple::Population& population);

// A head of which 1600 x 1200 pixels see crown and back, with light and noise as photos have them.
struct CrownScene {
    core::Picture photo;
    core::HeadFrame frame;
    render::Scene scene;
    double px_per_mm = 0.0;
};
CrownScene crown_scene();

}  // namespace stubble::bench
