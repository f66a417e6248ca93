// A window nobody sees, for its OpenGL context.
#pragma once

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace stubble::test {

class HiddenWindow {
 public:
    HiddenWindow() {
        if (!glfwInit()) return;
        glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        window_ = glfwCreateWindow(64, 64, "Stubble tests", nullptr, nullptr);
        if (window_) glfwMakeContextCurrent(window_);
    }
    ~HiddenWindow() { glfwTerminate(); }
    HiddenWindow(const HiddenWindow&) = delete;
    HiddenWindow& operator=(const HiddenWindow&) = delete;
    bool opened() const { return window_ != nullptr; }

 private:
    GLFWwindow* window_ = nullptr;
};

}  // namespace stubble::test
