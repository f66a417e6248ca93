// What the renderers need to know of a photo, from what was read in it.
#pragma once

#include "session/document.h"

namespace stubble::session {

// `map_given`: a treat map decides where pigment lies, so that background is not protected from it.
render::Scene scene_of(const photo::Photo& photo, const scalp::Scalp& scalp, const TreatedScalp& treated,
                       std::uint64_t seed, bool map_given);

// Hairs per cm2 among which dots are to come; 0 where none were counted and on bald skin, where a spot may be
// anything. Empty where the photo shows no single hairs.
core::ScaledField hairs_among(const scalp::Scalp& scalp);

}  // namespace stubble::session
