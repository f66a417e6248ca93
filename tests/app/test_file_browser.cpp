#include <cstdlib>
#include <fstream>

#include "app/dialogs.h"
#include "app/file_browser.h"
#include "support/catch.h"

using namespace stubble;
namespace fs = std::filesystem;

TEST_CASE("A folder lists folders first, then photos, by name regardless of case") {
    const fs::path folder = fs::path(STUBBLE_OUTPUT_DIR) / "file_browser";
    fs::remove_all(folder);
    for (const char* name : {"zebra", "Apple", ".hidden"}) fs::create_directories(folder / name);
    for (const char* name : {"b.JPG", "A.png", "notes.txt", ".secret.jpg", "c.heic"})
        std::ofstream(folder / name) << "x";
    std::vector<std::string> names;
    for (const auto& entry : app::list_folder(folder)) names.push_back(entry.name);
    CHECK(names == std::vector<std::string>{"Apple", "zebra", "A.png", "b.JPG", "c.heic"});
    CHECK(app::list_folder(folder / "missing").empty());
}

TEST_CASE("Typed paths are absolute, relative to the folder, or from home") {
    CHECK(app::path_typed("/a/b.jpg", "/x") == "/a/b.jpg");
    CHECK(app::path_typed("c/../b.jpg", "/x") == "/x/b.jpg");
    setenv("HOME", "/home/someone", 1);
    CHECK(app::path_typed("~/b.jpg", "/x") == "/home/someone/b.jpg");
}

TEST_CASE("A dialog never starts in a folder that is not there") {
    app::FileList list;
    list.enter("/nowhere/at/all");
    CHECK(list.folder() == app::usual_folder());
    list.enter(std::filesystem::temp_directory_path());
    CHECK(list.folder() == std::filesystem::temp_directory_path());
}
