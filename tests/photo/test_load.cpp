#include <sys/stat.h>

#include <cstdlib>
#include <map>
#include <string>

#include "photo/exif.h"
#include "photo/photo.h"
#include "photo/save.h"
#include "pictures.h"
#include "support/catch.h"
#include "support/holds.h"

using namespace stubble;
using namespace stubble::photo_test;
using test::holds;

namespace {

// The message of the refusal; empty when the photo opens.
std::string refusal(const std::filesystem::path& path, const photo::LoadLimits& limits = {}) {
    try {
        photo::load_photo(path, limits);
    } catch (const core::LoadError& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a photo comes with its pixels, its bytes and their checksum") {
    const core::Picture picture = sample_picture();
    const auto path = output_file("plain.png");
    REQUIRE(write_picture(picture, path));
    const photo::Photo photo = photo::load_photo(path);
    CHECK(photo.pixels == picture);
    CHECK(photo.path == path);
    CHECK(std::string(photo.file_bytes.begin(), photo.file_bytes.end()) == read_bytes(path));
    CHECK(photo.missing_share == 0.0);
    CHECK(photo.warnings.empty());
    CHECK_FALSE(photo.focal_length_35mm);
    const std::string command = "sha256sum '" + path.string() + "' | grep -q ^" + photo.sha256;
    CHECK(photo.sha256.size() == 64);
    CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("a photo knows whether its file holds colour at full size") {
    const auto fine = [](const std::string& name, int quality) {
        const auto path = output_file(name);
        photo::SaveOptions options;
        options.jpeg_quality = quality;
        photo::save_picture(sample_picture(), path, options);
        return photo::load_photo(path).fine_colour;
    };
    CHECK(fine("colour.png", 95));
    CHECK(fine("colour.tif", 95));
    CHECK(fine("colour_95.jpg", 95));  // libvips halves the colour below a quality of 90
    CHECK_FALSE(fine("colour_75.jpg", 75));
    CHECK_FALSE(fine("colour.webp", 75));
}

TEST_CASE("all eight orientations come upright in every format") {
    const core::Picture picture = sample_picture();
    for (const std::string extension : {".jpg", ".png", ".tif", ".webp"})
        for (int orientation = 1; orientation <= 8; ++orientation) {
            const auto path = output_file("turned_" + std::to_string(orientation) + extension);
            Encoding encoding;
            encoding.orientation = orientation;
            REQUIRE(write_picture(picture, path, encoding));
            INFO(path);
            CHECK(largest_difference(photo::load_photo(path).pixels, picture) <= 6);
        }
}

TEST_CASE("what the camera's EXIF says does not turn a HEIC picture, its own transformations do") {
    const core::Picture picture = sample_picture();
    const auto path = output_file("turned.heic");
    if (!write_picture(picture, path)) {
        WARN("this libvips writes no HEIC");
        return;
    }
    CHECK(mean_difference(photo::load_photo(path).pixels, picture) < 3.0);

    // The box that tells the bits per channel becomes a quarter turn anticlockwise (ISO/IEC
    // 23008-12, 6.5.10).
    std::string bytes = read_bytes(path);
    const std::size_t box = bytes.find("pixi");
    REQUIRE(box != std::string::npos);
    bytes.replace(box, 5, std::string("irot\x01"));
    const auto turned = output_file("quarter_turn.heic");
    write_bytes(turned, bytes);
    core::Picture expected(picture.height(), picture.width());
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) expected.at(y, picture.width() - 1 - x) = picture.at(x, y);
    CHECK(mean_difference(photo::load_photo(turned).pixels, expected) < 3.0);
}

TEST_CASE("colours come to sRGB through the embedded profile") {
    const core::Picture picture = sample_picture();
    Encoding wide;
    wide.profile = "p3";
    const auto p3 = output_file("p3.png");
    REQUIRE(write_picture(picture, p3, wide));
    CHECK(largest_difference(photo::load_photo(p3).pixels, picture) <= 2);

    Encoding ink;
    ink.profile = "cmyk";
    const auto cmyk = output_file("cmyk.jpg");
    REQUIRE(write_picture(picture, cmyk, ink));
    // Ink cannot show all of these colours.
    CHECK(mean_difference(photo::load_photo(cmyk).pixels, picture) < 12.0);

    Encoding sixteen;
    sixteen.sixteen_bit = true;
    const auto deep = output_file("deep.png");
    REQUIRE(write_picture(picture, deep, sixteen));
    CHECK(photo::load_photo(deep).pixels == picture);
}

TEST_CASE("what of a photo's pixels is not kept is said, each in a line") {
    const auto warnings = [](const std::string& name, bool sixteen_bit, std::optional<int> opacity) {
        Encoding encoding;
        encoding.sixteen_bit = sixteen_bit;
        encoding.opacity = opacity;
        const auto path = output_file(name);
        REQUIRE(write_picture(sample_picture(), path, encoding));
        return photo::load_photo(path).warnings;
    };
    for (const std::string extension : {".png", ".tif"}) {
        CAPTURE(extension);
        CHECK(warnings("opaque" + extension, false, 255).empty());
        const auto clear = warnings("clear" + extension, false, 120);
        REQUIRE(clear.size() == 1);
        CHECK(holds(clear[0], "transparent"));
        const auto deep = warnings("deep" + extension, true, std::nullopt);
        REQUIRE(deep.size() == 1);
        CHECK(holds(deep[0], "8 bits a channel"));
        CHECK(warnings("deep_opaque" + extension, true, 255).size() == 1);
        CHECK(warnings("deep_clear" + extension, true, 120).size() == 2);
    }
}

TEST_CASE("a broken profile is passed over with a warning") {
    Encoding encoding;
    encoding.broken_profile = true;
    const auto path = output_file("broken_profile.jpg");
    REQUIRE(write_picture(sample_picture(), path, encoding));
    const photo::Photo photo = photo::load_photo(path);
    CHECK(largest_difference(photo.pixels, sample_picture()) <= 6);
    REQUIRE(photo.warnings.size() == 1);
    CHECK(holds(photo.warnings[0], "colour profile"));
}

TEST_CASE("the content decides the format, not the name") {
    const auto png = output_file("really_a_png.png"), named = output_file("really_a_png.jpg");
    REQUIRE(write_picture(sample_picture(), png));
    std::filesystem::copy_file(png, named, std::filesystem::copy_options::overwrite_existing);
    CHECK(photo::load_photo(named).pixels == sample_picture());

    const auto gif = output_file("a.jpg");
    write_bytes(gif, "GIF89a\x01\x01 and so on, and so on");
    CHECK(holds(refusal(gif), "it is a GIF picture; Stubble reads JPEG"));
    const auto text = output_file("text.png");
    write_bytes(text, "This is a letter and no photo.\n");
    CHECK(holds(refusal(text), "it is a text file"));
}

TEST_CASE("things that are no photo files are named as what they are") {
    const auto folder = output_file("folder.jpg"), pipe = output_file("pipe.jpg"),
               link = output_file("link.jpg");
    std::filesystem::create_directories(folder);
    CHECK(holds(refusal(folder), "it is a folder"));
    std::filesystem::remove(pipe);
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(holds(refusal(pipe), "it is a pipe"));
    std::filesystem::remove(link);
    std::filesystem::create_symlink("nowhere", link);
    CHECK(holds(refusal(link), "a link to a file that does not exist"));
    CHECK(holds(refusal(output_file("missing.jpg")), "there is no such file"));
    CHECK(holds(refusal("/dev/zero"), "it is a device"));
    const auto empty = output_file("empty.jpg");
    write_bytes(empty, "");
    CHECK(holds(refusal(empty), "the file is empty"));
}

TEST_CASE("a message stays one line whatever the file is called") {
    const std::string message = refusal(output_file("a\nb\x1B[31m\xFF.jpg"));
    CHECK(holds(message, "a\\x0ab\\x1b[31m\\xff.jpg"));
    CHECK_FALSE(holds(message, "\n"));
}

TEST_CASE("a picture that claims to be too large is refused from its header") {
    const auto path = output_file("bomb.png");
    write_bytes(path, png_header(30'000, 30'000));
    CHECK(holds(refusal(path), "it claims to be 30000 x 30000 pixels"));
    write_bytes(path, png_header(40'000, 1));
    CHECK(holds(refusal(path), "it claims to be 40000 x 1 pixels"));
    photo::LoadLimits few;
    few.max_pixels = 96 * 64 - 1;
    const auto small = output_file("small.png");
    REQUIRE(write_picture(sample_picture(), small));
    CHECK(holds(refusal(small, few), "it claims to be 96 x 64 pixels"));
}

TEST_CASE("a decoder that dies, hangs, or is not there is one message") {
    const auto path = output_file("for_decoders.png");
    REQUIRE(write_picture(sample_picture(), path));
    const char* usual = std::getenv("STUBBLE_DECODER");
    const std::string kept = usual ? usual : "";
    const auto script = output_file("decoder.sh");
    const auto refusal_with = [&](const std::string& commands) {
        write_bytes(script, "#!/bin/sh\n" + commands + "\n");
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
        ::setenv("STUBBLE_DECODER", script.c_str(), 1);
        photo::LoadLimits limits;
        limits.seconds = 0.5;
        return refusal(path, limits);
    };
    CHECK(holds(refusal_with("kill -SEGV $$"), "the decoder broke down on it (signal 11)"));
    CHECK(holds(refusal_with("exit 3"), "the decoder broke down on it (code 3)"));
    CHECK(holds(refusal_with("exec sleep 3600"), "decoding took longer"));
    CHECK(holds(refusal_with("exit 0"), "no usable answer"));
    ::setenv("STUBBLE_DECODER", "/nowhere/stubble-decoder", 1);
    CHECK(holds(refusal(path), "install stubble-decoder"));
    if (usual)
        ::setenv("STUBBLE_DECODER", kept.c_str(), 1);
    else
        ::unsetenv("STUBBLE_DECODER");
}

TEST_CASE("maps keep the values as stored") {
    core::Image<std::uint16_t> map(50, 30);
    for (int y = 0; y < map.height(); ++y)
        for (int x = 0; x < map.width(); ++x)
            map.at(x, y) = static_cast<std::uint16_t>((x * 1300 + y * 7) % 65536);
    const auto path = output_file("map.png");
    write_map(map, path, true);
    CHECK(photo::load_map(path, {50, 30}) == map);
    CHECK(photo::load_map(path, {}) == map);
    CHECK_THROWS_AS(photo::load_map(path, {30, 50}), core::LoadError);

    for (int i = 0; i < 1500; ++i) map.data()[i] = static_cast<std::uint16_t>(i % 5);
    write_map(map, path, false);
    CHECK(photo::load_map(path, {50, 30}) == map);

    CHECK_THROWS_AS(photo::load_fine_map(path, {50, 30}), core::LoadError);
    write_map(map, path, true);
    CHECK(photo::load_fine_map(path, {50, 30}) == map);

    core::Mask mask(7, 3, 2);
    mask.at(6, 2) = 255;
    photo::save_mask(mask, path);
    const auto seen = photo::load_map(path, {7, 3});
    CHECK(seen.at(0, 0) == 2);
    CHECK(seen.at(6, 2) == 255);
}

TEST_CASE("only plain grey PNG files are maps") {
    const auto colour = output_file("colour_map.png"), jpeg = output_file("map.jpg");
    REQUIRE(write_picture(sample_picture(), colour));
    REQUIRE(write_picture(sample_picture(), jpeg));
    CHECK_THROWS_AS(photo::load_map(colour, {}), core::LoadError);
    CHECK_THROWS_AS(photo::load_map(jpeg, {}), core::LoadError);
}

TEST_CASE("the equivalent focal length is read, or follows from the sensor") {
    std::map<std::string, double> tags;
    const auto focal_length = [&] {
        return photo::focal_length_35mm([&](const char* tag) { return tags[tag]; });
    };
    CHECK(focal_length() == 0.0);
    // 6000 x 4000 pixels on 36 x 24 mm: the lens's own focal length.
    tags = {{"FocalLength", 50.0},
            {"PixelXDimension", 6000.0},
            {"PixelYDimension", 4000.0},
            {"FocalPlaneXResolution", 6000.0 / 3.6},
            {"FocalPlaneYResolution", 4000.0 / 2.4},
            {"FocalPlaneResolutionUnit", 3.0}};
    CHECK(focal_length() == Approx(50.0).epsilon(0.001));
    tags["FocalLengthIn35mmFilm"] = 26.0;
    CHECK(focal_length() == 26.0);
    tags["FocalLengthIn35mmFilm"] = 60000.0;
    CHECK(focal_length() == 0.0);
}
