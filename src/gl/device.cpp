#include <epoxy/gl.h>

#include <string>

#include "gl/renderer.h"

namespace stubble::gl {
namespace {

bool is_software(const std::string& renderer) {
    for (const char* name : {"llvmpipe", "softpipe", "SwiftShader", "Software Rasterizer", "swrast"})
        if (renderer.find(name) != std::string::npos) return true;
    return false;
}

}  // namespace

Device inspect_device() {
    const int version = epoxy_gl_version();
    if (version < 33)
        throw core::GlError(
            "OpenGL " + std::to_string(version / 10) + "." + std::to_string(version % 10) +
            " is too old, 3.3 is needed: update the graphics driver, or use the command line: "
            "stubble render PHOTO -o AFTER");
    Device device;
    if (const auto* name = glGetString(GL_RENDERER)) device.renderer = reinterpret_cast<const char*>(name);
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &device.max_texture_px);
    device.software = is_software(device.renderer);
    return device;
}

}  // namespace stubble::gl
