// The same picture on the GPU, from shaders/, through OpenGL 3.3 core.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/error.h"
#include "core/image.h"
#include "render/render.h"

namespace stubble::gl {

struct Device {
    std::string renderer;  // GL_RENDERER
    int max_texture_px = 0;
    bool software = false;  // llvmpipe, softpipe, SwiftShader: uploading the CPU picture is faster there
};
// Needs a current context; throws core::GlError when it is older than 3.3 core.
Device inspect_device();

// Draws `compose` on the GPU. Needs a current OpenGL 3.3 context for its whole life. Works in tiles, so that
// a photo may be larger than the texture limit; what it holds of photo and scene stays on the card until it
// is given others. Agrees with render::compose to 1/255 a channel.
class PictureRenderer {
 public:
    PictureRenderer();  // throws core::GlError naming the shader and the compiler's first message
    ~PictureRenderer();
    PictureRenderer(const PictureRenderer&) = delete;
    PictureRenderer& operator=(const PictureRenderer&) = delete;

    // The first layer lies undermost.
    core::Picture draw(const std::shared_ptr<const core::Picture>& photo,
                       std::span<const render::DotLayer> layers,
                       const std::shared_ptr<const render::Scene>& scene, double px_per_mm);

 private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace stubble::gl
