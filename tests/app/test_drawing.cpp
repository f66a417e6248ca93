// Who draws the after picture, and what becomes of it.
#include "app/drawing.h"

#include <cstdlib>
#include <new>

#include "gl/hidden_context.h"
#include "support/catch.h"

using namespace stubble;

namespace {

const session::Derived& selected() {
    static const session::Derived derived = session::evaluate(
        session::new_document(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg"), {},
        session::Until::selected);
    return derived;
}

session::Derived selected_in(render::ViewingLight light) {
    session::Document document = selected().document;
    document.viewing_light = light;
    return session::evaluate(document, selected(), session::Until::selected);
}

}  // namespace

TEST_CASE("What the graphics card draws is put in the viewing light as well") {
    const gl::HiddenContext context;
    if (!context.opened()) {
        WARN("no OpenGL 3.3 by EGL here: nothing was drawn");
        return;
    }
    setenv("STUBBLE_DRAW_WITH", "gpu", 1);
    app::Drawing drawing{gl::inspect_device()};
    unsetenv("STUBBLE_DRAW_WITH");
    REQUIRE(drawing.until() == session::Until::selected);
    session::Derived plain = selected();
    drawing.complete(plain, {});
    REQUIRE(plain.picture);
    CHECK_FALSE(plain.lit_picture);
    session::Derived lit = selected_in(render::ViewingLight::flash);
    drawing.complete(lit, plain);
    REQUIRE(lit.lit_picture);
    REQUIRE(lit.lit_photo);
    CHECK_FALSE(*lit.lit_picture == *lit.picture);
    CHECK_FALSE(*lit.lit_photo == lit.photo->pixels);
}

TEST_CASE("Where the graphics card fails the processor draws from then on, which is told once") {
    int tries = 0;
    app::Drawing drawing{app::Drawing::Card([&](const session::Derived&) -> core::Picture {
        ++tries;
        if (tries == 1) throw core::GlError("the graphics card has no memory left");
        return {};
    })};
    CHECK(drawing.until() == session::Until::selected);
    session::Derived derived = selected_in(render::ViewingLight::flash);
    CHECK(drawing.complete(derived, {}).find("no memory left") != std::string::npos);
    REQUIRE(derived.picture);
    CHECK(*derived.picture == *session::evaluate(selected().document, selected()).picture);
    CHECK(derived.lit_picture);
    CHECK(drawing.until() == session::Until::drawn);
    session::Derived next = selected();
    CHECK(drawing.complete(next, derived).empty());
    CHECK(next.picture);
    CHECK(tries == 1);
}

TEST_CASE("Where there is no memory for the picture the program goes on without the card") {
    app::Drawing drawing{
        app::Drawing::Card([](const session::Derived&) -> core::Picture { throw std::bad_alloc(); })};
    session::Derived derived = selected();
    CHECK(drawing.complete(derived, {}).find("memory") != std::string::npos);
    CHECK(derived.picture);
}
