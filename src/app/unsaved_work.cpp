#include "app/unsaved_work.h"

namespace stubble::app {
namespace {

session::Document work_in(session::Document document) {
    document.look.age_days = pigment::Look{}.age_days;
    document.viewing_light = render::ViewingLight::off;
    return document;
}

}  // namespace

void UnsavedWork::is_safe(const session::Document& document) {
    safe_ = work_in(document);
}

void UnsavedWork::picture_is_safe(const session::Document& document) {
    const scalp::Hints hints = safe_.hints;
    is_safe(document);
    safe_.hints = hints;
}

bool UnsavedWork::is_in(const session::Document& document) const {
    return !(work_in(document) == safe_);
}

bool UnsavedWork::is_of_hints_alone(const session::Document& document) const {
    session::Document other = document;
    other.hints = safe_.hints;
    return is_in(document) && !is_in(other);
}

}  // namespace stubble::app
