#include "app/panels.h"

#include "support/catch.h"

using namespace stubble;

TEST_CASE("A shade that is chosen shows as itself, whatever recipe was set before") {
    session::Document document = session::new_document("/nowhere/a.jpg");
    document.dilution = 30.0;
    document.warmth = -0.5;
    for (const char* name : {"black", session::automatic_shade}) {
        const session::Document chosen = app::with_shade(document, name);
        CHECK(chosen.shade == name);
        CHECK_FALSE(chosen.dilution);
        CHECK_FALSE(chosen.warmth);
    }
}
