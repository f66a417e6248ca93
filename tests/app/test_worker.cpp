#include "app/worker.h"

#include <atomic>

#include "app/outcomes.h"
#include "support/catch.h"

using namespace stubble;
using test::next;

TEST_CASE("A photo that cannot be read comes back as one line") {
    std::atomic<int> woken = 0;
    app::Worker worker(session::Until::drawn, [&] { ++woken; });
    worker.open("/nowhere/missing.jpg");
    const auto outcome = next(worker);
    REQUIRE(outcome);
    CHECK(outcome->opened);
    CHECK_FALSE(outcome->derived);
    CHECK(outcome->error.find("missing.jpg") != std::string::npos);
    CHECK(outcome->error.find('\n') == std::string::npos);
    CHECK(woken > 0);
}

TEST_CASE("A photo comes back untreated before its scalp is read") {
    app::Worker worker(session::Until::drawn, [] {});
    worker.open(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg");
    const auto decoded = next(worker);
    REQUIRE(decoded);
    INFO(decoded->error);
    REQUIRE(decoded->derived);
    CHECK(decoded->opened);
    CHECK(decoded->derived->photo);
    CHECK_FALSE(decoded->derived->scalp);
    CHECK_FALSE(decoded->derived->picture);
    const auto evaluated = next(worker);
    REQUIRE(evaluated);
    REQUIRE(evaluated->derived);
    CHECK_FALSE(evaluated->opened);
    CHECK(evaluated->derived->photo == decoded->derived->photo);
    CHECK(evaluated->derived->picture);
    CHECK_FALSE(evaluated->derived->scalp->areas.empty());
}

TEST_CASE("Of many edits the newest is evaluated last") {
    app::Worker worker(session::Until::drawn, [] {});
    worker.open(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg");
    const auto first = next(worker);
    REQUIRE(first);
    INFO(first->error);
    REQUIRE(first->derived);
    CHECK(first->opened);
    REQUIRE(next(worker));
    session::Document document = first->document;
    for (int i = 0; i < 20; ++i) {
        document.plan.core_density_per_cm2 = 100 + i;
        worker.evaluate(document);
    }
    std::optional<app::Outcome> last;
    int results = 0;
    do {
        last = next(worker);
        ++results;
        REQUIRE(last);
    } while (!(last->document == document));
    CHECK(results < 20);
    CHECK(last->derived->picture);
}

TEST_CASE("A worker that left the drawing to others draws once it is told to") {
    app::Worker worker(session::Until::selected, [] {});
    worker.open(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg");
    REQUIRE(next(worker));
    const auto selected = next(worker);
    REQUIRE(selected);
    REQUIRE(selected->derived);
    CHECK_FALSE(selected->derived->picture);
    worker.set_until(session::Until::drawn);
    worker.evaluate(selected->document);
    const auto drawn = next(worker);
    REQUIRE(drawn);
    REQUIRE(drawn->derived);
    CHECK(drawn->derived->picture);
}
