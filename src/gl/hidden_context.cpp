#include "gl/hidden_context.h"

#include <epoxy/egl.h>

#include <array>

namespace stubble::gl {
namespace {

EGLContext context_on(EGLDisplay display) {
    constexpr std::array<EGLint, 5> wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE,
                                           EGL_PBUFFER_BIT, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint found = 0;
    if (!eglChooseConfig(display, wanted.data(), &config, 1, &found) || found == 0) return EGL_NO_CONTEXT;
    constexpr std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION,
                                            3,
                                            EGL_CONTEXT_MINOR_VERSION,
                                            3,
                                            EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                            EGL_NONE};
    return eglCreateContext(display, config, EGL_NO_CONTEXT, version.data());
}

}  // namespace

struct HiddenContext::Opened {
    EGLDisplay display;
    EGLContext context;
    ~Opened() {
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(display, context);
        eglTerminate(display);
    }
};

HiddenContext::HiddenContext() {
    std::array<EGLDeviceEXT, 8> devices{};
    EGLint count = 0;
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_device") ||
        !eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count))
        return;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count) && !opened_; ++i) {
        const EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[i], nullptr);
        if (!display || !eglInitialize(display, nullptr, nullptr)) continue;
        const EGLContext context = eglBindAPI(EGL_OPENGL_API) ? context_on(display) : EGL_NO_CONTEXT;
        if (context && eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) {
            opened_.reset(new Opened{display, context});
            continue;
        }
        if (context) eglDestroyContext(display, context);
        eglTerminate(display);
    }
}

HiddenContext::~HiddenContext() = default;

}  // namespace stubble::gl
