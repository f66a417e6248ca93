#include "deliver/text_strip.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>

#include "core/error.h"

namespace stubble::deliver {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;
struct Unreference {
    void operator()(void* object) const { g_object_unref(object); }
};
using Layout = std::unique_ptr<PangoLayout, Unreference>;

constexpr double bar_brightness = 0.11;

class Canvas {
 public:
    Canvas(int width, int height)
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), &cairo_surface_destroy),
          context_(cairo_create(surface_.get()), &cairo_destroy) {
        if (cairo_status(context_.get()) != CAIRO_STATUS_SUCCESS)
            throw core::ResourceError(std::string("cannot draw captions: ") +
                                      cairo_status_to_string(cairo_status(context_.get())) +
                                      "; choose a smaller picture");
        cairo_set_source_rgb(context_.get(), bar_brightness, bar_brightness, bar_brightness);
        cairo_paint(context_.get());
    }
    cairo_t* context() const { return context_.get(); }

    core::Picture picture() const {
        cairo_surface_flush(surface_.get());
        const unsigned char* data = cairo_image_surface_get_data(surface_.get());
        const int stride = cairo_image_surface_get_stride(surface_.get());
        core::Picture out(cairo_image_surface_get_width(surface_.get()),
                          cairo_image_surface_get_height(surface_.get()));
        for (int y = 0; y < out.height(); ++y)
            for (int x = 0; x < out.width(); ++x) {
                std::uint32_t pixel = 0;
                std::memcpy(&pixel, data + static_cast<std::ptrdiff_t>(y) * stride + 4 * x, sizeof pixel);
                out.at(x, y) = {static_cast<std::uint8_t>(pixel >> 16), static_cast<std::uint8_t>(pixel >> 8),
                                static_cast<std::uint8_t>(pixel)};
            }
        return out;
    }

 private:
    Surface surface_;
    Context context_;
};

Layout laid_out(cairo_t* context, const Line& line, int width_px) {
    Layout layout(pango_cairo_create_layout(context));
    PangoFontDescription* font = pango_font_description_from_string(line.bold ? "Sans Bold" : "Sans");
    pango_font_description_set_absolute_size(font, line.size_px * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    pango_layout_set_text(layout.get(), line.text.c_str(), static_cast<int>(line.text.size()));
    pango_layout_set_width(layout.get(), std::max(width_px, 1) * PANGO_SCALE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), PANGO_ALIGN_CENTER);
    return layout;
}

int margin_px(const std::vector<Line>& lines) {
    return lines.empty() ? 0 : static_cast<int>(std::ceil(0.5 * lines.front().size_px));
}

// Draws a column and returns the height it takes; with `draw` false it only measures.
int place_column(cairo_t* context, const std::vector<Line>& lines, int left_px, int width_px, bool draw) {
    const int margin = margin_px(lines);
    int y = margin;
    for (const Line& line : lines) {
        const Layout layout = laid_out(context, line, width_px - 2 * margin);
        if (draw) {
            cairo_set_source_rgb(context, line.brightness, line.brightness, line.brightness);
            cairo_move_to(context, left_px + margin, y);
            pango_cairo_show_layout(context, layout.get());
        }
        int height = 0;
        pango_layout_get_pixel_size(layout.get(), nullptr, &height);
        y += height;
    }
    return y + margin;
}

int place_all(cairo_t* context, const std::vector<std::vector<Line>>& columns, int width_px, bool draw) {
    int height = 1;
    const int count = static_cast<int>(columns.size());
    for (int i = 0; i < count; ++i) {
        const int left = width_px * i / count, right = width_px * (i + 1) / count;
        height = std::max(
            height, place_column(context, columns[static_cast<std::size_t>(i)], left, right - left, draw));
    }
    return height;
}

}  // namespace

core::Picture text_strip(int width_px, const std::vector<std::vector<Line>>& columns) {
    const Canvas ruler(1, 1);
    const Canvas canvas(width_px, place_all(ruler.context(), columns, width_px, false));
    place_all(canvas.context(), columns, width_px, true);
    return canvas.picture();
}

}  // namespace stubble::deliver
