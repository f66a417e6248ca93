#include <cmath>
#include <string>

#include "photo/photo.h"
#include "pictures.h"
#include "support/catch.h"

using namespace stubble;
using namespace stubble::photo_test;

namespace {

// Like a photo for an encoder: every row costs about the same.
core::Picture busy_picture() {
    core::Picture picture(400, 600);
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < picture.pixel_count(); ++i) {
        state = state * 1664525u + 1013904223u;
        const auto value = static_cast<std::uint8_t>(100 + (state >> 27));
        picture.data()[i] = {value, static_cast<std::uint8_t>(value - 20),
                             static_cast<std::uint8_t>(value / 2)};
    }
    return picture;
}

// The message of the refusal; empty when the photo opens.
std::string refusal(const std::filesystem::path& path) {
    try {
        photo::load_photo(path);
    } catch (const core::LoadError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a photo cut off is opened with the share that is missing") {
    for (const std::string extension : {".jpg", ".png"})
        for (const bool progressive : {false, true}) {
            if (progressive && extension == ".png") continue;
            for (const double kept : {0.3, 0.6, 0.95}) {
                const auto path = output_file("cut" + extension);
                Encoding encoding;
                encoding.progressive = progressive;
                REQUIRE(write_picture(busy_picture(), path, encoding));
                const std::string whole = read_bytes(path);
                REQUIRE(photo::load_photo(path).missing_share == 0.0);
                write_bytes(path, whole.substr(
                                      0, static_cast<std::size_t>(kept * static_cast<double>(whole.size()))));
                const photo::Photo photo = photo::load_photo(path);
                INFO(extension << " progressive " << progressive << " kept " << kept);
                CHECK(photo.pixels.size() == busy_picture().size());
                // The share of a progressive photo is an estimate: which scans weigh how much depends on the
                // picture.
                CHECK(photo.missing_share ==
                      Approx(1 - kept).margin(progressive && extension == ".jpg" ? 0.25 : 0.03));
                REQUIRE(photo.warnings.size() == 1);
                CHECK(photo.warnings[0].find("the photo is cut off: about") == 0);
            }
        }
}

TEST_CASE("an interlaced PNG cut off is refused with the share that is missing") {
    const auto path = output_file("cut_interlaced.png");
    Encoding encoding;
    encoding.progressive = true;
    REQUIRE(write_picture(busy_picture(), path, encoding));
    write_bytes(path, read_bytes(path).substr(0, read_bytes(path).size() / 2));
    CHECK(refusal(path).find("the file is cut off: about ") != std::string::npos);
}

TEST_CASE("rows that were there are kept") {
    const auto path = output_file("cut_rows.png");
    REQUIRE(write_picture(busy_picture(), path));
    const std::string whole = read_bytes(path);
    write_bytes(path, whole.substr(0, whole.size() / 2));
    const photo::Photo photo = photo::load_photo(path);
    const core::Picture expected = busy_picture();
    const int rows = static_cast<int>((1.0 - photo.missing_share) * expected.height()) - 2;
    REQUIRE(rows > 250);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < expected.width(); ++x) REQUIRE(photo.pixels.at(x, y) == expected.at(x, y));
}

TEST_CASE("a photo with nothing left is refused as cut off") {
    const auto jpeg = output_file("stump.jpg"), webp = output_file("stump.webp");
    REQUIRE(write_picture(busy_picture(), jpeg));
    write_bytes(jpeg, read_bytes(jpeg).substr(0, 700));
    REQUIRE(write_picture(busy_picture(), webp));
    write_bytes(webp, read_bytes(webp).substr(0, read_bytes(webp).size() / 50));
    for (const auto& path : {jpeg, webp}) CHECK(refusal(path).find("cut off") != std::string::npos);
}

TEST_CASE("damage in the middle is told from a whole photo") {
    const auto path = output_file("damaged.jpg");
    REQUIRE(write_picture(busy_picture(), path));
    std::string bytes = read_bytes(path);
    bytes.replace(bytes.size() / 2, 8, "\xFF\xD9\xFF\x01\x02\x03\x04\x05");
    write_bytes(path, bytes);
    CHECK(photo::load_photo(path).warnings.size() == 1);
}
