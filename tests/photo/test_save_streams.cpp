#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <thread>

#include "photo/photo.h"
#include "saving.h"
#include "support/catch.h"
#include "support/holds.h"

using namespace stubble;
using namespace stubble::photo_test;
using test::holds;

TEST_CASE("text goes straight into a pipe or device, and neither is ever replaced") {
    const auto folder = empty_folder("streams");
    const auto pipe = folder / "pipe.png";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    std::string read;
    {
        const std::jthread reader([&] { read = read_bytes(pipe); });
        photo::save_text("a report", pipe);
    }
    CHECK(read == "a report");
    CHECK(std::filesystem::is_fifo(pipe));
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    REQUIRE((terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0));
    const auto link = folder / "device.png";
    std::filesystem::create_symlink(::ptsname(terminal), link);
    photo::save_text("a report", link);
    char shown[8] = {};
    CHECK(::read(terminal, shown, sizeof shown) == 8);
    CHECK(std::string(shown, 8) == "a report");
    const int held = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);  // so that no writer waits for a reader
    for (const auto& stream : {pipe, link})
        CHECK(holds(failure(stream), "it is a pipe or device, and pictures go to files only"));
    CHECK(std::filesystem::is_fifo(pipe));
    CHECK(std::filesystem::is_character_file(link));
    CHECK(std::filesystem::is_symlink(link));
    CHECK(files_in(folder) == 2);
    ::close(held);
    ::close(terminal);
}

TEST_CASE("a socket is never replaced") {
    const auto folder = empty_folder("socket");
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = (folder / "s.png").string();
    if (name.size() >= sizeof address.sun_path) return;
    name.copy(address.sun_path, name.size());
    REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    CHECK(holds(failure(name), "it is a device or socket"));
    CHECK_THROWS_AS(photo::save_text("a", name), core::SaveError);
    CHECK(std::filesystem::is_socket(name));
    ::close(socket);
}

TEST_CASE("a link stays a link, and the file it names is written") {
    const auto folder = empty_folder("links");
    std::filesystem::create_directories(folder / "apart");
    photo::save_text("old", folder / "apart" / "old.txt");
    std::filesystem::create_symlink("apart/old.txt", folder / "link");
    std::filesystem::create_symlink("apart/new.txt", folder / "dangling");
    std::filesystem::create_symlink("circle", folder / "circle");
    photo::save_text("written", folder / "link");
    photo::save_text("made", folder / "dangling");
    CHECK(read_bytes(folder / "apart" / "old.txt") == "written");
    CHECK(read_bytes(folder / "apart" / "new.txt") == "made");
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK_THROWS_AS(photo::save_text("x", folder / "circle"), core::SaveError);
    CHECK(files_in(folder) == 4);
    CHECK(files_in(folder / "apart") == 2);
}
