#include "app/view.h"
#include "support/catch.h"

using namespace stubble;
using app::Area;

namespace {
constexpr core::Size photo{4000, 3000};
const Area canvas{{0, 30}, {1000, 830}};
}  // namespace

TEST_CASE("A fitted photo is whole, centred and inside the canvas") {
    const auto view = app::fitted(photo, canvas);
    const auto from = view.screen_of({0, 0}), to = view.screen_of({4000, 3000});
    CHECK(from.x >= canvas.from.x);
    CHECK(to.x <= canvas.to.x);
    CHECK(from.y - canvas.from.y == Approx(canvas.to.y - to.y).margin(2));
    CHECK(app::fitted({10, 10}, canvas).zoom <= 2.0);
}

TEST_CASE("Zooming keeps the point under the pointer") {
    auto view = app::fitted(photo, canvas);
    const glm::dvec2 pointer(333, 444);
    const auto below = view.photo_of(pointer);
    for (int i = 0; i < 8; ++i) view = app::zoomed(view, 1.3, pointer, photo, canvas);
    CHECK(view.photo_of(pointer).x == Approx(below.x));
    CHECK(view.photo_of(pointer).y == Approx(below.y));
}

TEST_CASE("Gliding between two zooms keeps the pointer's point too") {
    const auto from = app::fitted(photo, canvas);
    const glm::dvec2 pointer(333, 444);
    const auto to = app::zoomed(from, 5.0, pointer, photo, canvas);
    const auto half = app::between(from, to, 0.5);
    CHECK(half.photo_of(pointer).x == Approx(from.photo_of(pointer).x));
}

TEST_CASE("Zoom stays within bounds and the photo in sight") {
    const auto fit = app::fitted(photo, canvas);
    CHECK(app::zoomed(fit, 1e9, {500, 400}, photo, canvas).zoom == Approx(app::largest_zoom));
    CHECK(app::zoomed(fit, 1e-9, {500, 400}, photo, canvas).zoom == Approx(fit.zoom * 0.2));
    const auto away = app::moved(fit, {1e6, -1e6}, photo, canvas);
    const auto seen = app::visible_photo(away, photo, canvas).size();
    CHECK(seen.x > 10);
    CHECK(seen.y > 10);
}
