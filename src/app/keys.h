// Keys as the program knows them, whatever library reports them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace stubble::app {

// Printable keys are their upper-case character on the user's keyboard layout; the others follow.
enum Key : int {
    key_none = 0,
    key_escape = 256,
    key_enter,
    key_up,
    key_down,
    key_page_up,
    key_page_down,
    key_backspace,
    key_f1
};

struct Chord {
    int key = key_none;
    bool control = false;
    bool shift = false;
    bool operator==(const Chord&) const = default;
};

// Whether the key is among those pressed, with or without modifiers.
inline bool has_key(const std::vector<Chord>& keys, int key) {
    return std::any_of(keys.begin(), keys.end(), [key](const Chord& chord) { return chord.key == key; });
}

// As shown in menus: "Ctrl+Shift+Z".
std::string name_of(const Chord& chord);

}  // namespace stubble::app
