// An OpenGL context without a window, on the graphics card or, where there is none, in software.
#pragma once

#include <memory>
#include <string>

namespace stubble::gl {

// Current on the calling thread for its whole life. Opens by EGL on the first device that gives OpenGL 3.3
// core, and needs no display; where there is no such device it stays closed.
class HiddenContext {
 public:
    HiddenContext();
    ~HiddenContext();
    HiddenContext(const HiddenContext&) = delete;
    HiddenContext& operator=(const HiddenContext&) = delete;
    bool opened() const { return opened_ != nullptr; }

 private:
    struct Opened;
    std::unique_ptr<Opened> opened_;
};

}  // namespace stubble::gl
