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
#include "render/near_white.h"
#include "render/parts.h"
#include "render/render.h"
#include "render/stretch.h"

namespace stubble::render {
namespace {

constexpr float largest_crisp = 0.97f;       // even where dots pile up some light comes back
constexpr float least_visible_tone = 1e-5f;  // below it no code changes
constexpr float least_crisp = std::numeric_limits<float>::min();

// Photo columns from `first` to before `last`.
struct Span {
    int first = std::numeric_limits<int>::max(), last = 0;
    bool empty() const { return first >= last; }
};

Span united(const Span& a, const Span& b) {
    return {std::min(a.first, b.first), std::max(a.last, b.last)};
}

// A coarse map read along one photo row, from photo column x0 to before x1.
class MapRow {
 public:
    MapRow(const core::ScaledField& map, int photo_y, int x0, int x1) {
        if (map.values.empty()) return;
        const float scale = map.px_per_photo_px;
        const int width = map.values.width(), height = map.values.height();
        const float v = std::clamp((static_cast<float>(photo_y) + 0.5f) * scale - 0.5f, 0.0f,
                                   static_cast<float>(height - 1));
        const int y0 = static_cast<int>(v), y1 = std::min(y0 + 1, height - 1);
        const float f = v - static_cast<float>(y0);
        const auto cell = [&](int x) { return static_cast<int>(static_cast<float>(x) * scale); };
        const int first = std::clamp(cell(x0) - 1, 0, width - 1);
        const int last = std::clamp(cell(x1 + stretch_px) + 1, first, width - 1);
        const auto count = static_cast<std::size_t>(last - first + 1);
        const auto top = map.values.row(y0).subspan(static_cast<std::size_t>(first), count),
                   bottom = map.values.row(y1).subspan(static_cast<std::size_t>(first), count);
        values_.resize(count);
        for (std::size_t i = 0; i < count; ++i) values_[i] = top[i] + f * (bottom[i] - top[i]);
        values_.push_back(values_.back());
        cells_ = {values_, first, width, scale};
    }
    MapRow(MapRow&&) = default;

    // Photo columns where the value may reach `least`.
    Span reach(float least) const {
        const auto visible = [least](float v) { return v >= least; };
        const auto first = std::find_if(values_.begin(), values_.end(), visible);
        if (first == values_.end()) return {};
        const auto last = std::find_if(values_.rbegin(), values_.rend(), visible);
        const auto column = [this](std::ptrdiff_t cell) {
            return static_cast<float>(cell + cells_.first) / cells_.cells_per_px;
        };
        return {static_cast<int>(column(first - values_.begin() - 1)),
                static_cast<int>(column(values_.rend() - last + 1)) + 1};
    }
    bool empty() const { return values_.empty(); }
    void read(int x0, Stretch& out) const { interpolate(cells_, x0, out); }

 private:
    std::vector<float> values_;
    MapCells cells_;
};

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
    std::span<const Absorption> layers;
    const Scene& scene;
    core::Rect part;  // of the bounds, to be painted
    Grain grain{scene};
    std::array<float, 256> light_of_code = scene_light_of_codes();
    const core::Rect& bounds() const { return layers.front().bounds; }
};

// One layer along a row.
class LayerRow {
 public:
    LayerRow(const Absorption& layer, int y, int row, const core::Rect& part, MaskedRows* mask)
        : layer_(layer),
          tone_(layer.tone, y, part.x0, part.x1),
          redness_(layer.redness, y, part.x0, part.x1),
          crisp_(layer.crisp.row(row)),
          masked_(mask ? mask->next() : crisp_) {}

