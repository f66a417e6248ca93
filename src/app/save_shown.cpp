#include "app/save_shown.h"

#include "deliver/deliver.h"

namespace stubble::app {
namespace {

// The graphics card's picture may differ from the reference by 1/255.
session::Derived drawn_as_reference(session::Derived shown) {
    shown.picture.reset();
    shown.lit_picture.reset();
    return session::evaluate(shown.document, shown);
}

}  // namespace

std::string save_shown(const session::Derived& shown, const std::filesystem::path& target, bool pair) try {
    std::error_code none;
    if (std::filesystem::equivalent(target, shown.document.photo, none))
        return "Cannot save " + target.string() +
               ": it is the photo itself, which is never changed; choose another name";
    const session::Derived derived = drawn_as_reference(shown);
    const core::Picture& after = session::shown_after(derived);
    photo::SaveOptions options;
    options.description = session::picture_description(derived);
    photo::save_picture(
        pair ? deliver::side_by_side(session::shown_before(derived), after, deliver::usual_pair_height_px,
                                     session::picture_notes(derived))
             : after,
        target, options);
    return {};
} catch (const std::exception& problem) {
    return problem.what();
}

}  // namespace stubble::app
