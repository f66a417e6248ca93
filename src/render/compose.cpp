#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "core/require.h"
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

// One layer's optics as tables.
struct LayerOptics {
    const Absorption& absorption;
    FilterTable tone, redness;
    Channels crisp_absorptance, colour;
    explicit LayerOptics(const Absorption& a)
        : absorption(a),
          tone(a.tone_density, largest(a.tone)),
          redness(a.redness_density, largest(a.redness)),
          crisp_absorptance(channels(a.crisp_absorptance)),
          colour(channels(a.colour)) {}

    // What is seen where `beneath` was, under that many dots and their tone.
    Channels over(Channels beneath, float dots, Channels tone_left) const {
        const Channels shows =
            (1.0f - least_of(dots * crisp_absorptance, Channels{} + largest_crisp)) * tone_left;
        return colour * (1.0f - shows) + beneath * shows;
    }
};

// Everything that all pixels share.
struct Studio {
    const core::Picture& photo;
    std::span<const Absorption> absorptions;
    const Scene& scene;
    Grain grain{scene};
    std::vector<LayerOptics> layers{absorptions.begin(), absorptions.end()};
    const CodeTable& codes = CodeTable::instance();
    std::array<float, 256> light_of_code = scene_light_of_codes();
    Channels highlight_colour = channels(scene.highlight_colour);
    float sharpening = static_cast<float>(scene.sharpening);
    const core::Rect& bounds() const { return absorptions.front().bounds; }

    // Light of one pixel: a highlight that pigment cannot darken, and the rest. Reflection off the surface
    // has the colour of the light, which the photo shows as white.
    void split(core::Rgb8 pixel, float specular, Channels& highlight, Channels& diffuse) const {
        const Channels light{light_of_code[pixel.r], light_of_code[pixel.g], light_of_code[pixel.b], 0.0f};
        const float luminance = 0.2126f * light[0] + 0.7152f * light[1] + 0.0722f * light[2];
        highlight = least_of(luminance * (specular * highlight_colour + scene.surface_reflection), light);
        diffuse = light - highlight;
    }
    // Codes where `left` is what pigment leaves of the diffuse light and `open` of the pixel is skin.
    Channels developed(Channels highlight, Channels diffuse, Channels left, float open) const {
        return codes.at(highlight + diffuse * (1.0f - open * (1.0f - left)));
    }
};

// What all layers leave of a pixel's diffuse light: as it is, and as the camera's mask sees it.
struct Left {
    Channels plain, masked;
    bool changed = false, sharpened = false;
};

// One layer along a row.
class LayerRow {
 public:
    LayerRow(const LayerOptics& optics, int y, int row, MaskedRows* mask)
        : optics_(optics),
          tone_(optics.absorption.tone, y),
          redness_(optics.absorption.redness, y),
          crisp_(optics.absorption.crisp.row(row)),
          masked_(mask ? mask->next() : crisp_),
          masks_(mask != nullptr) {}

    // Pixels outside keep their bytes.
    Span touched(const core::Rect& bounds) const {
        const auto nonzero = [](float v) { return v != 0.0f; };
        const auto first = std::find_if(masked_.begin(), masked_.end(), nonzero);
        Span span = united(tone_.reach(least_visible_tone), redness_.reach(least_visible_tone));
        if (first != masked_.end()) {
            const auto last = std::find_if(masked_.rbegin(), masked_.rend(), nonzero);
            span = united(span, {bounds.x0 + static_cast<int>(first - masked_.begin()),
                                 bounds.x0 + static_cast<int>(masked_.rend() - last)});
        }
        return {std::max(span.first, bounds.x0), std::min(span.last, bounds.x1)};
    }
    // Adds the layer at a photo column, `i` columns into the bounds; `red` gathers what redness leaves.
    void add(int x, std::size_t i, Left& left, Channels& red) const {
        const float tint = tone_.at(x), redness = redness_.at(x), crisp = crisp_[i], masked = masked_[i];
        if (tint < least_visible_tone && redness < least_visible_tone && crisp == 0.0f && masked == 0.0f)
            return;
        left.changed = true;
        const Channels tone = tint > 0.0f ? optics_.tone.at(tint) : Channels{} + 1.0f;
        if (redness > 0.0f) red *= optics_.redness.at(redness);
        left.plain = optics_.over(left.plain, crisp, tone);
        if (!masks_) return;
        left.masked = optics_.over(left.masked, masked, tone);
        left.sharpened |= crisp != masked;
    }

