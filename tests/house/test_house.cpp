// The plan of the house (src/README.md), held against what the sources include.
#include <algorithm>
#include <optional>
#include <regex>
#include <set>

#include "house/plan.h"
#include "house/source_tree.h"
#include "support/catch.h"

using namespace stubble::house;

namespace {

const Room* room_named(const std::string& name) {
    const auto found = std::ranges::find(plan(), name, &Room::name);
    return found == plan().end() ? nullptr : &*found;
}

bool is_standard(const std::string& header) {
    static const std::regex cpp("[a-z0-9_]+");
    return std::regex_match(header, cpp) || header.starts_with("glm/");
}

bool is_system(const std::string& header) {
    static const std::set<std::string> posix = {"dirent.h", "errno.h",   "fcntl.h",  "poll.h",  "pthread.h",
                                                "sched.h",  "signal.h",  "spawn.h",  "stdio.h", "stdlib.h",
                                                "string.h", "termios.h", "unistd.h", "time.h"};
    return posix.contains(header) || header.starts_with("sys/") || header.starts_with("linux/");
}

bool begins_with_any(const std::string& text, const std::vector<std::string>& beginnings) {
    return std::ranges::any_of(beginnings, [&](const std::string& b) { return text.starts_with(b); });
}

std::optional<std::string> objection_to_room(const SourceFile& file, const std::string& header) {
    const std::string used = header.substr(0, header.find('/'));
    // The program's main joins the two ways in.
    if (file.path == "src/cli/stubble_main.cpp" && used == "app") return std::nullopt;
    if (!room_named(used)) return "no room of the house";
    const Room* own = room_named(file.room);
    if (used == file.room) return std::nullopt;
    if (own && std::ranges::find(own->may_use, used) != own->may_use.end()) return std::nullopt;
    return file.room + " may not use " + used;
}

// Headers that another room includes, and what these include in turn: what a room shows to the house.
const std::set<std::string>& public_headers() {
    static const std::set<std::string> headers = [] {
        const std::vector<SourceFile> files = sources();
        std::set<std::string> found;
        std::size_t known = 0;
        do {
            known = found.size();
            for (const SourceFile& file : files)
                for (const Include& include : file.includes) {
                    const bool leaves_room = !include.name.starts_with(file.room + "/");
                    if (include.quoted && (leaves_room || found.contains(file.path)))
                        found.insert("src/" + include.name);
                }
        } while (found.size() != known);
        return found;
    }();
    return headers;
}

std::optional<std::string> objection_to_foreign(const SourceFile& file, const std::string& header) {
    if (is_standard(header)) return std::nullopt;
    if (file.is_header() && public_headers().contains(file.path))
        return "other rooms must not see foreign headers";
    if (is_system(header)) return std::nullopt;
    const Room* own = room_named(file.room);
    if (own && begins_with_any(header, own->foreign)) return std::nullopt;
    return file.room + " may not know this library";
}

std::vector<std::string> objections_to(const SourceFile& file) {
    std::vector<std::string> objections;
    for (const Include& include : file.includes) {
        const auto objection =
            include.quoted ? objection_to_room(file, include.name) : objection_to_foreign(file, include.name);
        if (objection) objections.push_back(file.path + ": " + include.name + ": " + *objection);
    }
    return objections;
}

SourceFile pretended(const std::string& room, const std::string& name, const Include& include) {
    return {room, "src/" + room + "/" + name, {}, {include}};
}

}  // namespace

TEST_CASE("the plan itself: rooms use only rooms above them, core first of all") {
    REQUIRE_FALSE(plan().empty());
    CHECK(plan().front().name == "core");
    CHECK(plan().front().foreign.empty());
    std::set<std::string> above;
    for (const Room& room : plan()) {
        for (const std::string& used : room.may_use) {
            INFO(room.name << " uses " << used);
            CHECK(above.contains(used));
        }
        above.insert(room.name);
    }
}

TEST_CASE("every source file includes only what its room may") {
    std::vector<std::string> objections;
    for (const SourceFile& file : sources())
        for (const std::string& objection : objections_to(file)) objections.push_back(objection);
    INFO(joined(objections));
    CHECK(objections.empty());
}

