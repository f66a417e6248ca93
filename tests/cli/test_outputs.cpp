#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/errors.h"
#include "cli/memory_file.h"
#include "cli/outputs.h"
#include "core/error.h"
#include "photo/save.h"
#include "ran.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::test;
namespace fs = std::filesystem;

TEST_CASE("a file in memory has its bytes and needs no folder") {
    fs::path path;
    {
        const cli::MemoryFile file("some bytes");
        path = file.path();
        std::ifstream in(path);
        std::string content;
        std::getline(in, content);
        CHECK(content == "some bytes");
        CHECK(fs::is_regular_file(path));
    }
    CHECK_FALSE(fs::exists(path));
}

TEST_CASE("outputs that cannot be written are refused before any work, with code 4") {
    const std::string photo = file_with("photo.jpg", "no jpeg at all").string();
    fs::create_directories(folder() / "a_folder.png");
    const fs::path pipe = folder() / "pipe.png";
    fs::remove(pipe);
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    const std::vector<std::vector<std::string>> wrong = {
        {"render", photo, "-o", (folder() / "after.bmp").string()},
        {"render", photo, "-o", (folder() / "after").string()},
        {"render", photo, "-o", (folder() / "nowhere" / "after.png").string()},
        {"render", photo, "-o", (folder() / "a_folder.png").string()},
        {"render", photo, "-o", photo},
        {"render", photo, "-o", (folder() / "x.png").string(), "--pair", (folder() / "x.png").string()},
        {"render", photo, "-o", (folder() / "x.png").string(), "--report", photo},
        {"analyse", photo, "--regions", (folder() / "r.jpg").string()},
        {"analyse", photo, "--json", photo},
        {"render", photo, "-o", pipe.string()},
        {"render", photo, "-o", (folder() / (std::string(252, 'n') + ".png")).string()},
        {"render", photo, "-o", "new_here.png", "--pair", "./new_here.png"},
        {"render", photo, "-o", "-"},
        {"render", photo, "-o", (folder() / "x.png").string(), "--pair", "-"},
        {"analyse", photo, "--regions", "-"},
        {"analyse", photo, "--overlay", "-"},
    };
    for (const auto& arguments : wrong) {
        const Ran ran = stubble_with(arguments);
        CAPTURE(ran.err);
        CHECK(ran.code == cli::ExitCode::output);
        CHECK(is_one_line(ran.err));
    }
    std::ifstream kept(photo);
    std::string content;
    std::getline(kept, content);
    CHECK(content == "no jpeg at all");
}

TEST_CASE("the photo is known under every name it has") {
    const fs::path photo = file_with("original.jpg", "x");
    const fs::path link = folder() / "link.jpg", hard = folder() / "hard.jpg";
    fs::remove(link), fs::remove(hard);
    fs::create_symlink(photo, link);
    fs::create_hard_link(photo, hard);
    const fs::path roundabout = folder() / ".." / "cli" / "original.jpg";
    for (const fs::path& name : {link, hard, roundabout})
        CHECK_THROWS_AS(cli::check_outputs({{name, {}}}, {photo}), core::SaveError);
    CHECK_NOTHROW(cli::check_outputs(
        {{folder() / "other.jpg", photo::picture_extensions()}, {"-", {}}, {"", {}}}, {photo}));
    CHECK_NOTHROW(cli::check_outputs({{folder() / "OTHER.JPG", photo::picture_extensions()}}, {photo}));
}

TEST_CASE("messages stay one line whatever a file is called") {
    CHECK(cli::one_line("a\nb\x1b[31m\tc\x7f") == "a?b?[31m?c?");
    const Ran ran = stubble_with({"analyse", (folder() / "evil\n\x1b[2Jname.jpg").string()});
    CHECK(is_one_line(ran.err));
    CHECK(ran.err.find('\x1b') == std::string::npos);
}

TEST_CASE("results that standard output does not take are an error of output") {
    struct Full : std::streambuf {};
    Full full;
    std::ostream out(&full);
    std::ostringstream err;
    CHECK(cli::run({"settings"}, out, err, [](const auto&) { return 99; }) == cli::ExitCode::output);
    CHECK(err.str().find("standard output") != std::string::npos);
}