    // Pixels outside keep their bytes.
    Span touched() const {
        const core::Rect& bounds = layer_.bounds;
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
    const Absorption& layer() const { return layer_; }
    const MapRow& tone() const { return tone_; }
    const MapRow& redness() const { return redness_; }
    // Of photo columns from x on.
    void crisp(int x, Stretch& out) const { copy(crisp_, x, out); }
    void masked(int x, Stretch& out) const { copy(masked_, x, out); }

 private:
    void copy(std::span<const float> from, int x, Stretch& out) const {
        const auto first = static_cast<std::size_t>(x - layer_.bounds.x0);
        const std::size_t count = std::min<std::size_t>(stretch_px, from.size() - first);
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(first), count, out.value);
        std::fill(out.value + count, out.value + stretch_px, 0.0f);
    }

    const Absorption& layer_;
    MapRow tone_, redness_;
    std::span<const float> crisp_, masked_;
};

// The pixels of a stretch on their way from the photo to the picture.
class StretchPainter {
 public:
    explicit StretchPainter(const Studio& studio)
        : studio_(studio), masks_(needs_mask(studio.scene)), skin_(skin_colour_of(studio.scene)) {}

    void paint(int x, std::span<const core::Rgb8> in, std::span<core::Rgb8> out,
               const std::vector<LayerRow>& layers, const MapRow& specular, const MapRow& covered,
               const GrainRows* grain) {
        take_light(in);
        lay_all(x, layers);
        specular.read(x, specular_);
        covered.read(x, covered_);
        split(light_, specular_, studio_.scene.highlight_colour, studio_.scene.surface_reflection, highlight_,
              diffuse_);
        const bool any_near_white = take_near_white(in, near_white_);
        show(left_, any_near_white, codes_);
        if (masks_) {
            show(masked_left_, any_near_white, masked_codes_);
            sharpen(codes_, masked_codes_, static_cast<float>(studio_.scene.sharpening),
                    studio_.scene.fine_colour);
        }
        if (grain) {
            studio_.grain.missing(before_, codes_, specular_);
            grain->take(x, covered_);
            add_noise(specular_, covered_, codes_);
        }
        give(out);
    }

 private:
    void take_light(std::span<const core::Rgb8> in) {
        const float* light = studio_.light_of_code.data();
        for (std::size_t k = 0; k < in.size(); ++k) {
            light_.channel[0][k] = light[in[k].r];
            light_.channel[1][k] = light[in[k].g];
            light_.channel[2][k] = light[in[k].b];
            before_[k] = luma(in[k].r, in[k].g, in[k].b);
        }
    }
    void show(const Stretch3& left, bool any_near_white, Stretch3& codes) {
        develop(highlight_, diffuse_, left, covered_, codes);
        if (any_near_white) keep_colour(near_white_, highlight_, diffuse_, left, covered_, skin_, codes);
    }
    void lay_all(int x, const std::vector<LayerRow>& layers) {
        fill(left_, 1.0f), fill(masked_left_, 1.0f);
        std::fill_n(changed_.value, stretch_px, 0.0f);
        for (const LayerRow& row : layers) lay_one(x, row);
        for (const LayerRow& row : layers) {
            if (row.redness().empty()) continue;
            row.redness().read(x, amount_);
            mark_from(amount_, least_visible_tone, changed_);
            filter(amount_, row.layer().redness_density, tone_);
            multiply(left_, tone_);
            if (masks_) multiply(masked_left_, tone_);
        }
    }
    void lay_one(int x, const LayerRow& row) {
        const Pigment pigment{row.layer().crisp_absorptance, row.layer().colour, largest_crisp};
        row.tone().read(x, amount_);
        mark_from(amount_, least_visible_tone, changed_);
        filter(amount_, row.layer().tone_density, tone_);
        row.crisp(x, amount_);
        mark_from(amount_, least_crisp, changed_);
        lay(amount_, pigment, tone_, left_);
        if (!masks_) return;
        row.masked(x, amount_);
        mark_from(amount_, least_crisp, changed_);
        lay(amount_, pigment, tone_, masked_left_);
    }
    static void fill(Stretch3& all, float value) {
        for (Stretch& one : all.channel) std::fill_n(one.value, stretch_px, value);
    }
    void give(std::span<core::Rgb8> out) const {
        const auto code = [&](int c, std::size_t k) {
            const float near = codes_.channel[c][k] + 0.5f;
            return static_cast<std::uint8_t>(static_cast<int>(near < 0.0f     ? 0.0f
                                                              : near > 255.0f ? 255.0f
                                                                              : near));
        };
        for (std::size_t k = 0; k < out.size(); ++k)
            if (changed_[k] != 0.0f) out[k] = {code(0, k), code(1, k), code(2, k)};
    }

