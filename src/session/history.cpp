#include "session/history.h"

#include <utility>

#include "core/require.h"

namespace stubble::session {

void History::push(Document next) {
    if (next == current()) return;
    documents_.resize(position_ + 1, documents_.front());
    documents_.push_back(std::move(next));
    ++position_;
}

void History::amend(Document next) {
    if (next == current()) return;
    documents_.resize(position_ + 1, documents_.front());
    documents_[position_] = std::move(next);
}

void History::undo() {
    core::require(can_undo(), "there is a step to undo");
    --position_;
}

void History::redo() {
    core::require(can_redo(), "there is a step to redo");
    ++position_;
}

}  // namespace stubble::session
