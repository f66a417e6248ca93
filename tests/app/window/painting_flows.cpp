// Correcting the regions with the brush, and the head by its points.
#include "app/window/flows.h"

namespace stubble::test {

void paint_flow(Stage& stage) {
    const auto before = stage.settled();
    stage.act("key p");
    stage.check(stage.comes_to_differ_from(before, photo_part, 20000), "P shows the regions to be corrected");
    const auto found = stage.settled();
    stage.point_at(460, 300);
    stage.check(changed(found, stage.settled(), {420, 260, 500, 340}) > 60,
                "the brush shows at the pointer how large it is");
    stage.park();
    stage.check(stage.comes_to_look_like(found, photo_part, 10), "the brush leaves with the pointer");

    stage.act("key h");
    const auto with_hair = stage.settled();
    stage.drag(430, 250, 480, 260);
    stage.check(stage.comes_to_differ_from(with_hair, photo_part, 500),
                "a stroke of hair changes the regions");
    const auto one_stroke = stage.settled();
    stage.act("key n");
    stage.drag(400, 330, 440, 340);
    stage.check(stage.comes_to_differ_from(one_stroke, photo_part, 300), "so does the next");
    stage.act("key ctrl+z");
    stage.check(stage.comes_to_look_like(one_stroke, photo_part), "one undo takes one stroke back");
    stage.act("key ctrl+z");
    stage.check(stage.comes_to_look_like(found, photo_part), "another one takes the first back");
    stage.act("key Escape");
    stage.check(stage.comes_to_look_like(before, photo_part), "Esc ends the painting with all as it was");
}

void fit_head_flow(Stage& stage) {
    const auto before = stage.settled();
    stage.act("key f");
    stage.check(stage.comes_to_differ_from(before, photo_part, 500), "F shows the head as it was found");
    const auto found = stage.settled();
    constexpr core::Rect around_brow{530, 500, 570, 560};
    const int marked = marked_pixels(found, around_brow);
    stage.drag(547, 496, 547, 540);  // the brow's point, as it is found on this sample
    stage.check(stage.desktop.wait_for(
                    [&](const auto& shot) { return marked_pixels(shot, around_brow) > marked + 60; }, 20),
                "a dragged point stays where it was let go, marked as the user's");
    stage.check(stage.comes_to_differ_from(found, {100, 100, 820, 450}, 300), "the head follows it");
    stage.act("key ctrl+z");
    stage.check(stage.comes_to_look_like(found, photo_part), "one undo takes the point back");
    stage.act("key Escape");
    stage.check(stage.comes_to_look_like(before, photo_part), "Esc ends the fitting with all as it was");
}

}  // namespace stubble::test
