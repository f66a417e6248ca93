// Undo and redo as a list of documents.
#pragma once

#include <cstddef>
#include <vector>

#include "session/document.h"

namespace stubble::session {

class History {
 public:
    explicit History(Document first) : documents_{std::move(first)} {}
    const Document& current() const { return documents_[position_]; }
    // Adds one undo step and drops what could be redone; a document equal to the current one adds nothing.
    void push(Document next);
    // Replaces the current document within one gesture (a slider being dragged): no new step.
    void amend(Document next);
    bool can_undo() const { return position_ > 0; }
    bool can_redo() const { return position_ + 1 < documents_.size(); }
    void undo();
    void redo();

 private:
    std::vector<Document> documents_;
    std::size_t position_ = 0;
};

}  // namespace stubble::session
