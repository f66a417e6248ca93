#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {

std::string dot_count(const session::Derived& derived) {
    return derived.dots ? grouped_number(static_cast<long long>(derived.dots->size())) : "\u2013";
}

std::optional<Edit> draw_density_panel(const session::Document& document, const session::Derived& derived) {
    auto edit = draw_group("density", document, {"sessions", "dot", "dot-variation", "layering"});
    draw_paragraph(dot_count(derived) + " dots on this photo", muted_text_colour);
    return edit;
}

}  // namespace stubble::app
