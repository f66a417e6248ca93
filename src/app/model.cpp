#include "app/model.h"

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

void Model::accept(Outcome outcome) {
    if (!outcome.derived) {
        tell(outcome.error, true);
        // Work on the present photo was given up for the one that failed.
        if (outcome.opened && history_) evaluate();
        return;
    }
    const bool of_shown_photo = history_ && outcome.document.photo == document().photo;
    if (!outcome.opened && !of_shown_photo) return;
    if (outcome.opened) {
        history_.emplace(outcome.document);
        look.follow_fit = true;
        look.measuring.reset();
        look.painting.reset();
        look.fitting_head = false;
        look.playing.reset();
        look.folder = outcome.document.photo.parent_path();
        message_.reset();
        if (outcome.derived->photo->missing_share > 0)
            tell(outcome.derived->photo->warnings.empty() ? "this photo is incomplete"
                                                          : outcome.derived->photo->warnings.front(),
                 false);
    }
    derived_ = std::move(*outcome.derived);
}

}  // namespace stubble::app
