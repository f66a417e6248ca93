#include <algorithm>
#include <cmath>

#include "core/require.h"
#include "deliver/deliver.h"
#include "deliver/layout.h"
#include "deliver/shrink.h"
#include "deliver/text_strip.h"

namespace stubble::deliver {
namespace {

constexpr int gap_px = 6;

bool any(const std::vector<std::string>& labels) {
    return std::any_of(labels.begin(), labels.end(), [](const std::string& s) { return !s.empty(); });
}

core::Picture cut(const core::Picture& picture, const core::Rect& part) {
    core::Picture out(part.width(), part.height());
    for (int y = 0; y < part.height(); ++y)
        std::copy_n(picture.row(part.y0 + y).begin() + part.x0, part.width(), out.row(y).begin());
    return out;
}

// Every pixel as a rectangle of the larger picture.
core::Picture grown(const core::Picture& picture, core::Size size) {
    core::Picture out(size);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            out.at(x, y) = picture.at(x * picture.width() / size.width, y * picture.height() / size.height);
    return out;
}

// From where a span of `length` around `middle` stays inside `whole`.
int begin_of(double middle, int length, int whole) {
    return std::clamp(static_cast<int>(std::lround(middle - 0.5 * length)), 0, whole - length);
}

int side(double length, int most) {
    return std::clamp(static_cast<int>(std::lround(length)), 1, most);
}

// Labels at the left, each in the middle of its row.
void draw_row_labels(const Sheet& sheet, int width_px, double size_px, int row_step, int top,
                     core::Picture& page) {
    if (width_px == 0) return;
    for (std::size_t row = 0; row < sheet.row_labels.size(); ++row) {
        const core::Picture label = text_strip(width_px, {{{sheet.row_labels[row], size_px, 0.92, false}}});
        const int from = top + static_cast<int>(row) * row_step, room = row_step - gap_px;
        const core::Picture fits = cut(label, {0, 0, label.width(), std::min(label.height(), room)});
        paste(fits, page, 0, from + (room - fits.height()) / 2);
    }
}

}  // namespace

core::Picture zoomed_cell(const core::Picture& picture, double zoom, core::PhotoPoint middle,
                          core::Size cell) {
    core::require(zoom >= 1.0 && cell.width >= 1 && cell.height >= 1 && !picture.empty(),
                  "a part of a picture is shown in a cell");
    // Cell pixels for each of the picture's.
    const double scale = zoom * std::min(static_cast<double>(cell.width) / picture.width(),
                                         static_cast<double>(cell.height) / picture.height());
    const core::Size part{side(cell.width / scale, picture.width()),
                          side(cell.height / scale, picture.height())};
    const int x0 = begin_of(middle.x, part.width, picture.width()),
              y0 = begin_of(middle.y, part.height, picture.height());
    const core::Picture seen = cut(picture, {x0, y0, x0 + part.width, y0 + part.height});
    const core::Size size{side(part.width * scale, cell.width), side(part.height * scale, cell.height)};
    const bool shrinks = size.width <= part.width && size.height <= part.height;
    core::Picture out(cell, ground);
    paste(shrinks ? shrunk(seen, size) : grown(seen, size), out, (cell.width - size.width) / 2,
          (cell.height - size.height) / 2);
    return out;
}

core::Picture contact_sheet(const Sheet& sheet) {
    const auto columns = static_cast<int>(sheet.column_labels.size()),
               rows = static_cast<int>(sheet.row_labels.size());
    core::require(columns >= 1 && rows >= 1 &&
                      sheet.cells.size() == sheet.column_labels.size() * sheet.row_labels.size(),
                  "a sheet has a picture for each row and column");
    const core::Size cell = sheet.cells.front().size();
    for (const core::Picture& picture : sheet.cells)
        core::require(picture.size() == cell, "the pictures of a sheet have one size");
    const int step = cell.width + gap_px, row_step = cell.height + gap_px;
    const double size_px = std::clamp(cell.width / 18.0, 11.0, 28.0);
    const int left = any(sheet.row_labels) ? static_cast<int>(8.0 * size_px) : 0,
              width = left + columns * step;
    std::vector<std::vector<Line>> captions;
    for (const std::string& label : sheet.column_labels) captions.push_back({{label, size_px, 0.92, false}});
    const core::Picture foot = simulated_bar(width, sheet.notes);
    const core::Picture head =
        any(sheet.column_labels) ? text_strip(columns * step, captions) : core::Picture(1, gap_px, ground);
    core::Picture page(width, head.height() + rows * row_step + foot.height(), ground);
    paste(head, page, left, 0);
    draw_row_labels(sheet, left, size_px, row_step, head.height(), page);
    for (int i = 0; i < rows * columns; ++i)
        paste(sheet.cells[static_cast<std::size_t>(i)], page, left + i % columns * step,
              head.height() + i / columns * row_step);
    paste(foot, page, 0, head.height() + rows * row_step);
    return page;
}

}  // namespace stubble::deliver
