// Correcting the regions with the brush.
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

}  // namespace stubble::test
