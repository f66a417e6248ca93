#include "app/model.h"

#include <cctype>
#include <utility>

namespace stubble::app {

void Model::apply(const Edit& edit) {
    if (!history_ || edit.document == document()) return;
    if (edit.dragging && gesture_open_)
        history_->amend(edit.document);
    else
        history_->push(edit.document);
    gesture_open_ = edit.dragging;
    evaluate();
}

void Model::evaluate() {
    worker_.evaluate(document(), look.painting ? session::Until::analysed : session::Until::drawn);
}

void Model::evaluate_fully() {
    if (history_) worker_.evaluate(document(), session::Until::drawn);
}

void Model::tell(std::string text, Tone tone) {
    if (!text.empty())
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    message_ = Message{std::move(text), tone};
}

void Model::undo() {
    if (!can_undo()) return;
    look.playing.reset();
    history_->undo();
    evaluate();
}

void Model::redo() {
    if (!can_redo()) return;
    look.playing.reset();
    history_->redo();
    evaluate();
}

void Model::leave(std::function<void()> go) {
    if (!has_unsaved_work()) {
        go();
        return;
    }
    go_ = std::move(go);
    look.dialog = Dialog::leave;
}

void Model::leave_without_saving() {
    look.dialog = Dialog::none;
    if (const auto go = std::exchange(go_, {})) go();
}

void Model::go_on_leaving() {
    if (!go_) return;
    if (has_unsaved_work())
        look.dialog = Dialog::leave;
    else
        leave_without_saving();
}

void Model::picture_is_saved(const session::Document& of) {
    // Another photo may have been opened while the picture was written.
    if (!history_ || of.photo != document().photo) return;
    unsaved_.picture_is_safe(of);
    go_on_leaving();
}

void Model::hints_are_saved() {
    unsaved_.hints_are_safe(document().hints);
    go_on_leaving();
}

void Model::accept(Outcome outcome) {
    if (!outcome.derived) {
        tell(outcome.error, Tone::error);
        // Work on the present photo was given up for the one that failed.
        if (outcome.opened && history_) evaluate();
        return;
    }
    const bool of_shown_photo = history_ && outcome.document.photo == document().photo;
    if (!outcome.opened && !of_shown_photo) return;
    if (outcome.opened) {
        history_.emplace(outcome.document);
        unsaved_.is_safe(outcome.document);
        stay();
        // A question was about the photo that is gone.
        if (look.dialog == Dialog::leave || look.dialog == Dialog::replace_hints) look.dialog = Dialog::none;
        look.follow_fit = true;
        look.measuring.reset();
        look.painting.reset();
        look.fitting_head = false;
        look.playing.reset();
        look.folder = outcome.document.photo.parent_path();
        message_.reset();
        if (outcome.derived->photo->missing_share > 0)
            tell(outcome.derived->photo->warnings.empty() ? "This photo is incomplete"
                                                          : outcome.derived->photo->warnings.front(),
                 Tone::warning);
    }
    derived_ = std::move(*outcome.derived);
}

}  // namespace stubble::app
