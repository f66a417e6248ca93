#include "app/style.h"

#include <imgui.h>

#include <filesystem>
#include <string>

namespace stubble::app {
namespace {

constexpr float text_px = 16.0f;
constexpr float heading_px = 16.5f;
constexpr float small_px = 13.5f;

// Latin, Greek and Cyrillic for file names; punctuation, arrows and marks for texts.
const ImWchar glyph_ranges[] = {0x0020, 0x052F, 0x2009, 0x2044, 0x2190, 0x2193,
                                0x25A0, 0x25FF, 0x2713, 0x2717, 0};

ImFont* load_font(const char* file, float size_px) {
    for (const char* folder : {"/usr/share/fonts/truetype/dejavu/", "/usr/share/fonts/dejavu/",
                               "/usr/share/fonts/TTF/", "/usr/share/fonts/dejavu-sans-fonts/"}) {
        const std::string path = std::string(folder) + file;
        std::error_code none;
        if (std::filesystem::exists(path, none))
            if (ImFont* font =
                    ImGui::GetIO().Fonts->AddFontFromFileTTF(path.c_str(), size_px, nullptr, glyph_ranges))
                return font;
    }
    ImFontConfig config;
    config.SizePixels = size_px;
    return ImGui::GetIO().Fonts->AddFontDefault(&config);
}

ImVec4 grey(float value, float alpha = 1.0f) {
    return {value, value, value, alpha};
}

void set_colours(ImVec4* colours) {
    const ImVec4 accent = ImGui::ColorConvertU32ToFloat4(accent_colour);
    const auto shade = [&](float share, float alpha = 1.0f) {
        return ImVec4(accent.x * share, accent.y * share, accent.z * share, alpha);
    };
    colours[ImGuiCol_Text] = grey(0.91f);
    colours[ImGuiCol_TextDisabled] = grey(0.62f);
    colours[ImGuiCol_WindowBg] = colours[ImGuiCol_PopupBg] = grey(0.135f);
    colours[ImGuiCol_MenuBarBg] = grey(0.105f);
    colours[ImGuiCol_ChildBg] = grey(0, 0);
    colours[ImGuiCol_Border] = grey(1, 0.10f);
    colours[ImGuiCol_FrameBg] = grey(0.21f);
    colours[ImGuiCol_FrameBgHovered] = grey(0.255f);
    colours[ImGuiCol_FrameBgActive] = grey(0.28f);
    colours[ImGuiCol_TitleBg] = colours[ImGuiCol_TitleBgActive] = grey(0.105f);
    colours[ImGuiCol_Button] = grey(0.23f);
    colours[ImGuiCol_ButtonHovered] = grey(0.30f);
    colours[ImGuiCol_ButtonActive] = shade(0.65f);
    colours[ImGuiCol_Header] = grey(0.19f);
    colours[ImGuiCol_HeaderHovered] = grey(0.25f);
    colours[ImGuiCol_HeaderActive] = grey(0.29f);
    colours[ImGuiCol_SliderGrab] = shade(0.92f);
    colours[ImGuiCol_SliderGrabActive] = shade(1.1f);
    colours[ImGuiCol_CheckMark] = shade(1.1f);
    colours[ImGuiCol_PlotHistogram] = shade(0.9f);
    colours[ImGuiCol_Separator] = grey(1, 0.09f);
    colours[ImGuiCol_ScrollbarBg] = grey(0, 0);
    colours[ImGuiCol_ScrollbarGrab] = grey(0.30f);
    colours[ImGuiCol_TextSelectedBg] = shade(0.6f, 0.7f);
    colours[ImGuiCol_ModalWindowDimBg] = grey(0, 0.45f);
}

}  // namespace

Fonts apply_style(float scale) {
    ImGuiStyle style;
    ImGui::StyleColorsDark(&style);
    set_colours(style.Colors);
    style.WindowPadding = {16, 14};
    style.FramePadding = {10, 5};
    style.ItemSpacing = {8, 8};
    style.ItemInnerSpacing = {8, 6};
    style.FrameRounding = style.GrabRounding = style.PopupRounding = 4;
    style.WindowRounding = 6;
    style.ChildRounding = 4;
    style.WindowBorderSize = 0;
    style.PopupBorderSize = 1;
    style.GrabMinSize = 14;
    style.ScrollbarSize = 12;
    style.ScaleAllSizes(scale);
    ImGui::GetStyle() = style;
    Fonts fonts;
    fonts.text = load_font("DejaVuSans.ttf", text_px * scale);
    fonts.heading = load_font("DejaVuSans-Bold.ttf", heading_px * scale);
    fonts.small = load_font("DejaVuSans.ttf", small_px * scale);
    return fonts;
}

}  // namespace stubble::app
