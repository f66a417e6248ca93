#include "app/drawing.h"

#include <cstdlib>
#include <string>

namespace stubble::app {

Drawing::Drawing(const gl::Device& device) {
    bool with_gpu = !device.software;
    if (const char* wish = std::getenv("STUBBLE_DRAW_WITH")) with_gpu = std::string(wish) == "gpu";
    if (!with_gpu) return;
    try {
        renderer_.emplace();
    } catch (const core::GlError&) {
        renderer_.reset();
    }
}

void Drawing::complete(session::Derived& derived, const session::Derived& previous) {
    if (derived.picture || !renderer_ || !derived.dots) return;
    derived.picture = std::make_shared<core::Picture>(renderer_->draw(
        derived.photo->pixels, derived.layers, *derived.scene, derived.scalp->scale.px_per_mm));
    session::put_in_viewing_light(derived, previous);
}

}  // namespace stubble::app
