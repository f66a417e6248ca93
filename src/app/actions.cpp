#include "app/actions.h"

#include <algorithm>
#include <utility>

#include "app/brush.h"
#include "app/head_tool.h"
#include "app/measure.h"
#include "core/require.h"

namespace stubble::app {
namespace {

bool always(const Model&) {
    return true;
}
bool with_photo(const Model& model) {
    return model.has_photo();
}

bool with_plan(const Model& model) {
    return model.has_photo() && model.is_read();
}

std::function<void(Model&)> opens(Dialog dialog) {
    return [dialog](Model& model) { model.look.dialog = dialog; };
}

void add_file(std::vector<Action>& list, std::function<void()> quit) {
    list.push_back({"File", "Open photo\u2026", {{'O', true}}, opens(Dialog::open), always});
    list.push_back({"File", "Save picture\u2026", {{'S', true}}, opens(Dialog::save), with_plan});
    list.push_back({"File", "Quit", {{'Q', true}}, [quit = std::move(quit)](Model&) { quit(); }, always});
}

void add_edit(std::vector<Action>& list) {
    list.push_back({"Edit",
                    "Undo",
                    {{'Z', true}},
                    [](Model& model) { model.undo(); },
                    [](const Model& model) { return model.can_undo(); }});
    list.push_back({"Edit",
                    "Redo",
                    {{'Z', true, true}, {'Y', true}},
                    [](Model& model) { model.redo(); },
                    [](const Model& model) { return model.can_redo(); }});
    list.push_back({"Edit",
                    "Start over with this photo",
                    {},
                    [](Model& model) {
                        model.apply({session::new_document(model.document().photo), false});
                    },
                    with_photo});
}

void add_measure(std::vector<Action>& list) {
    list.push_back({"Edit",
                    "Measure a known length",
                    {{'M'}},
                    [](Model& model) { model.look.measuring = begin_measuring(model.document()); },
                    with_photo,
                    [](const Model& model) { return model.look.measuring.has_value(); }});
    list.push_back({"Edit",
                    "Forget the known length",
                    {},
                    [](Model& model) {
                        model.apply({with_known_length(model.document(), std::nullopt), false});
                    },
                    [](const Model& model) {
                        return model.has_photo() && model.document().hints.known_length.has_value();
                    }});
}

bool while_painting(const Model& model) {
    return model.look.painting.has_value();
}

void add_paint(std::vector<Action>& list) {
    list.push_back({"Correct", "Correct the regions", {{'P'}}, toggle_painting, with_plan, while_painting});
    for (const Brush& brush : brushes())
        list.push_back({"Correct",
                        brush.command,
                        {{brush.key}},
                        [paint = brush.paint](Model& model) { model.look.painting->paint = paint; },
                        while_painting,
                        [paint = brush.paint](const Model& model) {
                            return model.look.painting && model.look.painting->paint == paint;
                        }});
    list.push_back({"Correct",
                    "Larger brush",
                    {{']'}},
                    [](Model& model) { resize_brush(*model.look.painting, 1); },
                    while_painting});
    list.push_back({"Correct",
                    "Smaller brush",
                    {{'['}},
                    [](Model& model) { resize_brush(*model.look.painting, -1); },
                    while_painting});
    list.push_back(
        {"Correct",
         "Take all strokes back",
         {},
         [](Model& model) {
             model.apply({without_strokes(model.document()), false});
         },
         [](const Model& model) { return model.has_photo() && !model.document().hints.strokes.empty(); }});
    list.push_back(
        {"Correct", "Fit the head by hand", {{'F'}}, toggle_head_fitting, with_plan, [](const Model& model) {
             return model.look.fitting_head;
         }});
    list.push_back({"Correct", "Save the corrections beside the photo", {}, save_hints, with_plan});
    list.push_back({"Correct", "Load the corrections beside the photo", {}, load_hints, with_plan});
}

Action compare_action(const char* label, std::vector<Chord> chords, Compare compare) {
    return {"View",
            label,
            std::move(chords),
            [compare](Model& model) { model.look.compare = compare; },
            with_photo,
            [compare](const Model& model) { return model.look.compare == compare; }};
}

Action overlay_action(const char* label, int key, scalp::Overlay what) {
    return {"View",
            label,
            {{key}},
            [what](Model& model) {
                auto& overlay = model.look.overlay;
                overlay = overlay == what ? std::nullopt : std::optional(what);
            },
            with_plan,
            [what](const Model& model) { return model.look.overlay == what; }};
}

void add_compare(std::vector<Action>& list) {
    list.push_back(compare_action("Before", {{'1'}}, Compare::before));
    list.push_back(compare_action("Before and after, split", {{'2'}}, Compare::split));
    list.push_back(compare_action("After", {{'3'}}, Compare::after));
    list.push_back({"View",
                    "Toggle before and after",
                    {{'B'}},
                    [](Model& model) {
                        auto& compare = model.look.compare;
                        compare = compare == Compare::after ? Compare::before : Compare::after;
                    },
                    with_photo});
    list.push_back(overlay_action("Show the regions found", 'R', scalp::Overlay::regions));
    list.push_back(overlay_action("Show the hair density found", 'V', scalp::Overlay::hair_density));
    list.push_back(overlay_action("Show how certain the regions are", 'K', scalp::Overlay::certainty));
}

void add_zoom(std::vector<Action>& list, const std::function<Area()>& canvas) {
    const auto zoom_by = [canvas](double factor) {
        return [canvas, factor](Model& model) {
            const Area area = canvas();
            model.look.target = zoomed(model.look.target, factor, (area.from + area.to) * 0.5,
                                       model.derived().photo->pixels.size(), area);
            model.look.follow_fit = false;
        };
    };
    list.push_back({"View",
                    "Zoom in",
                    {{'+'}, {'='}, {'+', false, true}, {'=', false, true}},
                    zoom_by(1.25),
                    with_photo});
    list.push_back({"View", "Zoom out", {{'-'}}, zoom_by(0.8), with_photo});
    list.push_back(
        {"View", "Fit to window", {{'0'}}, [](Model& model) { model.look.follow_fit = true; }, with_photo});
    list.push_back({"View",
                    "Actual pixels (100 %)",
                    {{'9'}},
                    [zoom_by](Model& model) { zoom_by(1.0 / model.look.target.zoom)(model); },
                    with_photo});
}

}  // namespace

std::vector<Action> make_actions(std::function<Area()> canvas, std::function<void()> quit) {
    std::vector<Action> list;
    add_file(list, std::move(quit));
    add_edit(list);
    add_measure(list);
    add_paint(list);
    add_compare(list);
    add_zoom(list, canvas);
    list.push_back({"Help", "Keys and gestures", {{key_f1}}, opens(Dialog::help), always});
    list.push_back({"Help", "Find a command\u2026", {{'P', true}}, opens(Dialog::palette), always});
    return list;
}

const Action& command(const std::vector<Action>& actions, const std::string& label) {
    const auto found = std::find_if(actions.begin(), actions.end(),
                                    [&](const Action& action) { return label == action.label; });
    core::require(found != actions.end(), "a command of that label exists");
    return *found;
}

void run_shortcuts(const std::vector<Action>& actions, const std::vector<Chord>& keys, Model& model) {
    for (const Chord& key : keys)
        for (const Action& action : actions)
            if (std::find(action.chords.begin(), action.chords.end(), key) != action.chords.end() &&
                action.enabled(model)) {
                action.run(model);
                break;
            }
}

}  // namespace stubble::app
