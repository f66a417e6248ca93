#include "core/colour.h"
#include "deliver/deliver.h"
#include "support/catch.h"

using namespace stubble;

namespace {

core::Picture plain(int width, int height, core::Rgb8 colour) {
    return core::Picture(width, height, colour);
}

int count_of(const core::Picture& picture, core::Rgb8 colour) {
    int count = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (const core::Rgb8 pixel : picture.row(y)) count += pixel == colour;
    return count;
}

}  // namespace

TEST_CASE("a sheet holds every cell whole, in its row and column, with labels and what it is") {
    deliver::Sheet sheet;
    sheet.row_labels = {"age 30d", "age 5y"};
    sheet.column_labels = {"shade black", "shade ash", "shade brown"};
    for (std::uint8_t i = 0; i < 6; ++i)
        sheet.cells.push_back(plain(90, 70, {static_cast<std::uint8_t>(200 + i), 10, 10}));
    const core::Picture page = deliver::contact_sheet(sheet);
    for (std::uint8_t i = 0; i < 6; ++i)
        CHECK(count_of(page, {static_cast<std::uint8_t>(200 + i), 10, 10}) == 90 * 70);
    // The first cell is left of and above the last.
    const auto first_at = [&](std::uint8_t red) {
        for (int y = 0; y < page.height(); ++y)
            for (int x = 0; x < page.width(); ++x)
                if (page.at(x, y) == core::Rgb8{red, 10, 10}) return std::pair(x, y);
        return std::pair(-1, -1);
    };
    CHECK(first_at(200).second == first_at(202).second);
    CHECK(first_at(200).first == first_at(203).first);
    CHECK(first_at(205).first > first_at(200).first + 2 * 90);
    CHECK(first_at(203).second > first_at(200).second + 70);
    CHECK(first_at(200).first > 60);  // labels stand at the left
    const int height = page.height();
    sheet.notes = {"Gold is a creative colour: it is not used in clinical SMP."};
    CHECK(deliver::contact_sheet(sheet).height() > height);
    sheet.row_labels = {"", ""};
    CHECK(deliver::contact_sheet(sheet).width() < page.width());
}

TEST_CASE("a cell shows the whole picture, a part of it, or its pixels grown") {
    core::Picture picture = plain(400, 200, {10, 20, 30});
    for (int y = 90; y < 110; ++y)
        for (int x = 290; x < 310; ++x) picture.at(x, y) = {250, 250, 250};
    const core::PhotoPoint middle(300, 100);
    const auto whole = deliver::zoomed_cell(picture, 1.0, middle, {100, 50});
    CHECK(whole.size() == core::Size{100, 50});
    CHECK(whole.at(75, 25) == core::Rgb8{250, 250, 250});
    CHECK(whole.at(10, 10) == core::Rgb8{10, 20, 30});
    // Four times as large: pixel for pixel, and it stops at the picture's edge.
    const auto exact = deliver::zoomed_cell(picture, 4.0, middle, {100, 50});
    CHECK(count_of(exact, {250, 250, 250}) == 20 * 20);
    CHECK(exact.at(50, 25) == core::Rgb8{250, 250, 250});
    CHECK(count_of(deliver::zoomed_cell(picture, 4.0, {399, 199}, {100, 50}), {10, 20, 30}) == 100 * 50);
    const auto grown = deliver::zoomed_cell(picture, 16.0, middle, {100, 50});
    CHECK(count_of(grown, {250, 250, 250}) == 80 * 50);
    // Another shape leaves bars.
    CHECK(count_of(deliver::zoomed_cell(picture, 1.0, middle, {100, 100}), {28, 28, 28}) == 100 * 50);
}
