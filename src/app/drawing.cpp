#include "app/drawing.h"

#include <cstdlib>
#include <memory>
#include <new>
#include <utility>

#include "core/shared.h"

namespace stubble::app {

Drawing::Drawing(const gl::Device& device) {
    bool with_gpu = !device.software;
    if (const char* wish = std::getenv("STUBBLE_DRAW_WITH")) with_gpu = std::string(wish) == "gpu";
    if (!with_gpu) return;
    try {
        card_ = [renderer = std::make_shared<gl::PictureRenderer>()](const session::Derived& derived) {
            return renderer->draw({derived.photo, &derived.photo->pixels}, derived.layers, derived.scene,
                                  derived.scalp->scale.px_per_mm);
        };
    } catch (const core::GlError&) {
        card_ = {};
    }
}

std::string Drawing::draw_with_card(session::Derived& derived) {
    std::string why;
    try {
        derived.picture = core::shared(card_(derived));
        return {};
    } catch (const core::GlError& problem) {
        why = problem.what();
    } catch (const std::bad_alloc&) {
        why = "not enough memory";
    }
    card_ = {};
    return "The graphics card cannot draw this picture (" + why +
           "): from now on the processor draws, more slowly";
}

std::string Drawing::complete(session::Derived& derived, const session::Derived& previous) {
    if (derived.picture || !derived.dots) return {};
    std::string news;
    if (card_) news = draw_with_card(derived);
    try {
        if (derived.picture)
            session::put_in_viewing_light(derived, previous);
        else
            derived = session::evaluate(derived.document, derived);
    } catch (const std::bad_alloc&) {
        derived.picture.reset();
        derived.lit_picture.reset();
        derived.lit_photo.reset();
        news = "Not enough memory to draw the picture: close other programs or use a smaller photo";
    }
    return news;
}

}  // namespace stubble::app
