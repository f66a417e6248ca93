#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/tone_curve.h"
#include "render/bands.h"
#include "render/camera_mask.h"
#include "render/grain.h"
#include "render/light_tables.h"
#include "render/render.h"

namespace stubble::render {
namespace {

constexpr float largest_crisp = 0.97f;       // even where dots pile up some light comes back
constexpr float least_visible_tone = 1e-5f;  // below it no code changes

// Photo columns from `first` to before `last`.
struct Span {
    int first = std::numeric_limits<int>::max(), last = 0;
    bool empty() const { return first >= last; }
};

Span united(const Span& a, const Span& b) {
    return {std::min(a.first, b.first), std::max(a.last, b.last)};
}

// A coarse map read along one photo row; 0 everywhere for an empty map.
class MapRow {
 public:
    MapRow(const core::ScaledField& map, int photo_y) : scale_(map.px_per_photo_px) {
        if (map.values.empty()) return;
        const float v = std::clamp((static_cast<float>(photo_y) + 0.5f) * scale_ - 0.5f, 0.0f,
                                   static_cast<float>(map.values.height() - 1));
        const int y0 = static_cast<int>(v), y1 = std::min(y0 + 1, map.values.height() - 1);
        const float f = v - static_cast<float>(y0);
        const auto top = map.values.row(y0), bottom = map.values.row(y1);
        values_.resize(top.size());
        for (std::size_t i = 0; i < top.size(); ++i) values_[i] = top[i] + f * (bottom[i] - top[i]);
        last_ = static_cast<float>(values_.size() - 1);
    }
    // Columns where at() may reach `least`.
    Span reach(float least) const {
        const auto visible = [least](float v) { return v >= least; };
        const auto first = std::find_if(values_.begin(), values_.end(), visible);
        if (first == values_.end()) return {};
        const auto last = std::find_if(values_.rbegin(), values_.rend(), visible);
        const auto column = [this](std::ptrdiff_t cell) { return static_cast<float>(cell) / scale_; };
        return {static_cast<int>(column(first - values_.begin() - 1)),
                static_cast<int>(column(values_.rend() - last + 1)) + 1};
    }
    float at(int photo_x) const {
        if (values_.empty()) return 0.0f;
        const float u = std::clamp((static_cast<float>(photo_x) + 0.5f) * scale_ - 0.5f, 0.0f, last_);
        const auto i = static_cast<std::size_t>(u);
        const std::size_t next = std::min(i + 1, values_.size() - 1);
        return values_[i] + (u - static_cast<float>(i)) * (values_[next] - values_[i]);
    }

 private:
    float scale_;
    float last_ = 0.0f;
    std::vector<float> values_;
};

float largest(const core::ScaledField& map) {
    const core::Field& v = map.values;
    return v.empty() ? 0.0f : *std::max_element(v.data(), v.data() + v.pixel_count());
}

// Scene light of each code, in one channel of a table each.
std::array<float, 256> scene_light_of_codes() {
    std::array<float, 256> light;
    for (std::size_t code = 0; code < light.size(); ++code)
        light[code] = core::scene_from_srgb8(static_cast<std::uint8_t>(code));
    return light;
}

// Everything that all pixels share.
struct Studio {
    const core::Picture& photo;
    const Absorption& absorption;
    const Scene& scene;
    Grain grain{scene};
    FilterTable tone{absorption.tone_density, largest(absorption.tone)},
        redness{absorption.redness_density, largest(absorption.redness)};
    const CodeTable& codes = CodeTable::instance();
    std::array<float, 256> light_of_code = scene_light_of_codes();
    Channels crisp_absorptance = channels(absorption.crisp_absorptance),
             highlight_colour = channels(scene.highlight_colour);
    float sharpening = static_cast<float>(scene.sharpening);

    // Light of one pixel: a highlight that pigment cannot darken, and the rest. Reflection off the surface
    // has the colour of the light, which the photo shows as white.
    void split(core::Rgb8 pixel, float specular, Channels& highlight, Channels& diffuse) const {
        const Channels light{light_of_code[pixel.r], light_of_code[pixel.g], light_of_code[pixel.b], 0.0f};
        const float luminance = 0.2126f * light[0] + 0.7152f * light[1] + 0.0722f * light[2];
        highlight = least_of(luminance * (specular * highlight_colour + scene.surface_reflection), light);
        diffuse = light - highlight;
    }
    // Codes under that many dots and what lies `between` them, where `open` of the pixel is skin.
    Channels developed(Channels highlight, Channels diffuse, float dots, Channels between, float open) const {
        const Channels taken = least_of(dots * crisp_absorptance, Channels{} + largest_crisp);
        return codes.at(highlight + diffuse * (1.0f - open * (1.0f - (1.0f - taken) * between)));
    }
};

class RowPainter {
 public:
    RowPainter(const Studio& studio, int y)
        : studio_(studio),
          tone_(studio.absorption.tone, y),
          redness_(studio.absorption.redness, y),
          specular_(studio.scene.specular, y),
          covered_(studio.scene.covered, y) {}

