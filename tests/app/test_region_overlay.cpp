#include "app/region_overlay.h"

#include <chrono>
#include <thread>

#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;

namespace {

std::shared_ptr<const core::Picture> waited_for(app::RegionOverlay& overlay, app::Model& model) {
    for (int i = 0; i < 600 && !overlay.shown(model); ++i) {
        overlay.update(model);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return overlay.shown(model);
}

}  // namespace

TEST_CASE("The regions are tinted only once somebody looks at them, and once for a scalp") {
    app::Worker worker(session::Until::analysed, [] {});
    app::Model model(worker);
    app::RegionOverlay overlay;
    model.look.overlay = scalp::Overlay::regions;
    overlay.update(model);
    CHECK_FALSE(overlay.shown(model));

    const auto photo = test::opened("/nowhere/a.jpg");
    model.accept(photo);
    overlay.update(model);
    CHECK_FALSE(overlay.shown(model));
    CHECK_FALSE(overlay.is_working());

    model.look.overlay.reset();
    model.accept(test::read(photo));
    overlay.update(model);
    CHECK_FALSE(overlay.is_working());

    model.look.overlay = scalp::Overlay::regions;
    const auto tinted = waited_for(overlay, model);
    REQUIRE(tinted);
    CHECK(tinted->size() == model.derived().photo->pixels.size());

    model.look.overlay.reset();
    overlay.update(model);
    CHECK_FALSE(overlay.shown(model));
    model.look.overlay = scalp::Overlay::regions;
    overlay.update(model);
    CHECK(overlay.shown(model) == tinted);

    model.look.overlay = scalp::Overlay::certainty;
    CHECK_FALSE(overlay.shown(model));
    const auto certainty = waited_for(overlay, model);
    REQUIRE(certainty);
    CHECK(certainty != tinted);

    model.accept(test::read(photo));
    CHECK_FALSE(overlay.shown(model));
    CHECK(waited_for(overlay, model) != certainty);
}
