#include <linux/capability.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "core/signals.h"
#include "photo/photo.h"
#include "photo/save.h"
#include "saving.h"
#include "support/catch.h"
#include "support/holds.h"

using namespace stubble;
using namespace stubble::photo_test;
using test::holds;

namespace {

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

TEST_CASE("a picture wider than WebP can hold is refused with its size, the others take it") {
    const core::Picture wide(16400, 2, core::Rgb8{90, 80, 70});
    try {
        photo::encode_picture(wide, ".webp");
        FAIL("WebP took it");
    } catch (const core::SaveError& error) {
        CHECK(std::string(error.what()).find("16400 x 2 px") != std::string::npos);
        CHECK(std::string(error.what()).find(".png") != std::string::npos);
    }
    CHECK_FALSE(photo::encode_picture(wide, ".png").empty());
}
