// Flows through the real window: test_window STUBBLE PHOTO. Returns 0, 1 if something is wrong, 4 to be
// skipped.
#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "app/window/desktop.h"

using namespace stubble;

namespace {

constexpr core::Size screen{1280, 820};
// The canvas is left of the panels (22 lines of 16 px wide) and above the status line.
constexpr core::Rect canvas{0, 80, 920, 780};
constexpr core::Rect panels{930, 30, 1280, 780};

int failures = 0;

// A failure leaves the screen as it was behind, as a picture named by its number.
void check(const test::Desktop& desktop, bool holds, const std::string& promise) {
    std::cout << (holds ? "ok      " : "FAILED  ") << promise << std::endl;
    if (holds) return;
    const auto name = "failure" + std::to_string(++failures) + ".ppm";
    desktop.leave_screenshot(std::filesystem::path(STUBBLE_OUTPUT_DIR) / "window" / name);
}

// Pixels in `part` that differ visibly.
int changed(const core::Picture& a, const core::Picture& b, const core::Rect& part) {
    int count = 0;
    if (a.size() != b.size()) return -1;
    for (int y = part.y0; y < part.y1; ++y)
        for (int x = part.x0; x < part.x1; ++x) {
            const core::Rgb8 p = a.at(x, y), q = b.at(x, y);
            if (std::abs(p.r - q.r) + std::abs(p.g - q.g) + std::abs(p.b - q.b) > 3) ++count;
        }
    return count;
}

// Canvas pixels that are not the grey surround.
int photo_pixels(const core::Picture& shot) {
    int count = 0;
    for (int y = canvas.y0; y < canvas.y1 && y < shot.height(); ++y)
        for (int x = canvas.x0; x < canvas.x1; ++x) {
            const core::Rgb8 p = shot.at(x, y);
            if (p.r != p.g || p.g != p.b) ++count;
        }
    return count;
}

// The progress bar of the status line is there while an evaluation runs.
bool is_busy(const core::Picture& shot) {
    for (int y = 792; y < shot.height(); ++y)
        for (int x = 0; x < 400; ++x)
            if (shot.at(x, y).b > shot.at(x, y).r + 60) return true;
    return false;
}

// The screen once all work is done and nothing moves.
core::Picture settled(const test::Desktop& desktop) {
    core::Picture shot = desktop.settled();
    for (int tries = 0; is_busy(shot) && tries < 60; ++tries) shot = desktop.settled();
    return shot;
}

std::string at(int x, int y) {
    return "mousemove " + std::to_string(x) + " " + std::to_string(y);
}

// Out of every comparison: the pointer itself is part of a screenshot, and tooltips reach over the canvas.
void park(const test::Desktop& desktop) {
    desktop.act(at(640, 806));
}

void drag(const test::Desktop& desktop, int x0, int y0, int x1, int y1) {
    desktop.act(at(x0, y0));
    desktop.act("mousedown 1");
    desktop.act(at((x0 + x1) / 2, (y0 + y1) / 2));
    desktop.act(at(x1, y1));
    desktop.act("mouseup 1");
    park(desktop);
}

void compare_flows(const test::Desktop& desktop) {
    const auto split = settled(desktop);
    desktop.act("key 1");
    const auto before = settled(desktop);
    desktop.act("key 3");
    const auto after = settled(desktop);
    check(desktop, changed(before, after, canvas) > 2000,
          "the after picture differs from the before picture");
    const core::Rect left{100, 250, 400, 700}, right{500, 250, 820, 700};
    check(desktop, changed(split, before, left) < changed(split, after, left) / 4 + 20,
          "left of the split is before");
    check(desktop, changed(split, after, right) < changed(split, before, right) / 4 + 20,
          "right of the split is after");
    desktop.act("keydown c");
    check(desktop,
          desktop.wait_for(
              [&](const auto& shot) {
                  return changed(shot, before, {100, 100, 820, 700}) < 50;
              },
              5),
          "holding C shows before");
    desktop.act("keyup c");
    check(desktop,
          desktop.wait_for(
              [&](const auto& shot) {
                  return changed(shot, after, {100, 100, 820, 700}) < 50;
              },
              5),
          "letting go of C shows after again");
    desktop.act("key b");
    check(desktop,
          desktop.wait_for(
              [&](const auto& shot) {
                  return changed(shot, before, {100, 100, 820, 700}) < 50;
              },
              5),
          "B changes over to before");
    desktop.act("key 2");
}

void split_flow(const test::Desktop& desktop, const core::Picture& first) {
    // The grip stands in the middle of the visible photo.
    drag(desktop, 462, 432, 262, 432);
    const auto moved = settled(desktop);
    check(desktop, changed(first, moved, {250, 150, 480, 700}) > 500, "dragging the handle moves the split");
    check(desktop, changed(first, moved, {600, 150, 820, 700}) < 50, "the rest of the photo stays");
    drag(desktop, 262, 432, 462, 432);
}

void slider_flow(const test::Desktop& desktop) {
    desktop.act("key 3");
    const auto before = settled(desktop);
    // The first slider of the panels shows by its grab.
    int slider_y = 0;
    for (int y = panels.y0; y < panels.y1 && !slider_y; ++y) {
        const core::Rgb8 p = before.at(960, y), q = before.at(1250, y);
        int accents = 0;
        for (int x = 960; x < 1250; ++x) {
            const core::Rgb8 c = before.at(x, y);
            if (c.b > 170 && c.b - c.r > 60 && c.r > 90) ++accents;
        }
        // A slider's grab is narrow; lit buttons are wide and darker.
        if (accents >= 8 && accents <= 24 && p == q) slider_y = y + 8;
    }
    check(desktop, slider_y > 0, "a slider is in the panels");
    int grab_x = 960;
    for (int x = 960; x < 1250; ++x)
        if (before.at(x, slider_y).b > 170 && before.at(x, slider_y).b - before.at(x, slider_y).r > 60)
            grab_x = x;
    drag(desktop, grab_x - 5, slider_y, grab_x - 105, slider_y);
    check(desktop, desktop.wait_for([&](const auto& shot) { return changed(shot, before, canvas) > 300; }),
          "dragging a slider changes the after picture");
    const auto dragged = settled(desktop);
    desktop.act("key ctrl+z");
    check(desktop, desktop.wait_for([&](const auto& shot) { return changed(shot, before, canvas) < 50; }),
          "one undo takes the whole drag back");
    desktop.act("key ctrl+shift+z");
    check(desktop, desktop.wait_for([&](const auto& shot) { return changed(shot, dragged, canvas) < 50; }),
          "redo brings it again");
    desktop.act("key ctrl+z");
}

void view_flow(const test::Desktop& desktop) {
    const auto fitted = settled(desktop);
    desktop.act(at(460, 420));
    for (int i = 0; i < 4; ++i) desktop.act("click 4");
    park(desktop);
    const auto zoomed = settled(desktop);
    check(desktop, changed(fitted, zoomed, canvas) > 20000, "the wheel zooms");
    drag(desktop, 300, 600, 380, 640);
    check(desktop, changed(zoomed, settled(desktop), canvas) > 20000, "dragging moves the photo");
    desktop.act("key 0");
    check(desktop,
          desktop.wait_for(
              [&](const auto& shot) {
                  return changed(shot, fitted, {100, 100, 820, 700}) < 50;
              },
              10),
          "0 fits again");
}

void dialog_flows(test::Desktop& desktop) {
    const auto calm = settled(desktop);
    for (const char* chord : {"key ctrl+o", "key F1", "key ctrl+p", "key ctrl+s"}) {
        desktop.act(chord);
        const auto open = settled(desktop);
        check(desktop, changed(calm, open, {300, 200, 900, 600}) > 5000,
              std::string(chord) + " opens a dialog");
        desktop.act("key Escape");
        check(desktop,
              desktop.wait_for(
                  [&](const auto& shot) {
                      return changed(shot, calm, {100, 100, 900, 780}) < 50;
                  },
                  10),
              "Esc closes it");
    }
    desktop.act("key ctrl+o");
    settled(desktop);
    desktop.act("type /nowhere/missing.jpg");
    desktop.act("key Return");
    check(desktop,
          desktop.wait_for(
              [&](const auto& shot) {
                  return changed(shot, calm, {300, 80, 700, 200}) > 2000;
              },
              20),
          "a photo that cannot be opened is told in a line");
    check(desktop, desktop.is_running(), "the window stays");
    desktop.act("key Escape");
    check(desktop,
          desktop.wait_for(
              [&](const auto& shot) {
                  return changed(shot, calm, {100, 100, 900, 780}) < 50;
              },
              10),
          "Esc dismisses the line, and the former photo is still there");
}

void save_flow(const test::Desktop& desktop, const std::filesystem::path& folder) {
    const auto target = folder / "saved.png";
    std::error_code none;
    std::filesystem::remove(target, none);
    desktop.act("key ctrl+s");
    settled(desktop);
    desktop.act("key ctrl+a");
    desktop.act("type " + target.string());
    desktop.act("key Return");
    bool there = false;
    for (int i = 0; i < 300 && !there; ++i) {
        test::Desktop::pause(0.1);
        there = std::filesystem::exists(target);
    }
    check(desktop, there, "Ctrl+S saves the picture");
    settled(desktop);
    desktop.act("key Escape");
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 1;
    for (const char* tool : {"Xvfb", "xdotool"})
        if (!test::is_installed(tool)) {
            std::cout << "skipped: " << tool << " is not installed\n";
            return 4;
        }
    const std::filesystem::path folder = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "window";
    test::Desktop desktop(screen, folder);
    if (!desktop.started()) {
        std::cout << "skipped: Xvfb does not start\n";
        return 4;
    }
    setenv("STUBBLE_WINDOW_SIZE", "1280x820", 1);
    setenv("STUBBLE_UI_SCALE", "1", 1);
    desktop.launch({arguments[1], arguments[2]});
    check(desktop, desktop.wait_for([](const auto& shot) { return photo_pixels(shot) > 50000; }, 120),
          "the photo is shown");
    park(desktop);
    const auto first = settled(desktop);
    if (failures == 0) {
        compare_flows(desktop);
        split_flow(desktop, first);
        slider_flow(desktop);
        view_flow(desktop);
        dialog_flows(desktop);
        save_flow(desktop, folder);
    }
    desktop.act("key ctrl+q");
    check(desktop, desktop.exit_code(20) == 0, "Ctrl+Q ends the program cleanly");
    return failures == 0 ? 0 : 1;
}
