// Work on a photo that would be lost with the window.
#pragma once

#include "session/document.h"

namespace stubble::app {

// Time and viewing light are ways to look at a plan, and no work.
class UnsavedWork {
 public:
    // A photo has just been opened.
    void is_safe(const session::Document& document);
    // The picture of that document was saved: it shows the plan, and holds no corrections to go on from.
    void picture_is_safe(const session::Document& document);
    // Its corrections were saved, or read from a file.
    void hints_are_safe(const scalp::Hints& hints) { safe_.hints = hints; }
    bool is_in(const session::Document& document) const;
    // It lies in the corrections alone: a file of them holds it.
    bool is_of_hints_alone(const session::Document& document) const;

 private:
    session::Document safe_;
};

}  // namespace stubble::app
