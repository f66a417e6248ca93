// A virtual screen with the program's window on it: mouse, keys and screenshots.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/image.h"

namespace stubble::test {

// Whether a program of that name can be started.
bool is_installed(const std::string& program);

class Desktop {
 public:
    // Starts Xvfb on a display number of its own choice; `folder` takes its screen file.
    Desktop(core::Size size, const std::filesystem::path& folder);
    ~Desktop();
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;

    bool started() const { return !display_.empty(); }
    // Starts the program on this screen.
    void launch(const std::vector<std::string>& command);
    // Mouse and keys, as xdotool takes them: "mousemove 10 20", "key ctrl+z".
    void act(const std::string& xdotool_arguments) const;
    core::Picture screenshot() const;
    // Writes the screen to a portable pixmap.
    void leave_screenshot(const std::filesystem::path& file) const;
    // Waits until the screen has stood still for half a second.
    core::Picture settled() const;
    // Waits until `holds` of a screenshot, for at most `seconds`; whether it came true.
    template <class Condition>
    bool wait_for(const Condition& holds, double seconds = 60) const {
        for (double waited = 0; waited < seconds; waited += 0.2) {
            if (holds(screenshot())) return true;
            pause(0.2);
        }
        return false;
    }
    bool is_running();
    // Waits for the program's end and returns its exit code; -1 if it does not end in time or is killed.
    int exit_code(double seconds);
    static void pause(double seconds);

 private:
    std::filesystem::path screen_file_;
    std::string display_;
    pid_t server_ = -1, program_ = -1;
};

}  // namespace stubble::test
