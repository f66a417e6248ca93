// Every command, once: menus, shortcuts, the command palette and the help read this table.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/keys.h"
#include "app/model.h"

namespace stubble::app {

struct Action {
    const char* menu;
    const char* label;
    std::vector<Chord> chords;  // the first is shown
    std::function<void(Model&)> run;
    std::function<bool(const Model&)> enabled;
    std::function<bool(const Model&)> ticked = {};  // for commands that are a state
};

// `canvas` is asked for the canvas's area when a command needs it.
std::vector<Action> make_actions(std::function<Area()> canvas, std::function<void()> quit);
// The command of that label; a programmer's error when there is none.
const Action& command(const std::vector<Action>& actions, const std::string& label);
// Runs what the keys ask for.
void run_shortcuts(const std::vector<Action>& actions, const std::vector<Chord>& keys, Model& model);

}  // namespace stubble::app
