#include "session/history.h"

#include "core/random.h"
#include "support/catch.h"

using namespace stubble;
using session::Document;
using session::History;

namespace {

Document with_density(double density) {
    Document document;
    document.plan.core_density_per_cm2 = density;
    return document;
}

}  // namespace

TEST_CASE("undo and redo walk through the documents") {
    History history(with_density(1));
    CHECK_FALSE(history.can_undo());
    history.push(with_density(2));
    history.push(with_density(3));
    history.undo();
    CHECK(history.current() == with_density(2));
    history.undo();
    CHECK(history.current() == with_density(1));
    CHECK_FALSE(history.can_undo());
    history.redo();
    history.redo();
    CHECK(history.current() == with_density(3));
    CHECK_FALSE(history.can_redo());
}

TEST_CASE("a new step drops what could be redone, an equal document adds nothing") {
    History history(with_density(1));
    history.push(with_density(2));
    history.undo();
    history.push(with_density(1));
    CHECK(history.can_redo());
    history.push(with_density(5));
    CHECK_FALSE(history.can_redo());
    history.undo();
    CHECK(history.current() == with_density(1));
}

TEST_CASE("amending keeps one step for one gesture") {
    History history(with_density(1));
    history.push(with_density(2));
    for (int i = 3; i < 20; ++i) history.amend(with_density(i));
    CHECK(history.current() == with_density(19));
    history.undo();
    CHECK(history.current() == with_density(1));
}

TEST_CASE("amending after an undo drops what could be redone") {
    History history(with_density(1));
    history.push(with_density(2));
    history.undo();
    history.amend(with_density(7));
    CHECK_FALSE(history.can_redo());
    CHECK(history.current() == with_density(7));
}

TEST_CASE("a thousand random edits, undone and redone, end where they began") {
    History history(with_density(0));
    for (std::uint64_t i = 0; i < 1000; ++i)
        history.push(with_density(1 + static_cast<double>(core::random_bits(5, i) % 97)));
    const Document last = history.current();
    while (history.can_undo()) history.undo();
    CHECK(history.current() == with_density(0));
    while (history.can_redo()) history.redo();
    CHECK(history.current() == last);
}
