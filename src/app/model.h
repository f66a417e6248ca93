// What the window knows: the document with its history, its newest result, and how it is being looked at.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/unsaved_work.h"
#include "app/view.h"
#include "app/worker.h"
#include "session/history.h"

namespace stubble::app {

// A panel's wish: the document it wants. While a widget is being dragged all its wishes are one undo step.
struct Edit {
    session::Document document;
    bool dragging = false;
};

enum class Compare { before, split, after };
enum class Dialog { none, open, save, help, palette, leave, replace_hints };

enum class Tone { news, warning, error };
struct Message {
    std::string text;
    Tone tone = Tone::error;
};

// A known length that is being measured.
struct Measuring {
    scalp::KnownLength known;
    bool is_drawn = false;      // its line is there: its millimetres can be typed
    bool takes_typing = false;  // the field for them gets the keyboard in the next frame
};

// Time that is being played.
struct Playing {
    double position = 0.0;  // on the age slider, 0..1
};

// Regions that are being painted.
struct Painting {
    std::optional<core::Region> paint = core::Region::bald;  // as in scalp::Stroke
    double diameter_mm = 12.0;                               // default: about a finger's breadth
};

struct Look {  // how the document is looked at; no part of the document
    View view, target;
    bool follow_fit = true;    // the photo is refitted when the window changes
    double split_share = 0.5;  // of the visible photo's width
    Compare compare = Compare::split;
    bool hold_before = false;
    std::optional<scalp::Overlay> overlay;  // over the photo as it is
    std::optional<Measuring> measuring;
    std::optional<Painting> painting;
    bool fitting_head = false;
    // The left button works on the photo as it is and moves nothing.
    bool tool_in_hand() const { return measuring || painting || fitting_head; }
    std::optional<Playing> playing;
    Dialog dialog = Dialog::none;
    std::filesystem::path
        folder;  // where the file dialogs start: the last that a file was read from or written to
};

class Model {
 public:
    explicit Model(Worker& worker) : worker_(worker) {}

    bool has_photo() const { return history_.has_value(); }
    // Of the photo shown; only with a photo.
    const session::Document& document() const { return history_->current(); }
    const session::Derived& derived() const { return derived_; }
    // The scalp of the photo shown has been read: there is a plan to edit.
    bool is_read() const { return derived_.scalp != nullptr; }
    // The comparison in force: before while its key is held, while a tool is in hand, and while there is no
    // after.
    Compare shown_compare() const {
        const bool only_before = look.hold_before || look.tool_in_hand() || !derived_.picture;
        return only_before ? Compare::before : look.compare;
    }

    void open(const std::filesystem::path& photo) {
        leave([this, photo] { worker_.open(photo); });
    }
    // Leaves the photo shown by calling `go`: at once or, where work would be lost, when the user has
    // answered Dialog::leave.
    void leave(std::function<void()> go);
    // The answers. What is being left stays in mind while it is saved.
    void leave_without_saving();
    void stay() { go_ = {}; }
    bool has_unsaved_work() const { return history_ && unsaved_.is_in(document()); }
    bool has_only_hints_unsaved() const { return history_ && unsaved_.is_of_hints_alone(document()); }
    // Both go on leaving once nothing is left to save, and ask about what is.
    void picture_is_saved(const session::Document& of);
    void hints_are_saved();
    void apply(const Edit& edit);
    // No widget is held: the next edit is an undo step of its own.
    void end_gesture() { gesture_open_ = false; }
    bool can_undo() const { return history_ && history_->can_undo(); }
    bool can_redo() const { return history_ && history_->can_redo(); }
    void undo();
    void redo();
    // Asks for all that follows from the document; while regions are painted the rest waits for the reading.
    void evaluate_fully();

    // Takes over a result of the worker.
    void accept(Outcome outcome);
    // One line for the user, shown until it is dismissed; it begins with a capital, as lines of errors do
    // not.
    void tell(std::string text, Tone tone);
    const std::optional<Message>& message() const { return message_; }
    void dismiss_message() { message_.reset(); }

    Look look;

 private:
    void evaluate();
    void go_on_leaving();
    Worker& worker_;
    std::optional<session::History> history_;
    UnsavedWork unsaved_;
    std::function<void()> go_;  // what waits for the user's word on unsaved work
    session::Derived derived_;
    std::optional<Message> message_;
    bool gesture_open_ = false;
};

}  // namespace stubble::app
