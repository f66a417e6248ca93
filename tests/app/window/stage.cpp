#include "app/window/stage.h"

#include <cstdlib>
#include <iostream>
#include <utility>

namespace stubble::test {
namespace {

constexpr int unlike_pixels = 50;  // of noise that two looks at the same screen may differ by

// The progress bar of the status line is there while an evaluation runs.
bool is_busy(const core::Picture& shot) {
    for (int y = 792; y < shot.height(); ++y)
        for (int x = 0; x < 400; ++x)
            if (shot.at(x, y).b > shot.at(x, y).r + 60) return true;
    return false;
}

template <class Predicate>
int count_of(const core::Picture& shot, const core::Rect& part, const Predicate& holds) {
    int count = 0;
    for (int y = part.y0; y < part.y1 && y < shot.height(); ++y)
        for (int x = part.x0; x < part.x1; ++x)
            if (holds(shot.at(x, y))) ++count;
    return count;
}

}  // namespace

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

int photo_pixels(const core::Picture& shot) {
    return count_of(shot, canvas, [](const core::Rgb8& p) { return p.r != p.g || p.g != p.b; });
}

int marked_pixels(const core::Picture& shot, const core::Rect& part) {
    return count_of(shot, part, [](const core::Rgb8& p) { return p == core::Rgb8{233, 190, 110}; });
}

Stage::Stage(std::filesystem::path folder) : desktop(screen, folder), folder_(std::move(folder)) {}

void Stage::check(bool holds, const std::string& promise) {
    std::cout << (holds ? "ok      " : "FAILED  ") << promise << std::endl;
    if (!holds) desktop.leave_screenshot(folder_ / ("failure" + std::to_string(++failures_) + ".ppm"));
}

void Stage::point_at(int x, int y) const {
    act("mousemove " + std::to_string(x) + " " + std::to_string(y));
}

void Stage::park() const {
    point_at(640, 806);
}

void Stage::drag(int x0, int y0, int x1, int y1) const {
    point_at(x0, y0);
    act("mousedown 1");
    point_at((x0 + x1) / 2, (y0 + y1) / 2);
    point_at(x1, y1);
    act("mouseup 1");
    park();
}

core::Picture Stage::settled() const {
    core::Picture shot = desktop.settled();
    for (int tries = 0; is_busy(shot) && tries < 60; ++tries) shot = desktop.settled();
    return shot;
}

bool Stage::comes_to_look_like(const core::Picture& reference, const core::Rect& part, double seconds) const {
    return desktop.wait_for(
        [&](const core::Picture& shot) {
            const int unlike = changed(shot, reference, part);
            return unlike >= 0 && unlike < unlike_pixels;
        },
        seconds);
}

bool Stage::comes_to_differ_from(const core::Picture& reference, const core::Rect& part, int pixels,
                                 double seconds) const {
    return desktop.wait_for(
        [&](const core::Picture& shot) { return changed(shot, reference, part) > pixels; }, seconds);
}

}  // namespace stubble::test