TEST_CASE("the include check objects to what the plan forbids, and to nothing else") {
    CHECK(objections_to(pretended("pigment", "a.cpp", {"scalp/scalp.h", true})).size() == 1);
    CHECK(objections_to(pretended("app", "a.cpp", {"photo/photo.h", true})).size() == 1);
    CHECK(objections_to(pretended("cli", "a.cpp", {"app/app.h", true})).size() == 1);
    CHECK(objections_to(pretended("core", "a.h", {"photo/photo.h", true})).size() == 1);
    CHECK(objections_to(pretended("scalp", "a.cpp", {"image.h", true})).size() == 1);
    CHECK(objections_to(pretended("scalp", "scalp.h", {"opencv2/core.hpp", false})).size() == 1);
    CHECK(objections_to(pretended("render", "a.cpp", {"opencv2/imgproc.hpp", false})).size() == 1);
    CHECK(objections_to(pretended("design", "a.cpp", {"nlohmann/json.hpp", false})).size() == 1);
    CHECK(objections_to(pretended("session", "a.cpp", {"sqlite3.h", false})).size() == 1);
    CHECK(objections_to(pretended("photo", "photo.h", {"unistd.h", false})).size() == 1);
    CHECK(objections_to(pretended("photo", "a.cpp", {"netinet/in.h", false})).size() == 1);

    CHECK(objections_to(pretended("cli", "stubble_main.cpp", {"app/app.h", true})).empty());
    CHECK(objections_to(pretended("gl", "a.cpp", {"render/render.h", true})).empty());
    CHECK(objections_to(pretended("photo", "a.cpp", {"sys/wait.h", false})).empty());
    CHECK(objections_to(pretended("render", "a.cpp", {"opencv2/core/utility.hpp", false})).empty());
    CHECK(objections_to(pretended("core", "a.h", {"glm/vec3.hpp", false})).empty());
    CHECK(objections_to(pretended("core", "a.h", {"vector", false})).empty());
}

TEST_CASE("every room of the plan stands, every folder is in the plan, and each has its tests") {
    std::vector<std::string> planned;
    for (const Room& room : plan()) planned.push_back(room.name);
    std::ranges::sort(planned);
    // Beside the rooms stand the programs that train the reader: Python, which no room includes.
    std::vector<std::string> folders = planned;
    folders.emplace_back("train");
    std::ranges::sort(folders);
    CHECK(folders_of_src() == folders);
    CHECK(std::ranges::none_of(sources(), [](const SourceFile& f) { return f.room == "train"; }));

    const std::vector<SourceFile> files = sources();
    for (const std::string& room : planned) {
        INFO(room);
        CHECK(
            std::ranges::any_of(files, [&](const SourceFile& f) { return f.room == room && f.is_header(); }));
        CHECK(std::ranges::any_of(files,
                                  [&](const SourceFile& f) { return f.room == room && !f.is_header(); }));
        const std::filesystem::path tests = root() / "tests" / room;
        REQUIRE(std::filesystem::is_directory(tests));
        CHECK(!std::filesystem::is_empty(tests));
    }
}

TEST_CASE("files stay short enough to be read") {
    for (const SourceFile& file : sources()) {
        INFO(file.path << " has " << file.lines.size() << " lines");
        CHECK(file.lines.size() <= 400);
    }
    for (const SourceFile& file : shaders()) {
        INFO(file.path << " has " << file.lines.size() << " lines");
        CHECK(file.lines.size() <= 400);
    }
}

TEST_CASE("headers are included once and open no namespace for others") {
    static const std::regex opened(R"(^\s*using\s+namespace\b.*)");
    for (const SourceFile& file : sources()) {
        if (!file.is_header()) continue;
        INFO(file.path);
        CHECK(std::ranges::count(file.lines, "#pragma once") == 1);
        CHECK(std::ranges::none_of(file.lines, [](const auto& l) { return std::regex_match(l, opened); }));
    }
}

TEST_CASE("no unfinished work is left lying about") {
    static const std::regex left_over(R"(\b(TODO|FIXME|XXX|HACK)\b)");
    std::vector<SourceFile> files = sources();
    std::ranges::move(shaders(), std::back_inserter(files));
    std::vector<std::string> objections;
    for (const SourceFile& file : files)
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            if (std::regex_search(file.lines[i], left_over))
                objections.push_back(file.path + ":" + std::to_string(i + 1) + ": " + file.lines[i]);
    INFO(joined(objections));
    CHECK(objections.empty());
}
