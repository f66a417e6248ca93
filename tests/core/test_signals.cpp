#include "core/signals.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "support/catch.h"

using namespace stubble;

namespace {

// How a process of its own ends that does this: its exit code, or minus the signal that killed it.
int end_of(const std::function<void()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
        work();
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace

TEST_CASE("a signal to end ends the process with 128 plus its number") {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        CHECK(end_of([&] {
                  core::watch_signals();
                  ::raise(signal);
              }) == 128 + signal);
}

TEST_CASE("a signal to end waits for unbroken work, and no longer") {
    int told[2];
    REQUIRE(::pipe(told) == 0);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        CHECK(end_of([&] {
                  core::watch_signals();
                  {
                      const core::Unbroken outer;
                      const core::Unbroken inner;
                      ::raise(signal);
                      if (::write(told[1], "x", 1) != 1) ::_exit(1);
                  }
                  ::_exit(2);
              }) == 128 + signal);
        char done = 0;
        CHECK(::read(told[0], &done, 1) == 1);
    }
}

TEST_CASE("signals that the parent ignores stay ignored") {
    CHECK(end_of([] {
              ::signal(SIGHUP, SIG_IGN);
              ::signal(SIGINT, SIG_IGN);
              core::watch_signals();
              ::raise(SIGHUP);
              ::raise(SIGINT);
              ::_exit(7);
          }) == 7);
}

TEST_CASE("a file that grows past its limit is an error, not the end") {
    CHECK(end_of([] {
              ::signal(SIGXFSZ, SIG_DFL);
              core::watch_signals();
              ::raise(SIGXFSZ);
              ::_exit(7);
          }) == 7);
}
