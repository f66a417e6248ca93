// Between the photo, the screen, and ImGui's vectors.
#pragma once

#include <imgui.h>

#include "app/view.h"

namespace stubble::app {

inline ImVec2 to_imgui(const glm::dvec2& point) {
    return {static_cast<float>(point.x), static_cast<float>(point.y)};
}
inline glm::dvec2 from_imgui(const ImVec2& point) {
    return {point.x, point.y};
}

inline ImVec2 on_screen(const View& view, const glm::dvec2& photo) {
    return to_imgui(view.screen_of(photo));
}
inline glm::dvec2 mouse_position() {
    return from_imgui(ImGui::GetIO().MousePos);
}

}  // namespace stubble::app
