// Photos under the limits of the session they are opened in (ulimit), each in a process of its own.
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "photo/decoder_process.h"
#include "photo/file.h"
#include "photo/photo.h"
#include "photo/save.h"
#include "pictures.h"
#include "support/catch.h"
#include "support/holds.h"

using namespace stubble;
using namespace stubble::photo_test;
using test::holds;

namespace {

enum Outcome { opened = 0, refused = 3, lacking = 5, not_tried = 9 };

// What comes of opening the bytes after `confine`; what the exception says goes to `message`.
Outcome outcome_of(const std::string& bytes, const std::function<bool()>& confine, std::string& message) {
    int told[2];
    REQUIRE(::pipe(told) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_CAPBSET_DROP, CAP_SYS_RESOURCE);  // with which root's decoder could raise limits
        ::signal(SIGXFSZ, SIG_IGN);
        if (!confine()) ::_exit(not_tried);
        const auto say = [&](const std::exception& problem, Outcome outcome) {
            const std::string text = problem.what();
            ::_exit(::write(told[1], text.data(), text.size()) < 0 ? 1 : outcome);
        };
        try {
            photo::decode({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()},
                          photo::DecoderTask::photo, "p.png", {});
        } catch (const core::ResourceError& problem) {
            say(problem, lacking);
        } catch (const core::LoadError& problem) {
            say(problem, refused);
        }
        ::_exit(opened);
    }
    ::close(told[1]);
    message.assign(1000, '\0');
    message.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(told[0], message.data(), 1000))));
    ::close(told[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? static_cast<Outcome>(WEXITSTATUS(status)) : not_tried;
}

bool limit(decltype(RLIMIT_AS) resource, rlim_t value) {
    const rlimit both{value, value};
    return ::setrlimit(resource, &both) == 0;
}

std::string encoded(const core::Picture& picture) {
    const auto path = output_file("limited.png");
    REQUIRE(write_picture(picture, path));
    return read_bytes(path);
}

}  // namespace

TEST_CASE("a session's limits that leave room enough do not keep a photo from opening") {
    const std::string photo = encoded(sample_picture());
    std::string message;
#ifndef __SANITIZE_ADDRESS__  // which maps terabytes of addresses for its own book-keeping
    CHECK(outcome_of(
              photo, [] { return limit(RLIMIT_AS, 1'500'000'000); }, message) == opened);
#endif
    CHECK(outcome_of(
              photo, [] { return limit(RLIMIT_FSIZE, 1'000'000); }, message) == opened);
    CHECK(outcome_of(
              photo, [] { return limit(RLIMIT_CPU, 5); }, message) == opened);
    CHECK(outcome_of(
              photo, [] { return limit(RLIMIT_NOFILE, 30); }, message) == opened);
    CHECK(message.empty());
}

TEST_CASE("limits that are too low are named, and no photo is called malformed for them") {
    const std::string photo = encoded(core::Picture(1000, 1000));
    std::string message;
    CHECK(outcome_of(
              photo, [] { return limit(RLIMIT_FSIZE, 1'000'000); }, message) == lacking);
    CHECK(holds(message, "(ulimit -f) is too low"));
    CHECK(outcome_of(
              photo, [] { return limit(RLIMIT_FSIZE, 100); }, message) == lacking);
    CHECK(holds(message, "(ulimit -f) is too low"));
}

TEST_CASE("where no more files may be opened, memory is not blamed") {
    const std::string photo = encoded(sample_picture());
    std::string message;
    for (const rlim_t most : {8, 10, 11}) {  // below the number that the decoder's files are given, and above
        CAPTURE(most);
        CHECK(outcome_of(
                  photo, [&] { return limit(RLIMIT_NOFILE, most); }, message) == lacking);
        CHECK(holds(message, "too many files are open"));
        CHECK(holds(message, "(ulimit -n)"));
    }
}

TEST_CASE("a file that cannot be opened for the files that are open is not called unreadable") {
    const auto path = output_file("one_too_many.txt");
    write_bytes(path, "x");
    rlimit usual{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &usual) == 0);
    const rlimit none{0, usual.rlim_max};
    std::string read, saved;
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
    try {
        photo::read_file(path, "photo", 10);
    } catch (const core::ResourceError& problem) {
        read = problem.what();
    }
    try {
        photo::save_text("y", path);
    } catch (const core::SaveError& problem) {
        saved = problem.what();
    }
    REQUIRE(::setrlimit(RLIMIT_NOFILE, &usual) == 0);
    CHECK(holds(read, "one_too_many.txt': too many files are open"));
    CHECK(holds(saved, "(ulimit -n)"));
}

TEST_CASE("where no process may be started, resources are lacking, not the decoder") {
    std::string message;
    const auto outcome = outcome_of(
        encoded(sample_picture()),
        [] { return (::geteuid() != 0 || ::setuid(65534) == 0) && limit(RLIMIT_NPROC, 0); }, message);
    if (outcome == not_tried) return;
    CHECK(outcome == lacking);
    CHECK(holds(message, "(ulimit -u)"));
}
