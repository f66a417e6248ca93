// The photo, before and after, under the user's hands.
#pragma once

#include "app/model.h"
#include "app/region_overlay.h"
#include "app/window.h"
#include "gl/screen.h"

namespace stubble::app {

class Canvas {
 public:
    // Handles the mouse over `area` (ImGui coordinates) and draws split handle and captions.
    void handle(Model& model, const Window& window, const Area& area);
    // Paints the photo below ImGui's own drawing. `pixel_scale`: framebuffer pixels per ImGui coordinate.
    void paint(const Model& model, core::Size framebuffer, double pixel_scale);
    // The view still moves towards its target.
    bool is_moving() const { return moving_; }
    const Area& area() const { return area_; }

 private:
    void follow_target(Look& look);
    void handle_mouse(Model& model, core::Size photo, bool hovered);
    void draw_split(const Look& look, const Area& visible) const;

    enum class Grip { none, split, photo };
    Area area_;
    Grip grip_ = Grip::none;
    bool moving_ = false;
    RegionOverlay overlay_;
    gl::PicturePainter painter_;
    gl::PictureTexture before_, after_, regions_;
};

}  // namespace stubble::app
