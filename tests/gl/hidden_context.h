// An OpenGL context without a window, on the graphics card or, where there is none, in software.
#pragma once

#include <epoxy/egl.h>
#include <epoxy/gl.h>

#include <array>
#include <string>

namespace stubble::test {

class HiddenContext {
 public:
    HiddenContext() {
        std::array<EGLDeviceEXT, 8> devices{};
        EGLint count = 0;
        if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_device") ||
            !eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count))
            return;
        for (int i = 0; i < count && !opened(); ++i) open(devices[static_cast<std::size_t>(i)]);
    }
    ~HiddenContext() {
        if (!display_) return;
        eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context_) eglDestroyContext(display_, context_);
        eglTerminate(display_);
    }
    HiddenContext(const HiddenContext&) = delete;
    HiddenContext& operator=(const HiddenContext&) = delete;
    bool opened() const { return context_ != nullptr; }
    std::string renderer() const { return reinterpret_cast<const char*>(glGetString(GL_RENDERER)); }

 private:
    void open(EGLDeviceEXT device) {
        display_ = eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr);
        if (!display_ || !eglInitialize(display_, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API)) return;
        const std::array<EGLint, 5> wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE,
                                           EGL_PBUFFER_BIT, EGL_NONE};
        EGLConfig config = nullptr;
        EGLint found = 0;
        if (!eglChooseConfig(display_, wanted.data(), &config, 1, &found) || found == 0) return;
        const std::array<EGLint, 7> version{EGL_CONTEXT_MAJOR_VERSION,
                                            3,
                                            EGL_CONTEXT_MINOR_VERSION,
                                            3,
                                            EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                            EGL_NONE};
        context_ = eglCreateContext(display_, config, EGL_NO_CONTEXT, version.data());
        if (context_) eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
    }

    EGLDisplay display_ = nullptr;
    EGLContext context_ = nullptr;
};

}  // namespace stubble::test
