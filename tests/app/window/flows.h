// What people do in the window, each flow leaving it as it was found: a photo, fitted, compared by a split.
#pragma once

#include "app/window/stage.h"

namespace stubble::test {

void compare_flow(Stage& stage);
void split_flow(Stage& stage);
void view_flow(Stage& stage);
void regions_flow(Stage& stage);

void slider_flow(Stage& stage);
void typed_number_flow(Stage& stage);
void leave_flow(Stage& stage);
void measure_flow(Stage& stage);
void paint_flow(Stage& stage);
void fit_head_flow(Stage& stage);

void dialog_flow(Stage& stage);
void failing_photo_flow(Stage& stage);
void palette_flow(Stage& stage);
void save_flow(Stage& stage);

}  // namespace stubble::test
