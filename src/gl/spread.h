// The diffuse tone on the GPU: pigment area per skin area, spread by the skin (render::absorb's coarse maps).
#pragma once

#include <memory>

#include "gl/dot_buffer.h"
#include "gl/shader_program.h"
#include "gl/target.h"
#include "render/render.h"

namespace stubble::gl {

struct CoarseMap {
    std::shared_ptr<const Texture> texture;  // r = value; 1 x 1 zero for an empty map
    float px_per_photo_px = 0.0f;            // 0: empty
};
CoarseMap upload_map(const core::ScaledField& map);

class Spread {
 public:
    Spread();  // throws core::GlError
    // Size of the map that `run` makes.
    static core::Size map_size(core::Size photo, double sigma_px);
    // The map is one of the targets.
    CoarseMap run(Targets& targets, const DotBuffer& dots, const CoarseMap& covered, core::Size photo,
                  double sigma_px) const;

 private:
    ShaderProgram skin_, dots_, blur_;
    WholeTarget whole_;
};

}  // namespace stubble::gl
