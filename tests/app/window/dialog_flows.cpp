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

void palette_flow(Stage& stage) {
    const auto plain = stage.settled();
    stage.act("key ctrl+p");
    stage.settled();
    stage.act("key Down");
    stage.act("type regions");
    stage.act("key Return");
    stage.check(stage.comes_to_differ_from(plain, {100, 100, 450, 700}, 20000, 20),
                "a command is found by its name, after arrows too");
    stage.act("key r");
    stage.check(stage.comes_to_look_like(plain, photo_part, 10), "its key takes it back");
}

void save_flow(Stage& stage) {
    // The second time shows that what is typed takes the place of the name proposed.
    for (const char* name : {"saved.png", "saved.webp"}) {
        const auto target = stage.folder() / name;
        std::error_code none;
        std::filesystem::remove(target, none);
        stage.act("key ctrl+s");
        stage.settled();
        stage.act("type " + target.string());
        stage.act("key Return");
        bool there = false;
        for (int i = 0; i < 300 && !there; ++i) {
            Desktop::pause(0.1);
            there = std::filesystem::exists(target);
        }
        stage.check(there, std::string("Ctrl+S saves ") + name);
        stage.settled();
        stage.act("key Escape");
    }
}

}  // namespace stubble::test
