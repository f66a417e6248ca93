#include "app/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "core/error.h"

namespace stubble::app {
namespace {

const char* no_window_hint = "; to work without a window: stubble render PHOTO -o AFTER";

core::Size wanted_size() {
    core::Size size{1280, 820};
    if (const char* text = std::getenv("STUBBLE_WINDOW_SIZE"))
        std::sscanf(text, "%dx%d", &size.width, &size.height);
    return {std::clamp(size.width, 320, 16384), std::clamp(size.height, 240, 16384)};
}

std::string reason_from_glfw() {
    const char* text = nullptr;
    glfwGetError(&text);
    std::string reason = text ? text : "unknown reason";
    std::replace(reason.begin(), reason.end(), '\n', ' ');
    return reason;
}

int named_key(int glfw_key) {
    static const std::map<int, int> names = {{GLFW_KEY_ESCAPE, key_escape},
                                             {GLFW_KEY_ENTER, key_enter},
                                             {GLFW_KEY_KP_ENTER, key_enter},
                                             {GLFW_KEY_UP, key_up},
                                             {GLFW_KEY_DOWN, key_down},
                                             {GLFW_KEY_PAGE_UP, key_page_up},
                                             {GLFW_KEY_PAGE_DOWN, key_page_down},
                                             {GLFW_KEY_BACKSPACE, key_backspace},
                                             {GLFW_KEY_F1, key_f1}};
    const auto found = names.find(glfw_key);
    return found == names.end() ? key_none : found->second;
}

// The character on the key of the user's own layout: Ctrl+Z is where Z is printed.
int key_of(int glfw_key, int scancode) {
    if (const int named = named_key(glfw_key)) return named;
    const char* printed = glfwGetKeyName(glfw_key, scancode);
    if (!printed || !printed[0] || printed[1]) return key_none;
    return std::toupper(static_cast<unsigned char>(printed[0]));
}

}  // namespace

std::string name_of(const Chord& chord) {
    static const std::map<int, std::string> names = {{key_escape, "Esc"},
                                                     {key_enter, "Enter"},
                                                     {key_up, "Up"},
                                                     {key_down, "Down"},
                                                     {key_page_up, "Page Up"},
                                                     {key_page_down, "Page Down"},
                                                     {key_backspace, "Backspace"},
                                                     {key_f1, "F1"}};
    std::string text = chord.control ? "Ctrl+" : "";
    if (chord.shift) text += "Shift+";
    const auto found = names.find(chord.key);
    return text + (found == names.end() ? std::string(1, static_cast<char>(chord.key)) : found->second);
}

Window::Window(const std::string& title) {
    if (!glfwInit()) throw core::GlError("cannot open a window: " + reason_from_glfw() + no_window_hint);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    const core::Size size = wanted_size();
    window_ = glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
    if (!window_) {
        const std::string reason = reason_from_glfw();
        glfwTerminate();
        throw core::GlError("cannot open a window with OpenGL 3.3: " + reason + no_window_hint);
    }
    glfwMakeContextCurrent(window_);
    glfwSwapInterval(1);
    install_callbacks();
}

Window::~Window() {
    glfwDestroyWindow(window_);
    glfwTerminate();
}

void Window::install_callbacks() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetKeyCallback(window_, [](GLFWwindow* from, int key, int scancode, int action, int modifiers) {
        auto& self = *static_cast<Window*>(glfwGetWindowUserPointer(from));
        const int known = key_of(key, scancode);
        if (known == key_none) return;
        std::erase(self.held_, known);
        if (action == GLFW_RELEASE) return;
        self.held_.push_back(known);
        self.keys_.push_back({known, (modifiers & GLFW_MOD_CONTROL) != 0, (modifiers & GLFW_MOD_SHIFT) != 0});
    });
    glfwSetDropCallback(window_, [](GLFWwindow* from, int count, const char** paths) {
        auto& self = *static_cast<Window*>(glfwGetWindowUserPointer(from));
        self.drops_.assign(paths, paths + count);
    });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* from, int focused) {
        if (!focused) static_cast<Window*>(glfwGetWindowUserPointer(from))->held_.clear();
    });
}

bool Window::take_close_request() {
    const bool asked = glfwWindowShouldClose(window_) != 0;
    glfwSetWindowShouldClose(window_, GLFW_FALSE);
    return asked;
}

void Window::wait_events(double seconds) {
    if (seconds > 0)
        glfwWaitEventsTimeout(seconds);
    else
        glfwPollEvents();
}

void Window::show_frame() {
    glfwSwapBuffers(window_);
}
void Window::set_title(const std::string& title) {
    glfwSetWindowTitle(window_, title.c_str());
}

core::Size Window::framebuffer_size() const {
    core::Size size;
    glfwGetFramebufferSize(window_, &size.width, &size.height);
    return size;
}

float Window::interface_scale() const {
    float scale = 1.0f, vertical = 1.0f;
    glfwGetWindowContentScale(window_, &scale, &vertical);
    if (const char* text = std::getenv("STUBBLE_UI_SCALE")) scale = std::strtof(text, nullptr);
    return std::isfinite(scale) ? std::clamp(scale, 1.0f, 3.0f) : 1.0f;
}

bool Window::is_held(int printable_key) const {
    return std::find(held_.begin(), held_.end(), printable_key) != held_.end();
}

void Window::wake() {
    glfwPostEmptyEvent();
}

}  // namespace stubble::app
