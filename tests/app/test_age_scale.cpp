#include "app/age_scale.h"

#include "session/settings.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("The slider of the age reaches every age that can be set") {
    const session::Setting& age = session::setting("age");
    CHECK(app::age_at(0.0) == age.minimum);
    CHECK(app::age_at(1.0) == age.maximum);
    for (const double days : {0.0, 3.0, 45.0, 2920.0, 5000.0, age.maximum})
        CHECK(app::age_at(app::position_of_age(days)) == Approx(days));
}
