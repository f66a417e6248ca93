// The window on a virtual screen of a known size, and what the flows through it share.
#pragma once

#include <filesystem>
#include <string>

#include "app/window/desktop.h"

namespace stubble::test {

inline constexpr core::Size screen{1280, 820};
// The canvas is left of the panels (22 lines of 16 px wide) and above the status line.
inline constexpr core::Rect canvas{0, 80, 920, 780};
inline constexpr core::Rect panels{930, 30, 1280, 780};
// Clear of the canvas's buttons and messages.
inline constexpr core::Rect photo_part{100, 100, 820, 700};

// Pixels in `part` that differ visibly.
int changed(const core::Picture& a, const core::Picture& b, const core::Rect& part);
// Canvas pixels that are not the grey surround.
int photo_pixels(const core::Picture& shot);
// Pixels of the colour in which the window warns and draws a measured line.
int marked_pixels(const core::Picture& shot, const core::Rect& part);

class Stage {
 public:
    // Screenshots of failures go to `folder`.
    explicit Stage(std::filesystem::path folder);

    // A failure leaves the screen as it was behind, as a picture named by its number.
    void check(bool holds, const std::string& promise);
    int failures() const { return failures_; }
    const std::filesystem::path& folder() const { return folder_; }

    void act(const std::string& xdotool_arguments) const { desktop.act(xdotool_arguments); }
    // A key of widgets: they look once a frame whether it is down, and see no press that is shorter.
    void hold(const std::string& key) const {
        act("keydown " + key);
        settled();
        act("keyup " + key);
    }
    void point_at(int x, int y) const;
    // Out of every comparison: the pointer itself is part of a screenshot, and tooltips reach over the
    // canvas.
    void park() const;
    // Drags with the left button and parks the pointer.
    void drag(int x0, int y0, int x1, int y1) const;
    // The screen once all work is done and nothing moves.
    core::Picture settled() const;
    // Waits until that part of the screen looks like `reference`.
    bool comes_to_look_like(const core::Picture& reference, const core::Rect& part,
                            double seconds = 60) const;
    // Waits until more than `pixels` of that part look different from `reference`.
    bool comes_to_differ_from(const core::Picture& reference, const core::Rect& part, int pixels,
                              double seconds = 60) const;

    Desktop desktop;

 private:
    std::filesystem::path folder_;
    int failures_ = 0;
};

}  // namespace stubble::test
