// What changes the document, and taking it back.
#include "app/window/flows.h"

namespace stubble::test {
namespace {

bool is_accent(const core::Rgb8& p) {
    return p.b > 170 && p.b - p.r > 60;
}

struct Place {
    int x = 0, y = 0;
};

// The grab of the first slider of the panels: narrow, where lit buttons are wide and darker.
Place first_grab(const core::Picture& shot) {
    for (int y = panels.y0; y < panels.y1; ++y) {
        int accents = 0, x_of_last = 0;
        for (int x = 960; x < 1250; ++x)
            if (is_accent(shot.at(x, y)) && shot.at(x, y).r > 90) ++accents, x_of_last = x;
        const bool frame_is_even = shot.at(960, y) == shot.at(1250, y);
        if (accents >= 8 && accents <= 24 && frame_is_even) return {x_of_last - 5, y + 8};
    }
    return {};
}

int bright_pixels(const core::Picture& shot, const core::Rect& part) {
    int count = 0;
    for (int y = part.y0; y < part.y1; ++y)
        for (int x = part.x0; x < part.x1; ++x) count += shot.at(x, y).r > 180 && shot.at(x, y).g > 180;
    return count;
}

}  // namespace

void slider_flow(Stage& stage) {
    stage.act("key 3");
    const auto before = stage.settled();
    const auto grab = first_grab(before);
    stage.check(grab.y > 0, "a slider is in the panels");
    stage.drag(grab.x, grab.y, grab.x - 100, grab.y);
    stage.check(stage.comes_to_differ_from(before, canvas, 300),
                "dragging a slider changes the after picture");
    const auto dragged = stage.settled();
    stage.act("key ctrl+z");
    stage.check(stage.comes_to_look_like(before, canvas), "one undo takes the whole drag back");
    stage.act("key ctrl+shift+z");
    stage.check(stage.comes_to_look_like(dragged, canvas), "redo brings it again");
    stage.act("key ctrl+z");
    stage.settled();
    stage.act("key 2");
}

void leave_flow(Stage& stage) {
    const auto before = stage.settled();
    const auto grab = first_grab(before);
    stage.drag(grab.x, grab.y, grab.x - 100, grab.y);
    const auto dragged = stage.settled();
    stage.act("key ctrl+q");
    const auto asked = stage.settled();
    stage.check(stage.desktop.is_running() && changed(dragged, asked, {450, 350, 830, 480}) > 5000,
                "Ctrl+Q asks before unsaved work is lost");
    stage.act("key Escape");
    stage.check(stage.comes_to_look_like(dragged, photo_part, 10), "Esc stays");
    stage.act("key ctrl+q");
    stage.settled();
    stage.act("key Return");
    const auto saving = stage.settled();
    stage.check(changed(asked, saving, {300, 200, 900, 600}) > 5000, "Enter goes on to saving");
    stage.act("key Escape");
    stage.settled();
    stage.act("key ctrl+o");
    stage.settled();
    stage.act("type /nowhere/other.jpg");
    stage.act("key Return");
    const auto asked_again = stage.settled();
    stage.check(changed(asked, asked_again, {450, 350, 830, 480}) < 500,
                "Enter in the list of photos asks before unsaved work is lost, and is no answer to that");
    stage.act("key Escape");
    stage.settled();
    stage.act("key ctrl+z");
    stage.check(stage.comes_to_look_like(before, photo_part), "the program goes on when saving is given up");
}

void typed_number_flow(Stage& stage) {
    const auto before = stage.settled();
    const auto grab = first_grab(before);
    // The whole slider but its grab, which gives way to the field.
    const core::Rect slider{945, grab.y - 8, 1265, grab.y + 8};
    stage.point_at(1200, grab.y);
    // One after the other: a frame that sees all at once sees no key held.
    stage.act("keydown ctrl");
    stage.settled();
    stage.act("click 1");
    stage.settled();
    stage.act("keyup ctrl");
    stage.park();
    stage.act("key ctrl+a");
    stage.act("type 5");
    const int one_digit = bright_pixels(stage.settled(), slider);
    stage.act("type 5555");
    stage.check(bright_pixels(stage.settled(), slider) > one_digit + 40,
                "the digits typed into a slider are seen");
    stage.hold("Escape");
    stage.check(stage.comes_to_look_like(before, photo_part), "Esc takes the typed number back");
}

void measure_flow(Stage& stage) {
    stage.act("key 3");
    const auto before = stage.settled();
    stage.act("key m");
    stage.settled();
    stage.drag(350, 200, 450, 260);
    const auto line = stage.settled();
    const core::Rect around_line{340, 190, 460, 270};
    stage.check(marked_pixels(line, around_line) > 100, "M and a drag draw a line on the photo");
    stage.act("key Escape");
    stage.check(stage.comes_to_look_like(before, canvas, 10), "Esc gives measuring up");

    stage.act("key m");
    stage.drag(350, 200, 450, 260);
    stage.act("type 90");
    stage.act("key Return");
    // The dots of a head of which a millimetre has far fewer pixels.
    stage.check(stage.comes_to_differ_from(before, canvas, 2000), "the typed length sets the scale");
    const auto measured = stage.settled();
    stage.check(marked_pixels(measured, around_line) == 0, "the line is gone once its length is set");
    stage.act("key ctrl+z");
    stage.check(stage.comes_to_look_like(before, canvas), "one undo takes the measured length back");
    stage.act("key 2");
}

}  // namespace stubble::test
