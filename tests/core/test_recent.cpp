#include "core/recent.h"

#include "support/catch.h"

using stubble::core::Recent;

TEST_CASE("what was asked for lately is not worked out again") {
    Recent<int, int, 2> recent;
    int made = 0;
    const auto square = [&](int key) {
        return *recent.get(key, [&](int k) {
            ++made;
            return k * k;
        });
    };
    REQUIRE(square(2) == 4);
    REQUIRE(square(3) == 9);
    REQUIRE(square(2) == 4);
    REQUIRE(made == 2);
    REQUIRE(square(4) == 16);  // 3 was asked for longest ago and goes
    REQUIRE(square(2) == 4);
    REQUIRE(made == 3);
    REQUIRE(square(3) == 9);
    REQUIRE(made == 4);
}
