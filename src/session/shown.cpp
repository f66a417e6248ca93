#include "core/shared.h"
#include "session/document.h"

namespace stubble::session {

const core::Picture& shown_before(const Derived& derived) {
    return derived.lit_photo ? *derived.lit_photo : derived.photo->pixels;
}

const core::Picture& shown_after(const Derived& derived) {
    return derived.lit_picture ? *derived.lit_picture : *derived.picture;
}

std::string picture_description(const Derived& derived) {
    std::string text = "Simulated result";
    for (const std::string& note : picture_notes(derived)) text += ". " + note;
    return text;
}

void put_in_viewing_light(Derived& derived, const Derived& previous) {
    const render::ViewingLight light = derived.document.viewing_light;
    if (light == render::ViewingLight::off) return;
    const bool same_light = previous.document.viewing_light == light && previous.scene == derived.scene;
    const auto lit = [&](const core::Picture& picture) {
        return core::shared(render::in_light(light, picture, derived.photo->pixels, *derived.scene));
    };
    derived.lit_photo = same_light && previous.lit_photo ? previous.lit_photo : lit(derived.photo->pixels);
    const bool same_picture = same_light && previous.lit_picture && previous.picture == derived.picture;
    derived.lit_picture = same_picture ? previous.lit_picture : lit(*derived.picture);
}

}  // namespace stubble::session