 private:
    const LayerOptics& optics_;
    MapRow tone_, redness_;
    std::span<const float> crisp_, masked_;
    bool masks_;
};

class RowPainter {
 public:
    RowPainter(const Studio& studio, int y, std::vector<LayerRow> layers)
        : studio_(studio),
          layers_(std::move(layers)),
          specular_(studio.scene.specular, y),
          covered_(studio.scene.covered, y) {}

    Span touched() const {
        Span span;
        for (const LayerRow& layer : layers_) span = united(span, layer.touched(studio_.bounds()));
        return span;
    }
    Left left_at(int x) const {
        Left left{Channels{} + 1.0f, Channels{} + 1.0f};
        Channels red = Channels{} + 1.0f;
        for (const LayerRow& layer : layers_)
            layer.add(x, static_cast<std::size_t>(x - studio_.bounds().x0), left, red);
        left.plain *= red, left.masked *= red;
        return left;
    }
    // Codes of a pixel, sharpened by the camera against what its mask sees.
    Channels codes(core::Rgb8 original, int x, const Left& left) const {
        Channels highlight, diffuse;
        studio_.split(original, specular_.at(x), highlight, diffuse);
        const float open = 1.0f - covered_.at(x);
        const Channels plain = studio_.developed(highlight, diffuse, left.plain, open);
        if (!left.sharpened) return plain;
        return plain +
               studio_.sharpening * (plain - studio_.developed(highlight, diffuse, left.masked, open));
    }

 private:
    const Studio& studio_;
    std::vector<LayerRow> layers_;
    MapRow specular_, covered_;
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
        if (studio.sharpening > 0.0f)
            for (const Absorption& layer : studio.absorptions) masks_.emplace_back(layer.crisp, first_row);
    }
    // Rows in order.
    void paint(int row, core::Picture& out) {
        const int y = row + studio_.bounds().y0;
        const RowPainter painter(studio_, y, layers_at(row, y));
        const Span span = painter.touched();
        if (span.empty()) return;
        if (studio_.grain.known()) grain_.prepare(y, span.first, span.last);
        const auto in = studio_.photo.row(y);
        auto result = out.row(y);
        for (int x = span.first; x < span.last; ++x) {
            const Left left = painter.left_at(x);
            if (!left.changed) continue;
            const auto i = static_cast<std::size_t>(x);
            const Channels codes = painter.codes(in[i], x, left);
            const float before = luma(in[i].r, in[i].g, in[i].b), after = luma(codes[0], codes[1], codes[2]);
            const float missing = studio_.grain.missing(before, after);
            result[i] = rounded(missing > 0.0f ? codes + missing * grain_.at(x) : codes);
        }
    }

 private:
    std::vector<LayerRow> layers_at(int row, int y) {
        std::vector<LayerRow> rows;
        for (std::size_t i = 0; i < studio_.layers.size(); ++i)
            rows.emplace_back(studio_.layers[i], y, row, masks_.empty() ? nullptr : &masks_[i]);
        return rows;
    }
    const Studio& studio_;
    GrainRows grain_;
    std::vector<MaskedRows> masks_;
};

}  // namespace

core::Picture compose(const core::Picture& photo, std::span<const Absorption> layers, const Scene& scene) {
    core::Picture out = photo;
    if (layers.empty() || layers.front().bounds.empty()) return out;
    for (const Absorption& layer : layers)
        core::require(layer.bounds == layers.front().bounds, "layers of pigment have the same bounds");
    const Studio studio{photo, layers, scene};
    for_each_band(studio.bounds().height(), [&](std::size_t, int y0, int y1) {
        BandPainter painter(studio, y0);
        for (int row = y0; row < y1; ++row) painter.paint(row, out);
    });
    return out;
}

core::Picture compose(const core::Picture& photo, const Absorption& absorption, const Scene& scene) {
    return compose(photo, {&absorption, 1}, scene);
}

}  // namespace stubble::render
