// Dialogs, messages and saving.
#include "app/window/flows.h"

namespace stubble::test {

void dialog_flow(Stage& stage) {
    const auto calm = stage.settled();
    for (const char* chord : {"key ctrl+o", "key F1", "key ctrl+p", "key ctrl+s"}) {
        stage.act(chord);
        const auto open = stage.settled();
        stage.check(changed(calm, open, {300, 200, 900, 600}) > 5000, std::string(chord) + " opens a dialog");
        stage.act("key Escape");
        stage.check(stage.comes_to_look_like(calm, {100, 100, 900, 780}, 10), "Esc closes it");
    }
}

void failing_photo_flow(Stage& stage) {
    const auto calm = stage.settled();
    stage.act("key ctrl+o");
    stage.settled();
    stage.act("type /nowhere/missing.jpg");
    stage.act("key Return");
    stage.check(stage.comes_to_differ_from(calm, {300, 80, 700, 200}, 2000, 20),
                "a photo that cannot be opened is told in a line");
    stage.check(stage.desktop.is_running(), "the window stays");
    stage.act("key Escape");
    stage.check(stage.comes_to_look_like(calm, {100, 100, 900, 780}, 10),
                "Esc dismisses the line, and the former photo is still there");
}

void save_flow(Stage& stage) {
    const auto target = stage.folder() / "saved.png";
    std::error_code none;
    std::filesystem::remove(target, none);
    stage.act("key ctrl+s");
    stage.settled();
    stage.act("key ctrl+a");
    stage.act("type " + target.string());
    stage.act("key Return");
    bool there = false;
    for (int i = 0; i < 300 && !there; ++i) {
        Desktop::pause(0.1);
        there = std::filesystem::exists(target);
    }
    stage.check(there, "Ctrl+S saves the picture");
    stage.settled();
    stage.act("key Escape");
}

}  // namespace stubble::test
