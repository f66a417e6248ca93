// Fitting the head by hand: its outline lies over the photo, and crown, ears and brow can be dragged to where
// they are.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "app/model.h"

namespace stubble::app {

// Begins and ends it.
void toggle_head_fitting(Model& model);
// The document with a point of the head shown at a photo position.
session::Document with_handle(session::Document document, scalp::Handle handle,
                              const core::PhotoPoint& position);
// Without any.
session::Document without_handles(session::Document document);

// The cranium's edge against what lies behind it, as the photo shows it, in photo pixels: one line, from
// where face or neck begins round to where it ends. Empty when the camera is inside or beyond the head.
std::vector<core::PhotoPoint> head_outline(const core::HeadFrame& frame);

class HeadTool {
 public:
    // Inside the canvas's window: draws the head and lets the mouse move its points.
    void handle(Model& model);
    // Over the canvas: what to do, and the way back.
    void draw(Model& model, const Area& canvas);

 private:
    struct Grip {
        scalp::Handle handle;
        core::PhotoPoint position;
    };
    void follow(const Model& model);
    std::optional<core::PhotoPoint> position_of(const Model& model, scalp::Handle handle) const;
    void drag(Model& model, const std::optional<scalp::Handle>& hovered);
    void draw_handle(const Model& model, scalp::Handle handle, bool hovered) const;
    std::optional<Grip> grip_;
    std::shared_ptr<const scalp::Scalp> scalp_;  // whose outline and midline these are
    std::vector<core::PhotoPoint> outline_, midline_;
};

}  // namespace stubble::app