    const Studio& studio_;
    bool masks_;
    Stretch amount_{}, changed_{}, specular_{}, covered_{}, before_{};
    SkinColour skin_;
    NearWhite near_white_{};
    Stretch3 light_{}, highlight_{}, diffuse_{}, left_{}, masked_left_{}, tone_{}, codes_{}, masked_codes_{};
};

class BandPainter {
 public:
    BandPainter(const Studio& studio, int first_row)
        : studio_(studio), grain_(studio.scene.seed), painter_(studio) {
        if (needs_mask(studio.scene))
            for (const Absorption& layer : studio.layers) masks_.emplace_back(layer.crisp, first_row);
    }
    // Rows in order.
    void paint(int row, core::Picture& out) {
        const int y = row + studio_.bounds().y0;
        const std::vector<LayerRow> layers = layers_at(row, y);
        Span span;
        for (const LayerRow& layer : layers) span = united(span, layer.touched());
        span = {std::max(span.first, studio_.part.x0), std::min(span.last, studio_.part.x1)};
        if (span.empty()) return;
        const MapRow specular(studio_.scene.specular, y, span.first, span.last),
            covered(studio_.scene.covered, y, span.first, span.last);
        const bool grains = studio_.grain.known();
        if (grains) grain_.prepare(y, span.first, span.last);
        for (int x = span.first; x < span.last; x += stretch_px) {
            const auto first = static_cast<std::size_t>(x),
                       count = static_cast<std::size_t>(std::min(stretch_px, span.last - x));
            painter_.paint(x, studio_.photo.row(y).subspan(first, count), out.row(y).subspan(first, count),
                           layers, specular, covered, grains ? &grain_ : nullptr);
        }
    }

 private:
    std::vector<LayerRow> layers_at(int row, int y) {
        std::vector<LayerRow> rows;
        for (std::size_t i = 0; i < studio_.layers.size(); ++i)
            rows.emplace_back(studio_.layers[i], y, row, studio_.part, masks_.empty() ? nullptr : &masks_[i]);
        return rows;
    }
    const Studio& studio_;
    GrainRows grain_;
    StretchPainter painter_;
    std::vector<MaskedRows> masks_;
};

}  // namespace

void compose_part(const core::Picture& photo, std::span<const Absorption> layers, const Scene& scene,
                  const core::Rect& part, core::Picture& picture) {
    if (layers.empty()) return;
    for (const Absorption& layer : layers)
        core::require(layer.bounds == layers.front().bounds, "layers of pigment have the same bounds");
    const Studio studio{photo, layers, scene, core::intersected(layers.front().bounds, part)};
    if (studio.part.empty()) return;
    const int first = studio.part.y0 - studio.bounds().y0;
    for_each_band(studio.part.height(), [&](std::size_t, int y0, int y1) {
        BandPainter painter(studio, first + y0);
        for (int row = y0; row < y1; ++row) painter.paint(first + row, picture);
    });
}

core::Picture compose(const core::Picture& photo, std::span<const Absorption> layers, const Scene& scene) {
    core::Picture out = photo;
    compose_part(photo, layers, scene, photo.rect(), out);
    return out;
}

core::Picture compose(const core::Picture& photo, const Absorption& absorption, const Scene& scene) {
    return compose(photo, {&absorption, 1}, scene);
}

}  // namespace stubble::render
