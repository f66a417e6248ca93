// ImGui without a window: what is drawn is laid out and can be asked for, and nothing is painted.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include "app/style.h"

namespace stubble::test {

class HeadlessGui {
 public:
    HeadlessGui(float width, float height) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {width, height};
        app::apply_style(1.0f);
        io.Fonts->Build();
    }
    ~HeadlessGui() { ImGui::DestroyContext(); }
    HeadlessGui(const HeadlessGui&) = delete;
    HeadlessGui& operator=(const HeadlessGui&) = delete;

    // As many frames as sizes need to settle.
    template <class Draw>
    void draw(const Draw& what) const {
        for (int frame = 0; frame < 4; ++frame) {
            ImGui::NewFrame();
            what();
            ImGui::Render();
        }
    }
    // The place on the screen of a window that was drawn.
    ImRect window(const char* name) const { return ImGui::FindWindowByName(name)->Rect(); }
};

}  // namespace stubble::test