    // Pixels outside keep their bytes.
    Span touched(const std::span<const float> crisp, const core::Rect& bounds) const {
        const auto nonzero = [](float v) { return v != 0.0f; };
        const auto first = std::find_if(crisp.begin(), crisp.end(), nonzero);
        Span span = united(tone_.reach(least_visible_tone), redness_.reach(least_visible_tone));
        if (first != crisp.end()) {
            const auto last = std::find_if(crisp.rbegin(), crisp.rend(), nonzero);
            span = united(span, {bounds.x0 + static_cast<int>(first - crisp.begin()),
                                 bounds.x0 + static_cast<int>(crisp.rend() - last)});
        }
        return {std::max(span.first, bounds.x0), std::min(span.last, bounds.x1)};
    }
    // What lies on a pixel besides crisp dots.
    bool tinted(int x, float& tint, float& red) const {
        tint = tone_.at(x), red = redness_.at(x);
        return tint >= least_visible_tone || red >= least_visible_tone;
    }
    // Codes of a pixel under that much crisp pigment, sharpened by the camera against `masked`, the crisp
    // pigment that its mask sees there.
    Channels codes(core::Rgb8 original, int x, float crisp, float masked, float tint, float red) const {
        Channels highlight, diffuse, between = Channels{} + 1.0f;
        studio_.split(original, specular_.at(x), highlight, diffuse);
        if (tint > 0.0f) between *= studio_.tone.at(tint);
        if (red > 0.0f) between *= studio_.redness.at(red);
        const float open = 1.0f - covered_.at(x);
        const Channels plain = studio_.developed(highlight, diffuse, crisp, between, open);
        if (crisp == masked) return plain;
        return plain +
               studio_.sharpening * (plain - studio_.developed(highlight, diffuse, masked, between, open));
    }

 private:
    const Studio& studio_;
    MapRow tone_, redness_, specular_, covered_;
};

core::Rgb8 rounded(Channels codes) {
    const Channels near = least_of(most_of(codes + 0.5f, Channels{}), Channels{} + 255.0f);
    const WholeLanes whole = __builtin_convertvector(near, WholeLanes);
    return {static_cast<std::uint8_t>(whole[0]), static_cast<std::uint8_t>(whole[1]),
            static_cast<std::uint8_t>(whole[2])};
}

class BandPainter {
 public:
    BandPainter(const Studio& studio, int first_row) : studio_(studio), grain_(studio.scene.seed) {
        if (studio.sharpening > 0.0f) mask_.emplace(studio.absorption.crisp, first_row);
    }
    // Rows in order.
    void paint(int row, core::Picture& out) {
        const core::Rect& bounds = studio_.absorption.bounds;
        const auto crisp = studio_.absorption.crisp.row(row);
        const std::span<const float> masked = mask_ ? mask_->next() : crisp;
        const int y = row + bounds.y0;
        const RowPainter painter(studio_, y);
        const Span span = painter.touched(masked, bounds);
        if (span.empty()) return;
        if (studio_.grain.known()) grain_.prepare(y, span.first, span.last);
        const auto in = studio_.photo.row(y);
        auto result = out.row(y);
        for (int x = span.first; x < span.last; ++x) {
            const auto i = static_cast<std::size_t>(x), j = static_cast<std::size_t>(x - bounds.x0);
            float tint, red;
            if (!painter.tinted(x, tint, red) && crisp[j] == 0.0f && masked[j] == 0.0f) continue;
            const Channels codes = painter.codes(in[i], x, crisp[j], masked[j], tint, red);
            const float before = luma(in[i].r, in[i].g, in[i].b), after = luma(codes[0], codes[1], codes[2]);
            const float missing = studio_.grain.missing(before, after);
            result[i] = rounded(missing > 0.0f ? codes + missing * grain_.at(x) : codes);
        }
    }

 private:
    const Studio& studio_;
    GrainRows grain_;
    std::optional<MaskedRows> mask_;
};

}  // namespace

core::Picture compose(const core::Picture& photo, const Absorption& absorption, const Scene& scene) {
    core::Picture out = photo;
    const core::Rect& bounds = absorption.bounds;
    if (bounds.empty()) return out;
    const Studio studio{photo, absorption, scene};
    for_each_band(bounds.height(), [&](std::size_t, int y0, int y1) {
        BandPainter painter(studio, y0);
        for (int row = y0; row < y1; ++row) painter.paint(row, out);
    });
    return out;
}

}  // namespace stubble::render
