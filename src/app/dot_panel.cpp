#include <utility>

#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {

std::optional<Edit> draw_dot_panel(const session::Document& document, const session::Derived& derived) {
    std::optional<Edit> edit;
    for (const char* name : {"dot", "dot-variation", "layering", "depth", "dot-gain"})
        if (auto change = draw_setting(session::setting(name), document)) edit = std::move(change);
    const double diameter_px =
        derived.scalp ? document.look.mean_diameter_mm * derived.scalp->scale.px_per_mm : 1.0;
    if (diameter_px < 0.75)
        draw_paragraph("A dot is smaller than a pixel of this photo: what shows is its tone.",
                       muted_text_colour);
    return edit;
}

}  // namespace stubble::app
