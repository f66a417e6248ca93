// The window of the operating system: the only place that knows GLFW.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/keys.h"
#include "core/image.h"

struct GLFWwindow;

namespace stubble::app {

class Window {
 public:
    // Opens a window with a current OpenGL 3.3 core context. Throws core::GlError where there is no display
    // or no such OpenGL. $STUBBLE_WINDOW_SIZE (WxH) sets the size.
    explicit Window(const std::string& title);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Whether the user has asked to close it since the last call.
    bool take_close_request();
    // Sleeps until something happens, for at most `seconds`; 0 only looks.
    void wait_events(double seconds);
    void show_frame();
    void set_title(const std::string& title);
    core::Size framebuffer_size() const;
    // How much larger than at 96 dots per inch texts should be; $STUBBLE_UI_SCALE (1..3) overrides the
    // monitor.
    float interface_scale() const;
    bool is_held(int printable_key) const;

    // What arrived since the last call.
    std::vector<Chord> take_keys() { return std::exchange(keys_, {}); }
    std::vector<std::filesystem::path> take_drops() { return std::exchange(drops_, {}); }

    GLFWwindow* handle() const { return window_; }
    // Wakes `wait_events` from any thread.
    static void wake();

 private:
    void install_callbacks();
    GLFWwindow* window_ = nullptr;
    std::vector<Chord> keys_;
    std::vector<std::filesystem::path> drops_;
    std::vector<int> held_;
};

}  // namespace stubble::app
