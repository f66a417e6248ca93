#include "app/app.h"

#include <imgui.h>

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <iostream>

#include "app/bars.h"
#include "app/brush.h"
#include "app/canvas.h"
#include "app/dialogs.h"
#include "app/drawing.h"
#include "app/head_tool.h"
#include "app/measure.h"
#include "app/panels.h"
#include "app/setting_widget.h"
#include "core/error.h"

namespace stubble::app {
namespace {

constexpr int no_window_exit_code = 5;
constexpr double idle_wait_s = 0.25;

// ImGui's context and its two backends, in step with the window.
class Interface {
 public:
    explicit Interface(const Window& window) {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        fonts = apply_style(window.interface_scale());
        ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~Interface() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;
    Fonts fonts;
};

class Program {
 public:
    explicit Program(const std::optional<std::filesystem::path>& photo) : model_(worker_) {
        if (photo) model_.open(std::filesystem::absolute(*photo));
    }
    void run() {
        while (!ended_) {
            window_.wait_events(restless_frames_ > 0 ? 0.0 : idle_wait_s);
            if (window_.take_close_request()) quit();
            take_news();
            draw_frame();
        }
    }

 private:
    void quit() {
        model_.leave([this] { ended_ = true; });
    }

    void take_news() {
        restless_frames_ = std::max(0, restless_frames_ - 1);
        while (auto outcome = worker_.take()) {
            std::string news;
            if (outcome->derived) news = drawing_.complete(*outcome->derived, model_.derived());
            worker_.set_until(drawing_.until());
            const bool opened = outcome->opened && outcome->derived;
            model_.accept(std::move(*outcome));
            if (!news.empty()) model_.tell(news, Tone::error);
            if (!opened) continue;
            take_up_hints(model_);
            window_.set_title(text_of(model_.document().photo.filename()) + " \u2013 Stubble");
        }
        if (auto dropped = window_.take_drops(); !dropped.empty()) model_.open(dropped.front());
    }

    void handle_keys(const std::vector<Chord>& keys) {
        const bool escape = has_key(keys, key_escape);
        if (escape && model_.look.dialog != Dialog::none)
            model_.look.dialog = Dialog::none;
        else if (escape && model_.look.measuring)
            model_.look.measuring.reset();
        else if (escape && model_.look.painting)
            toggle_painting(model_);
        else if (escape && model_.look.fitting_head)
            toggle_head_fitting(model_);
        else if (escape)
            model_.dismiss_message();
        else if (model_.look.dialog == Dialog::none && !ImGui::GetIO().WantTextInput)
            run_shortcuts(actions_, keys, model_);
    }

    void draw_frame() {
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        take_comma_for_point();
        const auto keys = window_.take_keys();
        const Dialog dialog_before = model_.look.dialog;
        handle_keys(keys);
        draw_interface(keys, dialog_before);
        if (!ImGui::IsAnyItemActive() && !model_.look.playing) model_.end_gesture();
        ImGui::Render();
        const core::Size framebuffer = window_.framebuffer_size();
        canvas_.paint(model_, framebuffer, static_cast<double>(ImGui::GetIO().DisplayFramebufferScale.x));
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
        window_.show_frame();
        // Hover and focus settle a frame or two after the event.
        if (canvas_.is_moving() || ImGui::IsAnyMouseDown() || model_.look.playing) restless_frames_ = 3;
    }

    // A key is for the dialog that was open when it was pressed, never for one that it opens.
    void draw_interface(const std::vector<Chord>& keys, Dialog dialog_before) {
        const std::vector<Chord> none;
        const auto keys_of = [&](Dialog dialog) -> const std::vector<Chord>& {
            return dialog == dialog_before ? keys : none;
        };
        const glm::dvec2 screen(ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y);
        const double unit = ImGui::GetFontSize();
        const double top = static_cast<double>(draw_menu(model_, actions_));
        const double status = screen.y - unit * 1.9;
        const double side = screen.x - std::min(unit * 22.0, screen.x * 0.45);
        draw_canvas({{0, top}, {model_.has_photo() ? side : screen.x, status}}, keys_of(Dialog::none));
        if (model_.has_photo())
            draw_side_panel(model_, actions_, interface_.fonts, {{side, top}, {screen.x, status}});
        draw_status(model_, worker_.progress(), save_.is_busy(), interface_.fonts, {{0, status}, screen});
        open_.draw(model_, keys_of(Dialog::open));
        save_.draw(model_, keys_of(Dialog::save));
        palette_.draw(model_, actions_, keys_of(Dialog::palette));
        draw_help(model_, actions_, keys_of(Dialog::help));
        draw_replace_question(model_, keys_of(Dialog::replace_hints));
        draw_leave_question(model_, keys_of(Dialog::leave));
        if (model_.look.dialog == Dialog::none && !save_.is_busy()) model_.stay();
    }

    // The canvas has nothing to tab to: after a drag on it Tab goes on in the panels. A tool may have a
    // field.
    void give_keyboard_back() const {
        if (ImGui::IsWindowFocused() && !ImGui::IsAnyMouseDown() && !model_.look.tool_in_hand())
            ImGui::SetWindowFocus(side_panel_name);
    }

    void draw_canvas(const Area& area, const std::vector<Chord>& keys) {
        ImGui::SetNextWindowPos({static_cast<float>(area.from.x), static_cast<float>(area.from.y)});
        ImGui::SetNextWindowSize({static_cast<float>(area.size().x), static_cast<float>(area.size().y)});
        ImGui::Begin("##canvas", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                         ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                         ImGuiWindowFlags_NoScrollWithMouse);
        canvas_.handle(model_, window_, area);
        measure_.handle(model_);
        brush_.handle(model_);
        head_.handle(model_);
        give_keyboard_back();
        ImGui::End();
        if (model_.look.measuring)
            measure_.draw(model_, keys, area);
        else if (model_.look.painting)
            brush_.draw(model_, area);
        else if (model_.look.fitting_head)
            head_.draw(model_, area);
        else if (model_.has_photo() && model_.derived().picture)
            draw_compare_buttons(model_, area);
        else if (model_.has_photo())
            draw_first_progress(worker_.progress(), area);
        else
            draw_welcome(model_, worker_.progress(), interface_.fonts, area);
        draw_message(model_, area);
    }

    Window window_{"Stubble"};
    const gl::Device device_ = gl::inspect_device();
    Interface interface_{window_};
    Drawing drawing_{device_};
    Worker worker_{drawing_.until(), Window::wake};
    Model model_;
    Canvas canvas_;
    MeasureTool measure_;
    BrushTool brush_;
    HeadTool head_;
    OpenDialog open_;
    SaveDialog save_;
    Palette palette_;
    std::vector<Action> actions_ = make_actions([this] { return canvas_.area(); }, [this] { quit(); });
    int restless_frames_ = 3;
    bool ended_ = false;
};

}  // namespace

int run_window(const std::optional<std::filesystem::path>& photo) try {
    Program(photo).run();
    return 0;
} catch (const core::GlError& problem) {
    std::cerr << "stubble: " << problem.what() << '\n';
    return no_window_exit_code;
}

}  // namespace stubble::app
