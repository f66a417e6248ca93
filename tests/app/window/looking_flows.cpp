// Comparing, moving and zooming.
#include "app/window/flows.h"

namespace stubble::test {

void compare_flow(Stage& stage) {
    stage.act("key 1");
    const auto before = stage.settled();
    stage.act("key 3");
    const auto after = stage.settled();
    // The window opens split, but it may still be drawing then.
    stage.act("key 2");
    const auto split = stage.settled();
    stage.check(changed(before, after, canvas) > 2000, "the after picture differs from the before picture");
    const core::Rect left{100, 250, 400, 700}, right{500, 250, 820, 700};
    stage.check(changed(split, before, left) < changed(split, after, left) / 4 + 20,
                "left of the split is before");
    stage.check(changed(split, after, right) < changed(split, before, right) / 4 + 20,
                "right of the split is after");
    const int buttons_y = 54, before_x = 374, after_x = 554;  // centres, in a row in the middle of the canvas
    stage.point_at(before_x, buttons_y);
    stage.act("click 1");
    stage.park();
    stage.check(stage.comes_to_look_like(before, photo_part, 5), "the button Before shows before");
    stage.point_at(after_x, buttons_y);
    stage.act("click 1");
    stage.park();
    stage.check(stage.comes_to_look_like(after, photo_part, 5), "the button After shows after");
    stage.act("keydown c");
    stage.check(stage.comes_to_look_like(before, photo_part, 5), "holding C shows before");
    stage.act("keyup c");
    stage.check(stage.comes_to_look_like(after, photo_part, 5), "letting go of C shows after again");
    stage.act("key b");
    stage.check(stage.comes_to_look_like(before, photo_part, 5), "B changes over to before");
    stage.act("key 2");
}

void split_flow(Stage& stage) {
    const auto first = stage.settled();
    // The grip stands in the middle of the visible photo.
    stage.drag(462, 432, 262, 432);
    const auto moved = stage.settled();
    stage.check(changed(first, moved, {250, 150, 480, 700}) > 500, "dragging the handle moves the split");
    stage.check(changed(first, moved, {600, 150, 820, 700}) < 50, "the rest of the photo stays");
    stage.drag(262, 432, 462, 432);
}

void view_flow(Stage& stage) {
    const auto fitted = stage.settled();
    stage.point_at(460, 420);
    for (int i = 0; i < 4; ++i) stage.act("click 4");
    stage.park();
    const auto zoomed = stage.settled();
    stage.check(changed(fitted, zoomed, canvas) > 20000, "the wheel zooms");
    stage.drag(300, 600, 380, 640);
    const auto moved = stage.settled();
    stage.check(changed(zoomed, moved, canvas) > 20000, "dragging moves the photo");
    stage.hold("Tab");
    stage.check(stage.comes_to_differ_from(moved, panels, 100, 5), "Tab then goes on in the panels");
    stage.act("key Escape");
    stage.act("key 0");
    stage.check(stage.comes_to_look_like(fitted, photo_part, 10), "0 fits again");
    // With Shift, where + is printed above =.
    stage.act("key plus");
    stage.check(stage.comes_to_differ_from(fitted, canvas, 20000, 10), "+ zooms in");
    stage.act("key 0");
    stage.check(stage.comes_to_look_like(fitted, photo_part, 10), "0 fits then, too");
}

void regions_flow(Stage& stage) {
    const auto plain = stage.settled();
    stage.act("key r");
    stage.check(stage.comes_to_differ_from(plain, {100, 100, 450, 700}, 20000, 20), "R tints the regions");
    stage.act("key r");
    stage.check(stage.comes_to_look_like(plain, photo_part, 10), "R again takes the tints away");
}

}  // namespace stubble::test
