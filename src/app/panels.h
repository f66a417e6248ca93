// The panels beside the canvas: const document and results in, a wish for a new document out. One file each.
// Until the scalp is read they are drawn without it, greyed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/actions.h"
#include "app/model.h"
#include "app/style.h"

namespace stubble::app {

std::optional<Edit> draw_hairline_panel(const session::Document& document, const session::Derived& derived);
// How many dots the photo shows; a dash while that is not known, as during painting, so that the lines keep
// their places.
std::string dot_count(const session::Derived& derived);
std::optional<Edit> draw_density_panel(const session::Document& document, const session::Derived& derived);
// The document with that shade, or the one matched to the client; an own recipe would hide it, and is
// dropped.
session::Document with_shade(session::Document document, const std::string& name);
std::optional<Edit> draw_shade_panel(const session::Document& document, const session::Derived& derived);
std::optional<Edit> draw_dot_panel(const session::Document& document, const session::Derived& derived);
std::optional<Edit> draw_age_panel(const session::Document& document, const session::Derived& derived,
                                   Look& look);

// What controls of a panel can run. The command chosen runs once all panels are drawn, since it may take away
// the document they are drawn from.
struct Commands {
    const Model& model;
    const std::vector<Action>& actions;
    const Action* chosen = nullptr;
};
std::optional<Edit> draw_photo_panel(const session::Document& document, const session::Derived& derived,
                                     Commands& commands);

inline constexpr const char* side_panel_name = "##panels";
// All of them, one below the other, in `area`, with the warnings below; only with a photo.
void draw_side_panel(Model& model, const std::vector<Action>& actions, const Fonts& fonts, const Area& area);

}  // namespace stubble::app
