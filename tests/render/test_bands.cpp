#include "render/bands.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "render/render.h"
#include "support/catch.h"

using namespace stubble;

TEST_CASE("more threads than processors are asked for without a word on standard error") {
    std::FILE* const told = std::tmpfile();
    REQUIRE(told != nullptr);
    const int usual = ::dup(STDERR_FILENO);
    ::dup2(::fileno(told), STDERR_FILENO);
    std::atomic<int> rows{0};
    render::set_threads(500);
    render::for_each_band(10'000, [&](std::size_t, int from, int to) { rows += to - from; });
    ::dup2(usual, STDERR_FILENO);
    ::close(usual);
    CHECK(rows == 10'000);
    CHECK(std::fseek(told, 0, SEEK_END) == 0);
    CHECK(std::ftell(told) == 0);
    std::fclose(told);
    render::set_threads(0);
}
