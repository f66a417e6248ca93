#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <thread>

#include "core/signals.h"
#include "photo/photo.h"
#include "photo/save.h"
#include "pictures.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::photo_test;

namespace {

std::filesystem::path empty_folder(const std::string& name) {
    const auto folder = output_file(name);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    return folder;
}

std::string failure(const std::filesystem::path& path) {
    try {
        photo::save_picture(sample_picture(), path);
    } catch (const core::SaveError& error) {
        return error.what();
    }
    return {};
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

// While it lives, what a file's mode forbids is forbidden to this thread, even as root.
class AsAnyUser {
 public:
    AsAnyUser() {
        ::syscall(SYS_capget, &header_, usual_.data());
        auto none = usual_;
        for (auto& word : none) word.effective = 0;
        ::syscall(SYS_capset, &header_, none.data());
    }
    ~AsAnyUser() { ::syscall(SYS_capset, &header_, usual_.data()); }

 private:
    __user_cap_header_struct header_{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, 2> usual_{};
};

}  // namespace

TEST_CASE("saved pictures come back, lossless ones exactly") {
    const auto folder = empty_folder("round_trip");
    for (const std::string name : {"a.png", "a.tif", "a.TIFF"}) {
        photo::save_picture(sample_picture(), folder / name);
        CHECK(photo::load_photo(folder / name).pixels == sample_picture());
    }
    for (const std::string name : {"a.jpg", "a.jpeg", "a.webp"}) {
        photo::save_picture(sample_picture(), folder / name);
        CHECK(mean_difference(photo::load_photo(folder / name).pixels, sample_picture()) < 2.5);
    }
    CHECK(files_in(folder) == 6);
}

TEST_CASE("every extension there is can be written, and no other") {
    const auto folder = empty_folder("extensions");
    CHECK(photo::picture_extensions().size() == 6);
    for (const std::string& extension : photo::picture_extensions()) {
        INFO(extension);
        const auto format = photo::format_of(extension);
        REQUIRE(format);
        const auto& own = photo::extensions_of(*format);
        CHECK(std::count(own.begin(), own.end(), extension) == 1);
        CHECK(failure(folder / ("a" + extension)).empty());
    }
    CHECK(photo::format_of(".JPG") == photo::PictureFormat::jpeg);
    for (const char* other : {"", "png", ".gif", ".heic"}) CHECK_FALSE(photo::format_of(other));
}

TEST_CASE("every format carries the mark and the description, and no EXIF") {
    photo::SaveOptions options;
    options.description = "Simulated result <before & after>";
    for (const std::string extension : {".png", ".jpg", ".webp", ".tif"}) {
        INFO(extension);
        const std::string bytes = photo::encode_picture(sample_picture(), extension, options);
        CHECK(holds(bytes, "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"));
        CHECK(holds(bytes, "Simulated result &lt;before &amp; after&gt;"));
        CHECK_FALSE(holds(bytes, "Exif"));
        CHECK_FALSE(holds(bytes, "EXIF"));
        CHECK(bytes == photo::encode_picture(sample_picture(), extension, options));
        options.mark_simulated = false;
        CHECK_FALSE(holds(photo::encode_picture(sample_picture(), extension, options), "compositeSynthetic"));
        options.mark_simulated = true;
    }
}

TEST_CASE("a high JPEG quality keeps full colour resolution") {
    core::Picture stripes(64, 64);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            stripes.at(x, y) = x % 2 ? core::Rgb8{200, 60, 60} : core::Rgb8{60, 110, 200};
    const auto path = output_file("stripes.jpg");
    photo::SaveOptions high, low;
    high.jpeg_quality = 95;
    low.jpeg_quality = 50;
    photo::save_picture(stripes, path, high);
    CHECK(mean_difference(photo::load_photo(path).pixels, stripes) < 6.0);
    CHECK(photo::encode_picture(stripes, ".jpg", low).size() <
          photo::encode_picture(stripes, ".jpg", high).size());
}

TEST_CASE("files are private and replace old ones whole") {
    const auto folder = empty_folder("replace");
    photo::save_text("first", folder / "report.json");
    photo::save_text("second, longer", folder / "report.json");
    CHECK(read_bytes(folder / "report.json") == "second, longer");
    struct stat status {};
    REQUIRE(::stat((folder / "report.json").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK(files_in(folder) == 1);
}

TEST_CASE("files are private but their owner's under any umask") {
    const auto file = empty_folder("umask") / "report.json";
    for (const mode_t mask : {0777u, 0000u}) {
        const mode_t usual = ::umask(mask);
        photo::save_text("x", file);
        ::umask(usual);
        struct stat status {};
        REQUIRE(::stat(file.c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
    }
}

TEST_CASE("a folder that may be written to but not read takes a file like any other") {
    const auto folder = empty_folder("no_listing");
    photo::save_text("first", folder / "report.json");
    REQUIRE(::chmod(folder.c_str(), 0300) == 0);
    {
        const AsAnyUser any_user;
        REQUIRE_THROWS_AS(std::filesystem::directory_iterator(folder), std::filesystem::filesystem_error);
        CHECK_NOTHROW(photo::save_text("second", folder / "report.json"));
    }
    REQUIRE(::chmod(folder.c_str(), 0700) == 0);
    CHECK(read_bytes(folder / "report.json") == "second");
    CHECK(files_in(folder) == 1);
}

TEST_CASE("a failed save names the file and the way out, and leaves nothing behind") {
    const auto folder = empty_folder("failures");
    CHECK(holds(failure(folder / "a.bmp"), "a.bmp': the format is not supported; use .png, .jpg"));
    CHECK(holds(failure(folder / "none"), "the format is not supported"));
    CHECK(holds(failure(folder / "missing" / "a.png"), "does not exist; create it"));
    std::filesystem::create_directories(folder / "taken.png");
    CHECK(holds(failure(folder / "taken.png"), "there is a folder of that name"));
    CHECK_THROWS_AS(photo::save_mask(core::Mask(2, 2), folder / "mask.jpg"), core::SaveError);
    CHECK(files_in(folder) == 1);
}

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

TEST_CASE("a name may be as long as the disk allows, and no longer") {
    const auto folder = empty_folder("names");
    photo::save_text("x", folder / std::string(255, 'n'));
    CHECK(files_in(folder) == 1);
    CHECK(holds(failure(folder / (std::string(252, 'n') + ".png")), "the name is too long"));
}

TEST_CASE("a signal to end leaves no partial file") {
    const auto folder = empty_folder("signals");
    const std::string bytes(4'000'000, 'x');
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    for (int i = 0; i < 30; ++i) {
        const int signal = i % 2 ? SIGTERM : SIGHUP;
        const pid_t child = ::fork();
        if (child == 0) {
            ::signal(signal, SIG_DFL);
            core::watch_signals();
            if (::write(ready[1], "x", 1) != 1) ::_exit(1);
            for (;;) photo::save_text(bytes, folder / "a.txt");
        }
        char begun = 0;
        REQUIRE(::read(ready[0], &begun, 1) == 1);
        ::usleep(static_cast<useconds_t>(3'000 + 1'700 * i));
        ::kill(child, signal);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 128 + signal);
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            CHECK(entry.path().filename() == "a.txt");
    }
}

TEST_CASE("a 16-bit map is read back as it was") {
    const auto folder = empty_folder("map");
    core::Image<std::uint16_t> map(3, 2);
    for (int x = 0; x < 3; ++x) map.at(x, 1) = static_cast<std::uint16_t>(30'000 + x);
    photo::save_map(map, folder / "map.png");
    CHECK(photo::load_map(folder / "map.png", map.size()) == map);
    CHECK_THROWS_AS(photo::save_map(map, folder / "map.tif"), core::SaveError);
}

TEST_CASE("a full disk keeps the old file and tells the space needed") {
    const auto folder = empty_folder("full");
    photo::save_text("old", folder / "a.txt");
    rlimit usual{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &usual) == 0);
    const rlimit small{10'000, usual.rlim_max};
    ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    std::string message;
    try {
        photo::save_text(std::string(3'500'000, 'x'), folder / "a.txt");
    } catch (const core::SaveError& error) {
        message = error.what();
    }
    ::setrlimit(RLIMIT_FSIZE, &usual);
    ::signal(SIGXFSZ, SIG_DFL);
    CHECK(holds(message, "a.txt"));
    CHECK(holds(message, "it needs 4 MB"));
    CHECK(read_bytes(folder / "a.txt") == "old");
    CHECK(files_in(folder) == 1);
}
