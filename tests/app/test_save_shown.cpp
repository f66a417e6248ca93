// What the window saves, beside what the command line writes.
#include "app/save_shown.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "support/catch.h"

using namespace stubble;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// As it is on a screen that the graphics card draws: a hair's breadth beside the reference.
session::Derived shown_by_a_card(const session::Derived& reference) {
    session::Derived shown = reference;
    core::Picture picture = *reference.picture;
    for (auto* other : {&picture.at(100, 100), &picture.at(200, 200)}) other->r ^= 1;
    shown.picture = std::make_shared<const core::Picture>(std::move(picture));
    shown.lit_picture.reset();
    session::put_in_viewing_light(shown, {});
    return shown;
}

}  // namespace

TEST_CASE("The window and the command line write the same bytes, whoever drew the screen") {
    const std::filesystem::path folder = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "save_shown";
    std::filesystem::create_directories(folder);
    const auto photo = std::filesystem::path(STUBBLE_SAMPLES_DIR) / "front_VI_tone6.jpg";
    session::Document document = session::new_document(photo);
    document.viewing_light = render::ViewingLight::flash;
    const session::Derived shown = shown_by_a_card(session::evaluate(document));
    const char* program = std::getenv("STUBBLE_PROGRAM");
    REQUIRE(program);
    const auto by_terminal = folder / "terminal.jpg", by_window = folder / "window.jpg",
               pair_by_terminal = folder / "terminal-pair.png", pair_by_window = folder / "window-pair.png";
    const std::string command = "'" + std::string(program) + "' render -q '" + photo.string() +
                                "' --viewing-light flash -o '" + by_terminal.string() + "' --pair '" +
                                pair_by_terminal.string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    CHECK(app::save_shown(shown, by_window, false).empty());
    CHECK(app::save_shown(shown, pair_by_window, true).empty());
    CHECK(bytes_of(by_window) == bytes_of(by_terminal));
    CHECK(bytes_of(pair_by_window) == bytes_of(pair_by_terminal));
}

TEST_CASE("The photo itself is never saved over, under whatever name") {
    const std::filesystem::path folder = std::filesystem::path(STUBBLE_OUTPUT_DIR) / "save_over";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto photo = folder / "photo.jpg", link = folder / "link.jpg";
    std::filesystem::copy_file(std::filesystem::path(STUBBLE_SAMPLES_DIR) / "crown_VI_tone2.jpg", photo);
    std::filesystem::create_symlink(photo, link);
    const std::string before = bytes_of(photo);
    session::Derived shown;
    shown.document.photo = photo;
    for (const auto& target : {photo, link, folder / "." / "photo.jpg"}) {
        CHECK(app::save_shown(shown, target, false).find("the photo itself") != std::string::npos);
        CHECK(bytes_of(photo) == before);
    }
}

TEST_CASE("A picture that cannot be written comes back as one line") {
    session::Derived shown;
    CHECK_FALSE(app::save_shown(shown, "/nowhere/a.png", false).empty());
}
