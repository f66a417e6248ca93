#include "app/setting_widget.h"
#include "session/settings.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("A value stands beside its slider in words that mean it") {
    CHECK(app::value_text(session::setting("touch-up"), 0.0) == "never");
    CHECK(app::value_text(session::setting("touch-up"), 2.5) == "2.5 years");
    CHECK(app::value_text(session::setting("dilution"), 18.0) == "18.0 : 1");
}
