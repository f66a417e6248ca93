#include "app/panels.h"
#include "app/setting_widget.h"

namespace stubble::app {

std::optional<Edit> draw_density_panel(const session::Document& document, const session::Derived& derived) {
    auto edit = draw_group("density", document, {"sessions", "dot", "dot-variation", "layering"});
    if (derived.dots && !derived.dots->empty()) {
        const std::string count = grouped_number(static_cast<long long>(derived.dots->size()));
        draw_paragraph(count + " dots on this photo", muted_text_colour);
    }
    return edit;
}

}  // namespace stubble::app
