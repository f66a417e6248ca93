#include "core/colour.h"
#include "core/random.h"
#include "deliver/deliver.h"
#include "deliver/shrink.h"
#include "support/catch.h"

using namespace stubble;

namespace {

core::Picture speckled(int width, int height, std::uint64_t seed) {
    core::Picture picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto bits = core::random_bits(seed, static_cast<std::uint64_t>(y * width + x));
            picture.at(x, y) = {std::uint8_t(bits), std::uint8_t(bits >> 8), std::uint8_t(bits >> 16)};
        }
    return picture;
}

// Whether `part` lies unchanged in `whole` with its top left at (left, top).
bool holds_at(const core::Picture& whole, const core::Picture& part, int left, int top) {
    for (int y = 0; y < part.height(); ++y)
        for (int x = 0; x < part.width(); ++x)
            if (whole.at(left + x, top + y) != part.at(x, y)) return false;
    return true;
}

int text_pixels(const core::Picture& picture, int top, int bottom) {
    int count = 0;
    for (int y = top; y < bottom; ++y)
        for (const core::Rgb8 pixel : picture.row(y)) count += pixel.g > 100;
    return count;
}

}  // namespace

TEST_CASE("both halves keep their pixels, between captions and a bar that says what it is") {
    const auto before = speckled(400, 300, 1), after = speckled(400, 300, 2);
    const core::Picture pair = deliver::side_by_side(before, after);
    REQUIRE(pair.width() > 800);
    REQUIRE(pair.width() < 820);
    REQUIRE(pair.height() > 330);
    REQUIRE(pair.height() < 420);
    int top = -1;
    for (int y = 0; y + 300 <= pair.height() && top < 0; ++y)
        if (holds_at(pair, before, 0, y)) top = y;
    REQUIRE(top > 0);
    CHECK(holds_at(pair, after, pair.width() - 400, top));
    CHECK(text_pixels(pair, 0, top) > 100);
    CHECK(text_pixels(pair, top + 300, pair.height()) > 400);
}

TEST_CASE("large photos are scaled to the height asked for") {
    const auto photo = speckled(300, 900, 3);
    const core::Picture pair = deliver::side_by_side(photo, photo, 300);
    CHECK(pair.width() >= 200);
    CHECK(pair.width() < 210);
    CHECK(pair.height() > 300);
}

TEST_CASE("notes are said below a pair") {
    const auto photo = speckled(600, 200, 3);
    const std::vector<std::string> notes = {"Shown in another light (dim)."};
    CHECK(deliver::side_by_side(photo, photo, 400, notes).height() >
          deliver::side_by_side(photo, photo, 400).height());
}

TEST_CASE("even a tiny photo gets its pair") {
    const auto photo = speckled(8, 5, 4);
    const core::Picture pair = deliver::side_by_side(photo, photo);
    CHECK(pair.width() >= 16);
    CHECK(pair.height() > 5);
}

TEST_CASE("shrinking keeps the mean of linear light") {
    const auto photo = speckled(97, 61, 5);
    const auto mean = [](const core::Picture& p) {
        double sum = 0;
        for (int y = 0; y < p.height(); ++y)
            for (const core::Rgb8 pixel : p.row(y)) sum += double(core::linear_from_srgb8(pixel).y);
        return sum / static_cast<double>(p.pixel_count());
    };
    CHECK(mean(deliver::shrunk(photo, {31, 17})) == Approx(mean(photo)).epsilon(0.005));
    CHECK(deliver::shrunk(photo, photo.size()) == photo);
}
