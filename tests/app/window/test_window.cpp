// Flows through the real window: test_window STUBBLE PHOTO. Returns 0, 1 if something is wrong, 4 to be
// skipped.
#include <cstdlib>
#include <iostream>

#include "app/window/flows.h"

using namespace stubble;

namespace {

int skipped(const std::string& why) {
    std::cout << "skipped: " << why << '\n';
    return 4;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return 1;
    for (const char* tool : {"Xvfb", "xdotool"})
        if (!test::is_installed(tool)) return skipped(std::string(tool) + " is not installed");
    test::Stage stage(std::filesystem::path(STUBBLE_OUTPUT_DIR) / "window");
    if (!stage.desktop.started()) return skipped("Xvfb does not start");
    setenv("STUBBLE_WINDOW_SIZE", "1280x820", 1);
    setenv("STUBBLE_UI_SCALE", "1", 1);
    stage.desktop.launch({arguments[1], arguments[2]});
    stage.check(
        stage.desktop.wait_for([](const auto& shot) { return test::photo_pixels(shot) > 50000; }, 120),
        "the photo is shown");
    stage.park();
    stage.settled();
    if (stage.failures() == 0)
        for (const auto flow : {test::compare_flow, test::split_flow, test::regions_flow, test::slider_flow,
                                test::typed_number_flow, test::leave_flow, test::measure_flow,
                                test::paint_flow, test::fit_head_flow, test::view_flow, test::dialog_flow,
                                test::palette_flow, test::failing_photo_flow, test::save_flow})
            flow(stage);
    stage.act("key ctrl+q");
    stage.check(stage.desktop.exit_code(20) == 0, "Ctrl+Q ends the program cleanly");
    return stage.failures() == 0 ? 0 : 1;
}
